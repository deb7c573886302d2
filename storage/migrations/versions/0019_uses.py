"""Who uses practices, who saved them, and when a group is shown one again."""

import sqlalchemy as sa
from alembic import op

from storage.tables.types import UTCDateTime

revision = "0019"
down_revision = "0018"

_AUDIENCE = "ck_adoptions_audience"


def _belongs_to(table: str, own: str, column: str, key: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["workspace_id", column],
        [f"{table}.workspace_id", f"{table}.{key}"],
        name=f"fk_{own}_{table}",
    )


def upgrade() -> None:
    op.add_column("groups", sa.Column("spotlight_weekday", sa.Integer))
    at = sa.Column("spotlight_time", sa.Time, nullable=False, server_default="09:00:00")
    op.add_column("groups", at)
    op.add_column("groups", sa.Column("spotlight_from", UTCDateTime))
    by_review = ["workspace_id", "status", "review_by"]
    op.create_index("ix_practices_workspace_id_status_review_by", "practices", by_review)
    op.create_table(
        "adoptions",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("workspace_id", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("organisation_id", sa.Integer, nullable=False),
        sa.Column("note", sa.Text),
        sa.Column(
            "audience",
            sa.Text,
            sa.CheckConstraint("audience IN ('members', 'group', 'network')", op.f(_AUDIENCE)),
            nullable=False,
        ),
        sa.Column("adopted_by", sa.Text, nullable=False),
        sa.Column("adopted_at", UTCDateTime, nullable=False),
        sa.Column("ended_by", sa.Text),
        sa.Column("ended_at", UTCDateTime),
        sa.Column("told_on", sa.Date),
        sa.PrimaryKeyConstraint("id", name="pk_adoptions"),
        _belongs_to("practices", "adoptions", "number", "number"),
        _belongs_to("organisations", "adoptions", "organisation_id", "id"),
        sqlite_autoincrement=True,
    )
    key = ["workspace_id", "number", "organisation_id"]
    op.create_index("ix_adoptions_workspace_id_number_organisation_id", "adoptions", key)
    in_use = sa.text("ended_at IS NULL")
    op.create_index(
        "uq_adoptions_in_use",
        "adoptions",
        key,
        unique=True,
        sqlite_where=in_use,
        postgresql_where=in_use,
    )
    op.create_table(
        "saved_practices",
        sa.Column("workspace_id", sa.Text, nullable=False),
        sa.Column("user_id", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("saved_at", UTCDateTime, nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "user_id", "number", name="pk_saved_practices"),
        _belongs_to("practices", "saved_practices", "number", "number"),
    )
    op.create_table(
        "feeds",
        sa.Column("workspace_id", sa.Text, nullable=False),
        sa.Column("user_id", sa.Text, nullable=False),
        sa.Column("secret_hash", sa.Text, nullable=False),
        sa.Column("created_at", UTCDateTime, nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "user_id", name="pk_feeds"),
        sa.UniqueConstraint("secret_hash", name="uq_feeds_secret_hash"),
    )
