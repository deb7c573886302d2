"""Every table: rows carry their workspace, and where people see them their audience."""

from storage.tables.actions import actions
from storage.tables.base import metadata
from storage.tables.books import journal, numbers, receipts, workspaces
from storage.tables.calendars import calendars
from storage.tables.deliveries import blocked_recipients, deliveries
from storage.tables.dialogues import (
    agenda_items,
    attendance,
    dialogues,
    fairness_charges,
    rsvps,
    series,
)
from storage.tables.groups import channel_readings, groups, lowered, terms
from storage.tables.people import organisations, people
from storage.tables.practices import practices

__all__ = [
    "actions",
    "agenda_items",
    "attendance",
    "blocked_recipients",
    "calendars",
    "channel_readings",
    "deliveries",
    "dialogues",
    "fairness_charges",
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
    "series",
    "terms",
    "workspaces",
]
