"""SQLite shows the tokens of the index of words, so that beginnings of words are found fast."""

from alembic import op

from storage.tables.search import SEARCH_TERMS

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    connection = op.get_bind()
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(SEARCH_TERMS)
