"""Reads and writes that share a transaction."""
