"""Reacts to changes of a group's channel since it was last read."""
