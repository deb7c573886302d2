"""A person's private calendar: its address and its entries."""
