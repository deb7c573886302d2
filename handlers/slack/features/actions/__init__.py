"""Actions in Slack: commands, buttons and forms."""
