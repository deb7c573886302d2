"""Digests: gather, post, schedule."""
