"""What several acts on a dialogue check and find."""
