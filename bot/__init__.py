"""Convenor: what it knows, needs and does. Plain Python: no Slack, no SQL, no scheduler."""
