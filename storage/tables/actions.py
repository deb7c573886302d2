"""Action items."""

from datetime import date

import sqlalchemy as sa

from bot.domain import ActionItem
from storage.tables.base import belongs_to, columns_of, number_column, own_table, partial_index

# Queries use these words as they stand, so that a planner sees that the partial index will do.
IS_OPEN = sa.text("status = 'open'")
REPEATS = sa.text("repeats IS NOT NULL")

_LISTED = ("group_id", "audience", "status", "number")

actions = own_table(
    "actions",
    *columns_of(ActionItem, number_column("number")),
    sa.Column("settled_on", sa.Date),
    belongs_to("groups", "group_id"),
    belongs_to("organisations", "owner_organisation_id"),
    sa.Index(None, "workspace_id", "group_id", "status", "due_on"),
    sa.Index(None, "workspace_id", "group_id", "created_at"),
    sa.Index(None, "workspace_id", "group_id", "settled_at"),
    sa.Index("ix_actions_listed", "workspace_id", *_LISTED),
    *(
        sa.Index(f"ix_actions_of_{name}", "workspace_id", owner, *_LISTED)
        for name, owner in (("officer", "owner_user_id"), ("organisation", "owner_organisation_id"))
    ),
    sa.Index(None, "workspace_id", "linked_to"),
    partial_index("ix_actions_recurring", "workspace_id", "due_on", where=REPEATS),
    sa.Index("ux_actions_series", "workspace_id", "series", "occurrence", unique=True),
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


def due_order(due_on: sa.ColumnElement[date | None]) -> sa.ColumnElement[date]:
    """The due day as lists are sorted by it: the undated come last. An index has it so."""
    return sa.func.coalesce(due_on, sa.literal_column("'9999-12-31'"))


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
