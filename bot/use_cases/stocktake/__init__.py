"""A quarter's promises, for the chairs of a group."""
