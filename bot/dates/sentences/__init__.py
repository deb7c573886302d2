"""Whole sentences of commands: their clauses, guards and answers."""
