"""Fairness of time: ranks times by who has paid so far, and keeps the score."""
