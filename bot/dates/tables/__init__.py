"""The phrases that are known, a line each, and what they say; no clock is looked at here."""
