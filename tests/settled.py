"""What very many tests write first runs once: later ones write the same rows without asking."""

from functools import cache

from storage.tables import metadata
from storage.tables.books import versions

TABLES = metadata.sorted_tables
"""Each after those that it refers to."""

_kept = {}


def write_once(work, what, write):
    """What `write()` returns, which writes to an empty database and reads nothing else.

    It runs for the first test that asks for `what`, and wherever the database is PostgreSQL or
    holds anything. Else its rows are written as they were: to settle the small network in by its
    fifty statements was half of the time of a test of one rule.
    """
    connection = work.connection
    if connection.dialect.name != "sqlite":
        return write()
    driver = connection.connection.driver_connection
    if filled_tables(driver):
        return write()
    key = (what, work.workspace_id)
    if key not in _kept:
        made = write()
        _kept[key] = made, _inserts(driver)
        return made
    made, inserts = _kept[key]
    work.shared.stop_keeping()
    work.shared.known.clear()
    for statement, rows in inserts:
        driver.executemany(statement, rows)
    return made


def filled_tables(driver):
    """Those that hold a row, on an open connection of Python's own SQLite driver."""
    found = driver.execute(_which_are_filled()).fetchone()
    return [table for table, filled in zip(TABLES, found, strict=True) if filled]


@cache
def _which_are_filled():
    return "SELECT " + ", ".join(f"EXISTS (SELECT 1 FROM {table.name})" for table in TABLES)


def _inserts(driver):
    """By which the rows that are there are written again; versions come by themselves."""
    inserts = []
    for table in filled_tables(driver):
        if table is not versions:
            rows = driver.execute(f"SELECT * FROM {table.name}").fetchall()
            places = ", ".join("?" * len(rows[0]))
            inserts.append((f"INSERT INTO {table.name} VALUES ({places})", rows))
    return inserts
