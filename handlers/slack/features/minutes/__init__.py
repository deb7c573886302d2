"""Minutes of dialogues, as chairs write them and people read them."""
