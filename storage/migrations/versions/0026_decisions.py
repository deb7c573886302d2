"""Decisions, answers to proposals, and what a group asks of its silence procedures.

What a delivery is about is no longer checked by the table, as its kind is not: a new subject must
not copy a long table.
"""

import sqlalchemy as sa
from alembic import op

from storage.tables.types import JsonTuple, UTCDateTime

revision = "0026"
down_revision = "0025"

_AUDIENCES = ("members", "group", "network")
_STATUSES = ("proposed", "stopped", "lapsed", "agreed", "withdrawn")
_HOWS = ("dialogue", "writing", "silence")
_STANCES = ("agree", "comment", "need_time", "object", "abstain", "remark")
_SETTINGS = {"silence_hours": 72, "silence_answers": 0, "silence_more_days": 3}


def _one_of(table: str, name: str, *values: str) -> sa.Column[str]:
    allowed = ", ".join(f"'{value}'" for value in values)
    check = sa.CheckConstraint(f"{name} IN ({allowed})", name=op.f(f"ck_{table}_{name}"))
    return sa.Column(name, sa.Text, check, nullable=False)


def _belongs_to(own: str, table: str, column: str, key: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["workspace_id", column],
        [f"{table}.workspace_id", f"{table}.{key}"],
        name=f"fk_{own}_{table}",
    )


def upgrade() -> None:
    with op.batch_alter_table("deliveries", table_kwargs={"sqlite_autoincrement": True}) as table:
        table.drop_constraint(op.f("ck_deliveries_subject_type"), type_="check")
    for name, usual in _SETTINGS.items():
        default = sa.text(str(usual))
        op.add_column("groups", sa.Column(name, sa.Integer, nullable=False, server_default=default))
    comment = sa.Column("observers_comment", sa.Boolean, nullable=False, server_default=sa.false())
    op.add_column("groups", comment)
    op.create_table(
        "decisions",
        sa.Column("workspace_id", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("group_id", sa.Integer, nullable=False),
        sa.Column("dialogue", sa.Integer),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("note", sa.Text),
        _one_of("decisions", "audience", *_AUDIENCES),
        _one_of("decisions", "how", *_HOWS),
        _one_of("decisions", "status", *_STATUSES),
        sa.Column("decided_on", sa.Date),
        sa.Column("agreed", JsonTuple, nullable=False),
        sa.Column("link", sa.Text),
        sa.Column("created_by", sa.Text, nullable=False),
        sa.Column("created_at", UTCDateTime, nullable=False),
        sa.Column("settled_at", UTCDateTime),
        sa.Column("reason", sa.Text),
        sa.Column("superseded_by", sa.Integer),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("closes_at", UTCDateTime),
        sa.Column("least_answers", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "number", name="pk_decisions"),
        _belongs_to("decisions", "groups", "group_id", "id"),
        _belongs_to("decisions", "dialogues", "dialogue", "number"),
    )
    for columns in ("group_id number", "group_id settled_at", "status closes_at", "dialogue"):
        names = ["workspace_id", *columns.split()]
        op.create_index(f"ix_decisions_{'_'.join(names)}", "decisions", names)
    op.create_table(
        "decision_answers",
        sa.Column("workspace_id", sa.Text, nullable=False),
        *(
            sa.Column(name, sa.Integer, nullable=False, autoincrement=False)
            for name in ("number", "revision", "organisation_id")
        ),
        _one_of("decision_answers", "stance", *_STANCES),
        sa.Column("words", sa.Text),
        sa.Column("user_id", sa.Text, nullable=False),
        sa.Column("answered_at", UTCDateTime, nullable=False),
        sa.Column("took_time", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint(
            "workspace_id", "number", "revision", "organisation_id", name="pk_decision_answers"
        ),
        _belongs_to("decision_answers", "decisions", "number", "number"),
        _belongs_to("decision_answers", "organisations", "organisation_id", "id"),
    )
