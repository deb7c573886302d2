"""Decisions: record, propose, answer, adopt, withdraw."""
