"""The morning message as it is read."""
