"""A person's private addresses, of their calendar and of a feed, and one dialogue as a file."""
