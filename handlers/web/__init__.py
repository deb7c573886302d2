"""The HTTP site: Slack's requests, health, later the calendar."""
