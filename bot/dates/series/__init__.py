"""A series of dates in one sentence: first, rhythm, last."""
