"""A quarter's promises by organisation, for the chairs: in words and as a picture."""
