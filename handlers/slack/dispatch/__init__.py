"""One payload from Slack to its listener and back."""
