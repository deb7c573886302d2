"""Calls Slack: Web API, Socket Mode, retries, and the cache of people and channels."""
