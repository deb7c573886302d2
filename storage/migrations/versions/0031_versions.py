"""A token for the state of people, groups and roles, renewed by whatever writes to them."""

import sqlalchemy as sa
from alembic import op

from storage.tables.books import renewals

revision = "0031"
down_revision = "0030"

_TABLES = ("blocked_recipients", "groups", "lowered", "organisations", "people", "terms")


def upgrade() -> None:
    op.create_table(
        "versions",
        sa.Column("workspace_id", sa.Text, nullable=False),
        sa.Column("token", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", name="pk_versions"),
    )
    connection = op.get_bind()
    for statement in renewals(connection.dialect.name, _TABLES):
        connection.exec_driver_sql(statement)
