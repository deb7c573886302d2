"""A person's calendar in Slack: its private address, and one dialogue as a file."""
