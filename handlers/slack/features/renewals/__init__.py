"""Whether a practice is still good: the question, and its buttons."""
