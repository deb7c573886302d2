"""What a group has recorded, as a file to take away."""
