"""Dialogues: schedule, change, answer."""
