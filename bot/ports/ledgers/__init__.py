"""Ledgers as protocols: one for each noun that Convenor stores."""
