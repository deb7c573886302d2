"""Practices that are used: what a card says of it, its buttons and the form of a new use."""
