"""Good practices in Slack: share, review, find."""
