"""Practices that are used: what a card says of it, and its buttons."""
