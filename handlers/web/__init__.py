"""The HTTP site: Slack's requests, calendars, the feed of practices, health and metrics."""
