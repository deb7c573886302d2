"""No list reads a table from end to end: what the database would do for each of its questions.

Each command that shows some of many records is typed, by a member and by a chair, and SQLite says
how it goes about every statement that they lead to. Exports, coverage, the stocktake, fairness and
the digest are not among them: they count all that there is.
"""

import re
import sqlite3

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from storage.tables import metadata
from tests.stories.town import TECH

LOGGED = (
    "/dialogue schedule Age assurance on 12 Dec 10:00",
    "/action add Draft the summary @liam by 12 Dec",
    "/action add Share the codes",
    "/decision record We publish it",
    "/practice share Parents' evenings",
)
PAGES = (
    "/action",
    "/action list",
    "/action list mine",
    "/action list overdue",
    "/action list done",
    "/action list all @liam",
    "/action list Ofcom",
    "/action list summary",
    "/action show A1",
    "/dialogue list",
    "/dialogue show D1",
    "/dialogue agenda D1",
    "/dialogue calendar",
    "/dialogue minutes D1",
    "/decision",
    "/decision list",
    "/decision show R1",
    "/decision history R1",
    "/practice",
    "/practice search parents",
    '/practice search "parents\' evenings" country:Ireland',
    "/practice saved",
    "/practice topics",
    "/practice review",
    "/practice spotlight",
    "/digest list",
    "/wg",
    "/wg find summary",
    "/wg members",
    "/wg settings",
    "/wg why A1",
)
FEW = frozenset(
    "blocked_recipients channel_readings groups homes organisations people search_names series "
    "terms versions workspaces".split()
)
"""Tables with as many rows as there are bodies, groups or people."""
WAITING = frozenset(
    "ix_deliveries_due ix_deliveries_sending ix_deliveries_stale ix_deliveries_uncertain "
    "ix_minutes_marks_unmarked ix_minutes_versions_canvas".split()
)
"""Indexes that hold only what still waits for the loop."""
ASKED_ONCE_A_BEAT = frozenset({"minutes", "minutes_looks"})
"""One row for each dialogue with minutes, and for each thread that is read at the moment."""
_WHOLE = re.compile(r"SCAN (?!CONSTANT)(\w+)|SEARCH (\w+) USING .*\(workspace_id=\?\)$")


@pytest.fixture
def asked():
    """What is sent to the database meanwhile: (statement, parameters)."""
    seen = {}

    def note(_connection, cursor, statement, parameters, _context, many):
        if statement.lstrip("( ").startswith(("SELECT", "WITH")) and not many:
            seen.setdefault(statement, parameters)

    event.listen(Engine, "before_cursor_execute", note)
    yield seen
    event.remove(Engine, "before_cursor_execute", note)


def read_whole(network, asked):
    """(how, statement) of each that reads a table that grows, or a workspace's rows of it."""
    small = FEW | ASKED_ONCE_A_BEAT
    file = network.folder / "convenor.sqlite3"
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as connection:
        for statement, parameters in asked.items():
            tables = {alias: table for table, alias in re.findall(r"(\w+) AS (\w+)", statement)}
            for *_, step in connection.execute(f"EXPLAIN QUERY PLAN {statement}", parameters):
                match = _WHOLE.match(step)
                name = match and (match[1] or match[2])
                table = tables.get(name, name)
                if table in metadata.tables.keys() - small and WAITING.isdisjoint(step.split()):
                    yield step, statement


def test_no_page_reads_a_whole_table(technology, asked):
    amara, liam = technology.person("amara"), technology.person("liam")
    for typed in LOGGED:
        amara.types(TECH, typed)
    asked.clear()
    for who in (amara, liam):
        for typed in PAGES:
            who.types(TECH, typed)
    assert len(asked) > len(PAGES)
    assert list(read_whole(technology, asked)) == []


def test_a_whole_table_would_be_seen(technology):
    asked = {
        "SELECT title FROM actions AS one WHERE one.workspace_id = ?": ("T1",),
        "SELECT title FROM dialogues WHERE title = ?": ("Forum",),
    }
    assert len(list(read_whole(technology, asked))) == 2
