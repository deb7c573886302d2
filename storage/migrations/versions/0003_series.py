"""Series, agendas, attendance, the score of fairness, delegates and calendar addresses."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.types import TypeEngine

from storage.tables.types import JsonTuple, UTCDateTime

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    _series()
    for column in (
        sa.Column("series_id", sa.Integer),
        sa.Column("series_date", sa.Date),
        sa.Column("attendance_confirmed_at", UTCDateTime),
    ):
        op.add_column("dialogues", column)
    identity = ["workspace_id", "series_id", "series_date"]
    op.create_index("ix_dialogues_occurrence", "dialogues", identity, unique=True)
    op.add_column("rsvps", sa.Column("delegate_user_id", sa.Text))
    _agendas()
    _attendance()
    _charges()
    op.create_table(
        "calendars",
        *_required(sa.Text, "workspace_id", "user_id", "secret"),
        *_required(UTCDateTime, "created_at"),
        sa.PrimaryKeyConstraint("workspace_id", "user_id", name="pk_calendars"),
        sa.UniqueConstraint("secret", name="uq_calendars_secret"),
    )


def _series() -> None:
    op.create_table(
        "series",
        *_required(sa.Integer, "id"),
        *_required(sa.Text, "workspace_id"),
        *_required(sa.Integer, "group_id"),
        *_required(sa.Text, "title"),
        *_required(sa.Date, "first"),
        *_required(sa.Text, "rule"),
        *_required(JsonTuple, "slots"),
        *_required(sa.Integer, "minutes"),
        sa.Column("link", sa.Text),
        _one_of("series", "audience", "members", "group", "network"),
        *_required(sa.Text, "created_by"),
        *_required(UTCDateTime, "created_at"),
        sa.Column("planned_until", sa.Date),
        sa.PrimaryKeyConstraint("id", name="pk_series"),
        sa.UniqueConstraint("workspace_id", "id", name="uq_series_workspace_id_id"),
        _belongs_to("series", "group_id", "groups", "id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_series_workspace_id_group_id", "series", ["workspace_id", "group_id"])


def _agendas() -> None:
    op.create_table(
        "agenda_items",
        *_required(sa.Integer, "id"),
        *_required(sa.Text, "workspace_id"),
        *_required(sa.Integer, "dialogue"),
        *_required(sa.Text, "title"),
        *_required(sa.Integer, "minutes"),
        sa.Column("presenter_user_id", sa.Text),
        *_required(sa.Text, "suggested_by"),
        _one_of("agenda_items", "status", "suggested", "accepted", "left_out", "carried"),
        *_required(sa.Integer, "position"),
        sa.Column("carried_from", sa.Integer),
        *_required(UTCDateTime, "created_at"),
        sa.PrimaryKeyConstraint("id", name="pk_agenda_items"),
        _belongs_to("agenda_items", "dialogue", "dialogues", "number"),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_agenda_items_minutes")),
        sqlite_autoincrement=True,
    )
    columns = ["workspace_id", "dialogue"]
    op.create_index("ix_agenda_items_workspace_id_dialogue", "agenda_items", columns)


def _attendance() -> None:
    op.create_table(
        "attendance",
        *_required(sa.Text, "workspace_id"),
        *_required(sa.Integer, "number"),
        *_required(sa.Text, "user_id"),
        sa.Column("organisation_id", sa.Integer),
        sa.PrimaryKeyConstraint("workspace_id", "number", "user_id", name="pk_attendance"),
        _belongs_to("attendance", "number", "dialogues", "number"),
        _belongs_to("attendance", "organisation_id", "organisations", "id"),
    )


def _charges() -> None:
    key = ("workspace_id", "number", "organisation_id")
    op.create_table(
        "fairness_charges",
        *_required(sa.Text, "workspace_id"),
        *_required(sa.Integer, "number", "organisation_id", "group_id", "year", "points"),
        sa.PrimaryKeyConstraint(*key, name="pk_fairness_charges"),
        _belongs_to("fairness_charges", "number", "dialogues", "number"),
        _belongs_to("fairness_charges", "organisation_id", "organisations", "id"),
    )
    op.create_index(
        "ix_fairness_charges_workspace_id_group_id_year",
        "fairness_charges",
        ["workspace_id", "group_id", "year"],
    )


def _required(kind: type[TypeEngine[Any]], *names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind, nullable=False) for name in names]


def _one_of(table: str, column: str, *values: str) -> sa.Column[str]:
    allowed = ", ".join(f"'{value}'" for value in values)
    check = sa.CheckConstraint(f"{column} IN ({allowed})", name=op.f(f"ck_{table}_{column}"))
    return sa.Column(column, sa.Text, check, nullable=False)


def _belongs_to(table: str, column: str, other: str, key: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["workspace_id", column],
        [f"{other}.workspace_id", f"{other}.{key}"],
        name=op.f(f"fk_{table}_{other}"),
    )
