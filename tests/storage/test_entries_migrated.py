"""What was written before entries had an audience gets its record's, or the least."""

import pytest
from sqlalchemy import text

from storage.database import schema as schema_version
from storage.unit_of_work import Database
from tests.storage import records


@pytest.fixture
def database(database_kind, request, tmp_path):
    """Filled at the schema before, by IN_USE."""
    server = None
    if database_kind == "sqlite":
        url = f"sqlite:///{tmp_path / 'filled.sqlite3'}"
    else:
        server = request.getfixturevalue("postgresql")
        url = server.new_url(empty=True)
    filled = Database(url)
    schema_version.upgrade_schema(filled.engine, to="0006")
    with filled.engine.begin() as connection:
        for statement in IN_USE:
            connection.execute(text(statement))
    yield filled
    filled.dispose()
    if server is not None:
        server.drop(url)


def test_what_was_written_before_has_its_record_s_audience_or_the_least(database):
    """What ever had another audience opens nothing; what was carried over opens like its group."""
    schema_version.upgrade_schema(database.engine)
    with database.engine.connect() as connection:
        lines = connection.execute(text("SELECT detail, audience FROM journal")).all()
        items = connection.execute(text("SELECT title, audience FROM agenda_items")).all()
    assert dict(map(tuple, lines)) == {
        "a1": "group",
        "a2": "members",
        "a2, audience group": "members",
        "a3": "network",
        "t2": "members",
        "d1": "group",
        "d2": "members",
        "d2 edited": "members",
        "d2 revised": "members",
        "d3 edited": "network",
        "p1": "group",
        "p2": "members",
        "p2 again": "members",
        "c1": "members",
    }
    assert dict(map(tuple, items)) == {
        "of d1": "group",
        "carried to d1": "members",
        "of d2": "members",
        "of d3": "network",
        "carried to d4": "group",
    }
    with database.transaction("T1") as work:
        assert len(work.journal.events_under(records.secretariat(), records.action(2, 1))) == 2


def _rows(table, columns, *rows):
    return [f"INSERT INTO {table} ({columns}) VALUES ({row})" for row in rows]


AT, LATER = "'2026-12-01T09:00:00.000000Z'", "'2026-12-02T09:00:00.000000Z'"
IN_USE = (
    *_rows(
        "groups",
        "workspace_id, id, channel_id, name, zone, default_audience, reminders, digest_time,"
        " digest_revision, show_left_out, created_at",
        *(
            f"'{w}', {n}, 'C{n}', 'G', 'UTC', 'group', '[]', '09:00:00', 1, false, {AT}"
            for w, n in (("T1", 1), ("T1", 2), ("T2", 3))
        ),
    ),
    *_rows(
        "actions",
        "workspace_id, number, group_id, title, zone, audience, status, created_by, created_at",
        *(
            f"'{w}', {n}, {g}, 'A', 'UTC', '{audience}', 'open', 'U1', {AT}"
            for w, n, g, audience in (
                ("T1", 1, 1, "group"),
                ("T1", 2, 1, "group"),
                ("T1", 3, 1, "network"),
                ("T2", 2, 3, "members"),
            )
        ),
    ),
    *_rows(
        "dialogues",
        "workspace_id, number, group_id, title, wall, zone, starts_at, ends_at, minutes, audience,"
        " status, created_by, created_at, revision, sequence",
        *(
            f"'T1', {n}, {g}, 'D', '2026-12-09T14:00:00', 'UTC', {LATER}, {LATER}, 60,"
            f" '{audience}', 'planned', 'U1', {AT}, 1, 0"
            for n, g, audience in (
                (1, 1, "group"),
                (2, 1, "group"),
                (3, 1, "network"),
                (4, 2, "group"),
            )
        ),
    ),
    *_rows(
        "practices",
        "workspace_id, number, group_id, title, summary, what_was_done, publics, topics, country,"
        " language, evidence, audience, review_by, status, author, created_at, revision,"
        " title_text, search_text",
        *(
            f"'T1', {n}, 1, 'P', 'S', 'W', '[]', '[]', 'IE', 'en', 'idea', 'group', '2027-12-01',"
            f" 'submitted', 'U1', {AT}, 1, '', ''"
            for n in (1, 2)
        ),
    ),
    *_rows(
        "journal",
        "workspace_id, at, who, did, subject, detail",
        f"'T1', {AT}, 'U1', 'logged', 'A1', 'a1'",
        f"'T1', {AT}, 'U1', 'assigned', 'A2', 'a2'",
        f"'T1', {LATER}, 'U1', 'edited', 'A2', 'a2, audience group'",
        f"'T1', {AT}, 'U1', 'logged', 'A3', 'a3'",
        f"'T2', {AT}, 'U1', 'logged', 'A2', 't2'",
        f"'T1', {AT}, 'U1', 'suggested', 'D1', 'd1'",
        f"'T1', {AT}, 'U1', 'suggested', 'D2', 'd2'",
        f"'T1', {LATER}, 'U1', 'revised', 'D2', 'd2 revised'",
        f"'T1', {LATER}, 'U1', 'edited', 'D2', 'd2 edited'",
        f"'T1', {LATER}, 'U1', 'edited', 'D3', 'd3 edited'",
        f"'T1', {AT}, 'U1', 'shared', 'P1', 'p1'",
        f"'T1', {AT}, 'U1', 'shared', 'P2', 'p2'",
        f"'T1', {LATER}, 'U1', 'sent again', 'P2', 'p2 again'",
        f"'T1', {AT}, 'U1', 'set up', 'C1', 'c1'",
    ),
    *_rows(
        "agenda_items",
        "workspace_id, dialogue, title, minutes, suggested_by, status, position, carried_from,"
        " created_at",
        *(
            f"'T1', {n}, '{title}', 5, 'U1', 'suggested', 0, {origin}, {AT}"
            for n, title, origin in (
                (1, "of d1", "NULL"),
                (1, "carried to d1", "2"),
                (2, "of d2", "NULL"),
                (3, "of d3", "NULL"),
                (4, "carried to d4", "4"),
            )
        ),
    ),
)
"""A2 and D2 were once for others: their journal says so. D3 got another title only."""
