"""Every table: rows carry their workspace, and where people see them their audience."""

from storage.tables.actions import actions
from storage.tables.base import metadata
from storage.tables.books import journal, numbers, receipts, workspaces
from storage.tables.deliveries import blocked_recipients, deliveries
from storage.tables.dialogues import dialogues, rsvps
from storage.tables.groups import groups, lowered, terms
from storage.tables.people import organisations, people
from storage.tables.practices import practices

__all__ = [
    "actions",
    "blocked_recipients",
    "deliveries",
    "dialogues",
    "groups",
    "journal",
    "lowered",
    "metadata",
    "numbers",
    "organisations",
    "people",
    "practices",
    "receipts",
    "rsvps",
    "terms",
    "workspaces",
]
