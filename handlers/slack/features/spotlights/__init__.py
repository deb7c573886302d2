"""The weekly spotlight in Slack: its setting, and the post."""
