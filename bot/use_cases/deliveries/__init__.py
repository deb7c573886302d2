"""Deliveries: plan, look again, send, settle."""
