"""Good practices."""

from typing import Any

from sqlalchemy import Boolean, Column, Date, Index, Integer, Table, Text

from bot.domain.audience import Audience
from bot.domain.countries import country_name
from bot.domain.practice import Evidence, PracticeStatus
from bot.domain.reference import PRACTICE, render_reference
from bot.domain.search_words import analyse_text
from storage.tables.base import belongs_to, enum_column, metadata, workspace_column
from storage.tables.types import JsonTuple, UTCDateTime

practices = Table(
    "practices",
    metadata,
    workspace_column(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("group_id", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("summary", Text, nullable=False),
    Column("what_was_done", Text, nullable=False),
    Column("publics", JsonTuple, nullable=False),
    Column("topics", JsonTuple, nullable=False),
    Column("countries", JsonTuple, nullable=False),
    Column("organisation_id", Integer),
    Column("language", Text, nullable=False),
    enum_column("evidence", Evidence),
    Column("link", Text),
    Column("contact", Text),
    enum_column("audience", Audience),
    Column("review_by", Date, nullable=False),
    enum_column("status", PracticeStatus),
    Column("author", Text, nullable=False),
    Column("comment", Text),
    Column("reviewed_by", Text),
    Column("created_at", UTCDateTime, nullable=False),
    Column("settled_at", UTCDateTime),
    Column("revision", Integer, nullable=False),
    Column("title_text", Text, nullable=False),
    Column("search_text", Text, nullable=False),
    Column("sent_at", UTCDateTime),
    Column("edited_at", UTCDateTime),
    belongs_to("groups", "group_id"),
    belongs_to("organisations", "organisation_id"),
    Index(None, "workspace_id", "group_id", "status"),
    Index(None, "workspace_id", "status", "settled_at"),
    Index(None, "workspace_id", "status", "review_by"),
)
"""`title_text` and `search_text` hold the card's words as `bot.domain.search_words` writes them."""

topic_lists = Table(
    "topic_lists",
    metadata,
    workspace_column(),
    Column("group_id", Integer, primary_key=True, autoincrement=False),
    Column("topics", JsonTuple, nullable=False),
    Column("free", Boolean, nullable=False),
    belongs_to("groups", "group_id"),
)


def searched_columns(card: Any) -> dict[str, str]:
    """Both columns of a card, or of a row with its fields."""
    searched = (
        render_reference(PRACTICE, card.number),
        card.title,
        card.summary,
        card.what_was_done,
        *card.publics,
        *card.topics,
        *card.countries,
        *map(country_name, card.countries),
    )
    return {
        "title_text": analyse_text(card.title, card.language),
        "search_text": analyse_text("\n".join(searched), card.language),
    }
