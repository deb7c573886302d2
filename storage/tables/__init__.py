"""Every table: rows carry their workspace, and where people see them their audience."""

from storage.tables.actions import actions
from storage.tables.base import metadata
from storage.tables.books import drafts, journal, numbers, receipts, steps, versions, workspaces
from storage.tables.deliveries import blocked_recipients, deliveries, morning_items
from storage.tables.dialogues import (
    agenda_items,
    attendance,
    dialogue_revisions,
    dialogues,
    fairness_charges,
    rsvps,
    series,
    series_changes,
    series_links,
)
from storage.tables.groups import (
    channel_openings,
    channel_readings,
    digest_holds,
    digests,
    groups,
    lowered,
    terms,
)
from storage.tables.minutes import (
    decision_answers,
    decisions,
    minutes,
    minutes_corrections,
    minutes_lines,
    minutes_looks,
    minutes_marks,
    minutes_versions,
)
from storage.tables.people import calendars, feeds, homes, organisations, people
from storage.tables.practices import adoptions, practices, saved_practices, topic_lists
from storage.tables.search import search_entries, search_names, search_words

__all__ = [
    "actions", "adoptions", "agenda_items", "attendance", "blocked_recipients", "calendars",
    "channel_openings", "channel_readings", "decision_answers", "decisions", "deliveries",
    "dialogue_revisions", "dialogues", "digest_holds", "digests", "drafts", "fairness_charges",
    "feeds", "groups", "homes", "journal", "lowered", "metadata", "minutes", "minutes_corrections",
    "minutes_lines", "minutes_looks", "minutes_marks", "minutes_versions", "morning_items",
    "numbers", "organisations", "people", "practices", "receipts", "rsvps", "saved_practices",
    "search_entries", "search_names", "search_words", "series", "series_changes", "series_links",
    "steps", "terms", "topic_lists", "versions", "workspaces",
]  # fmt: skip
