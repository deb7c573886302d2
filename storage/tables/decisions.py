"""Decisions, and what organisations answered while they were proposals."""

from sqlalchemy import Index

from bot.domain import Decision
from bot.domain.decision import Answer
from storage.tables.base import belongs_to, columns_of, number_column, own_table

decisions = own_table(
    "decisions",
    *columns_of(Decision, number_column("number")),
    belongs_to("groups", "group_id"),
    belongs_to("dialogues", "dialogue", key="number"),
    Index(None, "workspace_id", "group_id", "number"),
    Index(None, "workspace_id", "group_id", "settled_at"),
    Index(None, "workspace_id", "status", "closes_at"),
    Index(None, "workspace_id", "dialogue"),
)

decision_answers = own_table(
    "decision_answers",
    *columns_of(
        Answer, number_column("number"), number_column("revision"), number_column("organisation_id")
    ),
    belongs_to("decisions", "number", key="number"),
    belongs_to("organisations", "organisation_id"),
)
