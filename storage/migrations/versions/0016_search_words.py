"""The words of practices in which a search looks become those of `bot.domain.search_words`."""

from types import SimpleNamespace

import sqlalchemy as sa
from alembic import op

from storage.tables.practices import searched_columns
from storage.tables.types import JsonTuple

revision = "0016"
down_revision = "0015"

_BATCH = 500
_TEXTS = "workspace_id title summary what_was_done country language title_text search_text"
_PRACTICES = sa.table(
    "practices",
    *(sa.column(name, sa.Text) for name in _TEXTS.split()),
    *(sa.column(name, JsonTuple) for name in ("publics", "topics")),
    sa.column("number", sa.Integer),
)


def upgrade() -> None:
    connection, row = op.get_bind(), _PRACTICES.c
    key = sa.tuple_(row.workspace_id, row.number)
    write = _PRACTICES.update().where(
        row.workspace_id == sa.bindparam("whose"), row.number == sa.bindparam("which")
    )
    batch = sa.select(_PRACTICES).order_by(row.workspace_id, row.number).limit(_BATCH)
    cards = connection.execute(batch).mappings().all()
    while cards:
        connection.execute(
            write.values(
                title_text=sa.bindparam("title_text"), search_text=sa.bindparam("search_text")
            ),
            [
                {"whose": card["workspace_id"], "which": card["number"], **_searched(card)}
                for card in cards
            ],
        )
        last = (cards[-1]["workspace_id"], cards[-1]["number"])
        cards = connection.execute(batch.where(key > last)).mappings().all()


def _searched(card: sa.RowMapping) -> dict[str, str]:
    """A card of this schema has one country."""
    return searched_columns(SimpleNamespace(**card, countries=(card["country"],)))
