"""Minutes of dialogues: drafts, lines marked in threads, and sealed versions."""

import sqlalchemy as sa
from alembic import op

from storage.tables.types import UTCDateTime

revision = "0030"
down_revision = "0029"


def _text(name: str, *, nullable: bool = False) -> "sa.Column[str]":
    return sa.Column(name, sa.Text, nullable=nullable)


def _number(name: str, *, nullable: bool = False) -> "sa.Column[int]":
    return sa.Column(name, sa.Integer, nullable=nullable)


def _one_of(table: str, name: str, allowed: str) -> "sa.Column[str]":
    check = sa.CheckConstraint(f"{name} IN ({allowed})", op.f(f"ck_{table}_{name}"))
    return sa.Column(name, sa.Text, check, nullable=False)


def _audience(table: str) -> "sa.Column[str]":
    return _one_of(table, "audience", "'members', 'group', 'network'")


def _belongs_to(table: str, own: str, column: str, key: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["workspace_id", column],
        [f"{table}.workspace_id", f"{table}.{key}"],
        name=f"fk_{own}_{table}",
    )


def upgrade() -> None:
    op.create_table(
        "minutes",
        _text("workspace_id"),
        _number("number"),
        _number("group_id"),
        _audience("minutes"),
        _one_of("minutes", "status", "'reading', 'draft', 'circulated', 'sealed'"),
        *(_number(name) for name in ("version", "edits")),
        sa.Column("threads", sa.JSON, nullable=False),
        *(_text(name) for name in ("read_root", "read_to")),
        _number("messages_read"),
        sa.Column("lease_until", UTCDateTime),
        _text("trouble", nullable=True),
        sa.Column("chatham", sa.Boolean, nullable=False),
        sa.Column("notes", sa.JSON, nullable=False),
        _text("correcting", nullable=True),
        sa.Column("circulated_until", UTCDateTime),
        _text("asked_by"),
        sa.Column("asked_at", UTCDateTime, nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "number", name="pk_minutes"),
        _belongs_to("dialogues", "minutes", "number", "number"),
        _belongs_to("groups", "minutes", "group_id", "id"),
    )
    by_group = ["workspace_id", "group_id", "status"]
    op.create_index("ix_minutes_workspace_id_group_id_status", "minutes", by_group)
    op.create_table(
        "minutes_lines",
        _number("id"),
        _text("workspace_id"),
        _number("number"),
        *(_text(name) for name in ("channel", "root", "ts")),
        _number("place"),
        _one_of("minutes_lines", "kind", "'decision', 'action', 'info'"),
        _number("item", nullable=True),
        *(_text(name) for name in ("text", "author")),
        sa.Column("said_at", UTCDateTime, nullable=False),
        _audience("minutes_lines"),
        sa.Column("by_emoji", sa.Boolean, nullable=False),
        *(_text(name, nullable=True) for name in ("reworded", "owner_user_id")),
        sa.Column("due_on", sa.Date),
        *(sa.Column(name, sa.Boolean, nullable=False) for name in ("checked", "left_out")),
        _text("became", nullable=True),
        sa.Column("changed", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.PrimaryKeyConstraint("id", name="pk_minutes_lines"),
        _belongs_to("dialogues", "minutes_lines", "number", "number"),
        sqlite_autoincrement=True,
    )
    of_message = ["workspace_id", "channel", "ts"]
    op.create_index("ix_minutes_lines_workspace_id_channel_ts", "minutes_lines", of_message)
    in_order = ["workspace_id", "number", "said_at"]
    op.create_index("ix_minutes_lines_workspace_id_number_said_at", "minutes_lines", in_order)
    op.create_table(
        "minutes_marks",
        *(_text(name) for name in ("workspace_id", "channel", "ts")),
        *(sa.Column(name, sa.Boolean, nullable=False) for name in ("wanted", "shown")),
        sa.PrimaryKeyConstraint("workspace_id", "channel", "ts", name="pk_minutes_marks"),
    )
    unmarked = sa.text("wanted <> shown")
    op.create_index(
        "ix_minutes_marks_unmarked",
        "minutes_marks",
        ["workspace_id"],
        sqlite_where=unmarked,
        postgresql_where=unmarked,
    )
    op.create_table(
        "minutes_corrections",
        _number("id"),
        _text("workspace_id"),
        *(_number(name) for name in ("number", "version")),
        *(_text(name) for name in ("was", "should_be", "suggested_by")),
        sa.Column("suggested_at", UTCDateTime, nullable=False),
        _one_of("minutes_corrections", "status", "'open', 'taken', 'left'"),
        _text("settled_by", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_minutes_corrections"),
        _belongs_to("dialogues", "minutes_corrections", "number", "number"),
        sqlite_autoincrement=True,
    )
    of_draft = ["workspace_id", "number", "version"]
    op.create_index(
        "ix_minutes_corrections_workspace_id_number_version", "minutes_corrections", of_draft
    )
    op.create_table(
        "minutes_versions",
        _text("workspace_id"),
        *(_number(name) for name in ("number", "version", "group_id")),
        _audience("minutes_versions"),
        *(_text(name) for name in ("body", "sha256", "sealed_by")),
        sa.Column("sealed_at", UTCDateTime, nullable=False),
        sa.Column("chatham", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "number", "version", name="pk_minutes_versions"),
        _belongs_to("dialogues", "minutes_versions", "number", "number"),
        _belongs_to("groups", "minutes_versions", "group_id", "id"),
    )
