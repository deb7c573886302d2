"""Deliveries that are due: claimed, settled and counted."""
