"""A copy of a whole database in memory, in which may be tried what must not be kept."""

from sqlalchemy import Engine, insert, select

from storage.database.engine import reading_engine, writing_engine
from storage.database.failures import raising_not_saved
from storage.tables import metadata

_AT_ONCE = 1000
"""Rows of one statement."""


def copy_all_rows(source: Engine, empty: Engine) -> None:
    """One moment of `source`, whichever kind it is, in `empty`, an SQLite without tables. NotSaved
    where the source does not answer."""
    metadata.create_all(writing_engine(empty))
    with (
        raising_not_saved(),
        reading_engine(source).begin() as old,
        writing_engine(empty).begin() as new,
    ):
        new.exec_driver_sql("PRAGMA defer_foreign_keys=ON")  # rows of one table point to others
        for table in metadata.sorted_tables:
            adding = insert(table).prefix_with("OR REPLACE")  # a trigger may have been first
            for rows in old.execute(select(table)).mappings().partitions(_AT_ONCE):
                new.execute(adding, [dict(row) for row in rows])
