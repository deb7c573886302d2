"""Words, days, times and zones, and the sentences they make."""
