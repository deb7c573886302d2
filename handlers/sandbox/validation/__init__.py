"""Block Kit and message limits, refused as strictly as Slack does."""
