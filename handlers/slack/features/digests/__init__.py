"""Digests in Slack: preview, post, every week."""
