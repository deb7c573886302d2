"""What follows when a group's channel is not as it was last read."""
