"""How Slack hands things to the app: over its socket, or by signed HTTP requests."""
