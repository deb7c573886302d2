"""What the published practices of a group cover, and what they leave out."""
