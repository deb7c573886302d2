"""Dialogues in Slack: schedule, see, answer, move, edit, cancel."""
