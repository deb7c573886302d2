"""Whose night it is: times ranked by who has paid so far, and the score that is kept."""
