"""The Slack door, both ways."""
