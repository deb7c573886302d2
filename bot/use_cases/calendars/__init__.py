"""A person's private calendar: its address, and what stands in it."""
