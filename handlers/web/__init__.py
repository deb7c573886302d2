"""The HTTP site: Slack's requests, health, metrics, later the calendar."""
