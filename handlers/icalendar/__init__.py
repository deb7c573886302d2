"""Dialogues as iCalendar (RFC 5545) writes them: for the feed on the web and for files in Slack."""
