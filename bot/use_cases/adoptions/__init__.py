"""Practices that are used: by which organisations, and who saved them."""
