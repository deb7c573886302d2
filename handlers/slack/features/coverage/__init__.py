"""What a group's practices cover, for its chairs: in words and as a picture."""
