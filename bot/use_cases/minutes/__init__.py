"""Minutes: read the thread, write a draft, seal it."""
