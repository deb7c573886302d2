"""What Convenor remembers, one protocol a noun."""
