"""What Convenor does: one verb, one file, one function."""
