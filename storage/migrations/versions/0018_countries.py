"""A practice may come from several countries."""

import sqlalchemy as sa
from alembic import op

from storage.tables.types import JsonTuple

revision = "0018"
down_revision = "0017"

_PRACTICES = sa.table("practices", sa.column("country", sa.Text), sa.column("countries", JsonTuple))


def upgrade() -> None:
    """PostgreSQL changes the column where it stands; SQLite copies the table."""
    if op.get_bind().dialect.name == "sqlite":
        with op.batch_alter_table("practices", recreate="always") as table:
            table.add_column(sa.Column("countries", JsonTuple), insert_after="country")
        op.execute(_PRACTICES.update().values(countries=sa.func.json_array(_PRACTICES.c.country)))
        with op.batch_alter_table("practices") as table:
            table.alter_column("countries", nullable=False)
            table.drop_column("country")
        return
    op.execute(
        "ALTER TABLE practices ALTER COLUMN country DROP NOT NULL,"
        " ALTER COLUMN country TYPE json USING json_build_array(country)"
    )
    op.alter_column("practices", "country", new_column_name="countries")
    op.alter_column("practices", "countries", nullable=False)
