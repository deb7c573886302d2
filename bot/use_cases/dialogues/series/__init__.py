"""Acts on a whole series of dialogues."""
