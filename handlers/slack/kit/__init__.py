"""Block Kit and Slack's text, without any feature."""
