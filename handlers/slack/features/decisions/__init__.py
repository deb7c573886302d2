"""Decisions in Slack."""
