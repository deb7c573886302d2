"""Practices of several countries, edited and withdrawn ones, and lists of topics."""

import sqlalchemy as sa
from alembic import op

from storage.tables.types import JsonTuple, UTCDateTime

revision = "0018"
down_revision = "0017"

_PRACTICES = sa.table("practices", sa.column("country", sa.Text), sa.column("countries", JsonTuple))
_STATUS = "ck_practices_status"
_STATUSES = "status IN ('submitted', 'published', 'returned', 'declined', 'withdrawn')"


def upgrade() -> None:
    """PostgreSQL changes the column where it stands; SQLite copies the table."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    if sqlite:
        with op.batch_alter_table("practices", recreate="always") as table:
            table.add_column(sa.Column("countries", JsonTuple), insert_after="country")
        op.execute(_PRACTICES.update().values(countries=sa.func.json_array(_PRACTICES.c.country)))
    else:
        op.execute(
            "ALTER TABLE practices ALTER COLUMN country DROP NOT NULL,"
            " ALTER COLUMN country TYPE json USING json_build_array(country)"
        )
        op.alter_column("practices", "country", new_column_name="countries")
    with op.batch_alter_table("practices") as table:
        table.alter_column("countries", nullable=False)
        if sqlite:
            table.drop_column("country")
        table.add_column(sa.Column("sent_at", UTCDateTime))
        table.add_column(sa.Column("edited_at", UTCDateTime))
        table.drop_constraint(op.f(_STATUS), type_="check")
        table.create_check_constraint(op.f(_STATUS), _STATUSES)
    op.create_table(
        "topic_lists",
        sa.Column("workspace_id", sa.Text, nullable=False),
        sa.Column("group_id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("topics", JsonTuple, nullable=False),
        sa.Column("free", sa.Boolean, nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "group_id"],
            ["groups.workspace_id", "groups.id"],
            name="fk_topic_lists_groups",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "group_id", name="pk_topic_lists"),
    )
