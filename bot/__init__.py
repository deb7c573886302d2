"""Convenor: what it knows, needs and does. Plain Python: no SQL, no scheduler.

The platform is where groups have their channels; each door knows its own."""
