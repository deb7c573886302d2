"""The first schema."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.types import TypeEngine

from storage.tables.types import JsonTuple, UTCDateTime, WallTime

revision = "0001"
down_revision = None


def required(kind: type[TypeEngine[Any]], *names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind, nullable=False) for name in names]


def optional(kind: type[TypeEngine[Any]], *names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind) for name in names]


def one_of(table: str, column: str, *values: str) -> sa.Column[str]:
    allowed = ", ".join(f"'{value}'" for value in values)
    check = sa.CheckConstraint(f"{column} IN ({allowed})", name=op.f(f"ck_{table}_{column}"))
    return sa.Column(column, sa.Text, check, nullable=False)


def belongs_to(table: str, column: str, other: str, key: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["workspace_id", column],
        [f"{other}.workspace_id", f"{other}.{key}"],
        name=op.f(f"fk_{table}_{other}"),
    )


def partial_index(name: str, table: str, columns: list[str], *, where: str) -> None:
    rows = sa.text(where)
    op.create_index(name, table, columns, sqlite_where=rows, postgresql_where=rows)


def upgrade() -> None:
    op.create_table(
        "blocked_recipients",
        *required(sa.Text, "workspace_id", "recipient", "error"),
        *required(UTCDateTime, "blocked_at"),
        sa.PrimaryKeyConstraint("workspace_id", "recipient", name="pk_blocked_recipients"),
    )
    op.create_table(
        "deliveries",
        sa.Column("id", sa.Integer, nullable=False),
        *required(sa.Text, "workspace_id", "kind"),
        one_of("deliveries", "subject_type", "dialogue", "morning", "practice", "digest", "group"),
        *required(sa.Text, "subject_id", "occurrence"),
        *required(sa.Integer, "revision"),
        *required(sa.Text, "recipient"),
        *required(UTCDateTime, "due_at", "useful_until"),
        one_of("deliveries", "audience", "members", "group", "network"),
        one_of("deliveries", "state", "owed", "sending", "sent", "dropped", "uncertain"),
        *required(sa.Integer, "attempt"),
        *optional(sa.Text, "nonce"),
        *optional(UTCDateTime, "lease_until"),
        *optional(sa.Text, "slack_channel", "slack_ts", "error"),
        *required(UTCDateTime, "created_at"),
        *optional(UTCDateTime, "settled_at"),
        *required(sa.Boolean, "stale"),
        sa.PrimaryKeyConstraint("id", name="pk_deliveries"),
        sa.UniqueConstraint(
            "workspace_id",
            "subject_type",
            "subject_id",
            "kind",
            "occurrence",
            "revision",
            "recipient",
            name="uq_deliveries_owed_once",
        ),
        sqlite_autoincrement=True,
    )
    partial_index("ix_deliveries_due", "deliveries", ["due_at"], where="state = 'owed'")
    partial_index(
        "ix_deliveries_message",
        "deliveries",
        ["workspace_id", "slack_channel", "slack_ts"],
        where="slack_ts IS NOT NULL",
    )
    partial_index("ix_deliveries_sending", "deliveries", ["lease_until"], where="state = 'sending'")
    partial_index("ix_deliveries_stale", "deliveries", ["id"], where="stale AND state = 'sent'")
    op.create_index(
        "ix_deliveries_workspace_id_recipient_due_at",
        "deliveries",
        ["workspace_id", "recipient", "due_at"],
    )
    op.create_table(
        "groups",
        sa.Column("id", sa.Integer, nullable=False),
        *required(sa.Text, "workspace_id", "channel_id", "name", "zone"),
        one_of("groups", "default_audience", "members", "group", "network"),
        *required(JsonTuple, "reminders"),
        *optional(sa.Integer, "digest_weekday"),
        *required(sa.Time, "digest_time"),
        *required(sa.Integer, "digest_revision"),
        *required(sa.Boolean, "show_left_out"),
        *required(UTCDateTime, "created_at"),
        sa.PrimaryKeyConstraint("id", name="pk_groups"),
        sa.UniqueConstraint("workspace_id", "channel_id", name="uq_groups_workspace_id_channel_id"),
        sa.UniqueConstraint("workspace_id", "id", name="uq_groups_workspace_id_id"),
        sa.CheckConstraint("digest_weekday BETWEEN 0 AND 6", name=op.f("ck_groups_digest_weekday")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "journal",
        sa.Column("id", sa.Integer, nullable=False),
        *required(sa.Text, "workspace_id"),
        *required(UTCDateTime, "at"),
        *required(sa.Text, "who", "did", "subject"),
        *optional(sa.Text, "detail"),
        sa.PrimaryKeyConstraint("id", name="pk_journal"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_journal_workspace_id_subject_id", "journal", ["workspace_id", "subject", "id"]
    )
    op.create_table(
        "numbers",
        *required(sa.Text, "workspace_id", "letter"),
        *required(sa.Integer, "last"),
        sa.PrimaryKeyConstraint("workspace_id", "letter", name="pk_numbers"),
    )
    op.create_table(
        "organisations",
        sa.Column("id", sa.Integer, nullable=False),
        *required(sa.Text, "workspace_id", "name", "name_key"),
        one_of("organisations", "kind", "member", "observer"),
        *required(sa.Text, "country", "zone"),
        sa.PrimaryKeyConstraint("id", name="pk_organisations"),
        sa.UniqueConstraint("workspace_id", "id", name="uq_organisations_workspace_id_id"),
        sa.UniqueConstraint(
            "workspace_id", "name_key", name="uq_organisations_workspace_id_name_key"
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "receipts",
        *required(sa.Text, "workspace_id", "key", "answer"),
        *required(UTCDateTime, "kept_at"),
        sa.PrimaryKeyConstraint("workspace_id", "key", name="pk_receipts"),
    )
    op.create_index("ix_receipts_workspace_id_kept_at", "receipts", ["workspace_id", "kept_at"])
    op.create_table(
        "workspaces",
        *required(sa.Text, "workspace_id", "name", "bot_user_id"),
        *required(UTCDateTime, "installed_at"),
        *optional(UTCDateTime, "stopped_at"),
        *optional(sa.Text, "stopped_why"),
        sa.PrimaryKeyConstraint("workspace_id", name="pk_workspaces"),
    )
    op.create_table(
        "actions",
        *required(sa.Text, "workspace_id"),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        *required(sa.Integer, "group_id"),
        *required(sa.Text, "title"),
        *optional(sa.Text, "owner_user_id"),
        *optional(sa.Integer, "owner_organisation_id"),
        *optional(sa.Date, "due_on"),
        *required(sa.Text, "zone"),
        one_of("actions", "audience", "members", "group", "network"),
        one_of("actions", "status", "open", "done", "dropped"),
        *optional(sa.Text, "note"),
        *required(sa.Text, "created_by"),
        *required(UTCDateTime, "created_at"),
        *optional(UTCDateTime, "settled_at"),
        *optional(sa.Text, "settled_by"),
        *optional(sa.Date, "snoozed_until"),
        sa.PrimaryKeyConstraint("workspace_id", "number", name="pk_actions"),
        belongs_to("actions", "group_id", "groups", "id"),
        belongs_to("actions", "owner_organisation_id", "organisations", "id"),
    )
    partial_index(
        "ix_actions_open_by_owner",
        "actions",
        ["workspace_id", "owner_user_id", "due_on"],
        where="status = 'open'",
    )
    op.create_index(
        "ix_actions_workspace_id_group_id_status_due_on",
        "actions",
        ["workspace_id", "group_id", "status", "due_on"],
    )
    op.create_table(
        "dialogues",
        *required(sa.Text, "workspace_id"),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        *required(sa.Integer, "group_id"),
        *required(sa.Text, "title"),
        *required(WallTime, "wall"),
        *required(sa.Text, "zone"),
        *required(UTCDateTime, "starts_at", "ends_at"),
        *required(sa.Integer, "minutes"),
        *optional(sa.Text, "link"),
        one_of("dialogues", "audience", "members", "group", "network"),
        one_of("dialogues", "status", "planned", "cancelled"),
        *optional(sa.Text, "reason"),
        *required(sa.Text, "created_by"),
        *required(UTCDateTime, "created_at"),
        *required(sa.Integer, "revision", "sequence"),
        sa.PrimaryKeyConstraint("workspace_id", "number", name="pk_dialogues"),
        belongs_to("dialogues", "group_id", "groups", "id"),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_dialogues_minutes")),
    )
    op.create_index(
        "ix_dialogues_workspace_id_created_by_created_at",
        "dialogues",
        ["workspace_id", "created_by", "created_at"],
    )
    op.create_index(
        "ix_dialogues_workspace_id_group_id_starts_at",
        "dialogues",
        ["workspace_id", "group_id", "starts_at"],
    )
    op.create_table(
        "lowered",
        *required(sa.Text, "workspace_id"),
        *required(sa.Integer, "group_id"),
        *required(sa.Text, "user_id"),
        sa.PrimaryKeyConstraint("workspace_id", "group_id", "user_id", name="pk_lowered"),
        belongs_to("lowered", "group_id", "groups", "id"),
    )
    op.create_table(
        "people",
        *required(sa.Text, "workspace_id", "user_id", "name"),
        *optional(sa.Text, "zone"),
        *required(sa.Text, "locale"),
        *required(sa.Boolean, "active", "is_bot", "is_guest", "is_admin", "secretariat"),
        *optional(sa.Integer, "organisation_id"),
        *optional(UTCDateTime, "changed_at"),
        sa.PrimaryKeyConstraint("workspace_id", "user_id", name="pk_people"),
        belongs_to("people", "organisation_id", "organisations", "id"),
    )
    op.create_table(
        "practices",
        *required(sa.Text, "workspace_id"),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        *required(sa.Integer, "group_id"),
        *required(sa.Text, "title", "summary", "what_was_done"),
        *required(JsonTuple, "publics", "topics"),
        *required(sa.Text, "country"),
        *optional(sa.Integer, "organisation_id"),
        *required(sa.Text, "language"),
        one_of("practices", "evidence", "idea", "pilot", "evaluated"),
        *optional(sa.Text, "link", "contact"),
        one_of("practices", "audience", "members", "group", "network"),
        *required(sa.Date, "review_by"),
        one_of("practices", "status", "submitted", "published", "returned", "declined"),
        *required(sa.Text, "author"),
        *optional(sa.Text, "comment", "reviewed_by"),
        *required(UTCDateTime, "created_at"),
        *optional(UTCDateTime, "settled_at"),
        *required(sa.Integer, "revision"),
        *required(sa.Text, "title_text", "search_text"),
        sa.PrimaryKeyConstraint("workspace_id", "number", name="pk_practices"),
        belongs_to("practices", "group_id", "groups", "id"),
        belongs_to("practices", "organisation_id", "organisations", "id"),
    )
    op.create_index(
        "ix_practices_workspace_id_group_id_status",
        "practices",
        ["workspace_id", "group_id", "status"],
    )
    op.create_index(
        "ix_practices_workspace_id_status_settled_at",
        "practices",
        ["workspace_id", "status", "settled_at"],
    )
    op.create_table(
        "terms",
        *required(sa.Text, "workspace_id"),
        *required(sa.Integer, "group_id"),
        *required(sa.Text, "user_id"),
        *required(sa.Date, "starts_on"),
        *optional(sa.Date, "ends_on"),
        sa.PrimaryKeyConstraint(
            "workspace_id", "group_id", "user_id", "starts_on", name="pk_terms"
        ),
        belongs_to("terms", "group_id", "groups", "id"),
    )
    op.create_table(
        "rsvps",
        *required(sa.Text, "workspace_id"),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        *required(sa.Text, "user_id"),
        one_of("rsvps", "answer", "going", "maybe", "cannot"),
        *optional(sa.Integer, "organisation_id"),
        *required(UTCDateTime, "answered_at"),
        sa.PrimaryKeyConstraint("workspace_id", "number", "user_id", name="pk_rsvps"),
        belongs_to("rsvps", "number", "dialogues", "number"),
        belongs_to("rsvps", "organisation_id", "organisations", "id"),
    )
    op.create_index("ix_rsvps_workspace_id_user_id", "rsvps", ["workspace_id", "user_id"])
