"""Action items."""

from datetime import date

from sqlalchemy import (
    Column,
    ColumnElement,
    Date,
    Index,
    Integer,
    Table,
    Text,
    func,
    literal_column,
    text,
)

from bot.domain.action_item import ActionStatus
from bot.domain.audience import Audience
from storage.tables.base import belongs_to, enum_column, metadata, partial_index, workspace_column
from storage.tables.types import UTCDateTime

# Queries use these words as they stand, so that a planner sees that the partial index will do.
IS_OPEN = text("status = 'open'")
REPEATS = text("repeats IS NOT NULL")

_LISTED = ("group_id", "audience", "status", "number")

actions = Table(
    "actions",
    metadata,
    workspace_column(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("group_id", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("owner_user_id", Text),
    Column("owner_organisation_id", Integer),
    Column("due_on", Date),
    Column("zone", Text, nullable=False),
    enum_column("audience", Audience),
    enum_column("status", ActionStatus),
    Column("note", Text),
    Column("created_by", Text, nullable=False),
    Column("created_at", UTCDateTime, nullable=False),
    Column("settled_at", UTCDateTime),
    Column("settled_by", Text),
    Column("snoozed_until", Date),
    Column("passed_on_from", Text),
    Column("changed_at", UTCDateTime),
    Column("linked_to", Integer),
    Column("from_dialogue", Integer),
    Column("from_channel", Text),
    Column("from_message", Text),
    Column("from_link", Text),
    Column("repeats", Text),
    Column("series", Integer),
    Column("occurrence", Date),
    Column("given_at", UTCDateTime),
    Column("given_by", Text),
    Column("settled_on", Date),
    belongs_to("groups", "group_id"),
    belongs_to("organisations", "owner_organisation_id"),
    Index(None, "workspace_id", "group_id", "status", "due_on"),
    Index(None, "workspace_id", "group_id", "created_at"),
    Index(None, "workspace_id", "group_id", "settled_at"),
    Index("ix_actions_listed", "workspace_id", *_LISTED),
    *(
        Index(f"ix_actions_of_{name}", "workspace_id", owner, *_LISTED)
        for name, owner in (("officer", "owner_user_id"), ("organisation", "owner_organisation_id"))
    ),
    Index(None, "workspace_id", "linked_to"),
    partial_index("ix_actions_recurring", "workspace_id", "due_on", where=REPEATS),
    Index("ux_actions_series", "workspace_id", "series", "occurrence", unique=True),
    partial_index("ix_actions_open_given", "workspace_id", "given_at", where=IS_OPEN),
    partial_index(
        "ix_actions_open_by_owner", "workspace_id", "owner_user_id", "due_on", where=IS_OPEN
    ),
    partial_index(
        "ix_actions_open_shared",
        "workspace_id",
        "owner_organisation_id",
        "owner_user_id",
        "due_on",
        where=IS_OPEN,
    ),
)


def due_order(due_on: ColumnElement[date | None]) -> ColumnElement[date]:
    """The due day as lists are sorted by it: the undated come last. An index has it so."""
    return func.coalesce(due_on, literal_column("'9999-12-31'"))


DUE_ORDER = due_order(actions.c.due_on)

for _name, _owner in (("in_order", ()), ("of_organisation", (actions.c.owner_organisation_id,))):
    partial_index(
        f"ix_actions_open_{_name}",
        actions.c.workspace_id,
        *_owner,
        actions.c.group_id,
        actions.c.audience,
        DUE_ORDER,
        actions.c.number,
        where=IS_OPEN,
    )
