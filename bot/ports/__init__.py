"""What Convenor needs from outside, as protocols."""
