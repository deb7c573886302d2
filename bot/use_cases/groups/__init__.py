"""Setting up a working group, its roles and its view at a glance."""
