"""What people do on the page, and how Slack passes it to the app."""
