"""Good practices: share, review, find."""
