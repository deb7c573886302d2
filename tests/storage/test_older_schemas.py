"""Databases of older schemas, in use: what their rows become."""

from pathlib import Path

from sqlalchemy import select, text

from bot.domain.audience import Audience
from bot.domain.reference import PRACTICE
from bot.domain.search_query import read_query
from bot.ports.ledgers.personal import hash_of
from handlers.slack.request.response import Wire
from storage.database import schema
from storage.database.engine import make_engine
from storage.tables import metadata, search_entries, search_names, search_words
from storage.unit_of_work import Database
from tests.storage import records


def test_deliveries_of_the_first_schema_go_on_where_they_were(empty_url):
    """What was owed is due when it was; what was uncertain is looked for; what was sent stays."""
    database = Database(empty_url)
    schema.upgrade_schema(database.engine, to="0001")
    columns = (
        "workspace_id, kind, subject_type, subject_id, occurrence, revision, recipient, due_at,"
        " useful_until, audience, state, attempt, created_at, stale"
    )
    with database.engine.begin() as connection:
        for number, state in enumerate(("owed", "uncertain", "sent")):
            values = (
                f"'T1', 'dialogue.starting', 'dialogue', 'D1', '', 1, 'U{number}',"
                f" '2026-12-01T09:00:00.000000Z', '2026-12-02T09:00:00.000000Z', 'group',"
                f" '{state}', 0, '2026-12-01T08:00:00.000000Z', false"
            )
            connection.execute(text(f"INSERT INTO deliveries ({columns}) VALUES ({values})"))
    schema.upgrade_schema(database.engine)
    with database.transaction("T1") as work:
        rows = {
            d.state: d for n in range(3) for d in work.deliveries.of_recipient(f"U{n}", _LONG_AGO)
        }
        assert {s: r.next_at for s, r in rows.items()} == {
            "owed": records.NOW,
            "uncertain": records.NOW,
            "sent": None,
        }
        (claimed,) = work.queue.claim_due(
            records.NOW, lease_until=records.NOW + records.DAY, limit=9
        )
        assert (claimed.state, claimed.begun, claimed.looks) == ("sending", False, 0)
        (sought,) = work.queue.to_find(records.NOW, until=records.NOW + records.DAY, limit=9)
        assert sought.recipient == "U1"
    database.dispose()


_LONG_AGO = records.NOW - 9 * records.DAY


def test_calendar_addresses_of_an_older_schema_go_on_and_only_their_hashes_are_kept(empty_url):
    """Also not in what SQLite's file keeps of rows that were removed, by us or long before."""
    engine = make_engine(empty_url)
    schema.upgrade_schema(engine, to="0006")
    secrets = {"U1": "a" * 43, "U2": "b" * 43}
    shown = '{{"ack":{{"text":"https://convenor.example.org/calendar/{}.ics"}}}}'
    answers = {"1": shown.format("a" * 43), "2": '{"ack":{}}', "old": shown.format("c" * 43)}
    with engine.begin() as connection:
        for table, columns, rows in (
            ("calendars", "user_id, secret, created_at", secrets),
            ("receipts", "key, answer, kept_at", answers),
        ):
            insert = f"INSERT INTO {table} (workspace_id, {columns}) VALUES ('T1', :a, :b, :at)"
            for a, b in rows.items():
                at = "2026-12-01T09:00:00.000000Z"
                connection.execute(text(insert), {"a": a, "b": b, "at": at})
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM receipts WHERE key = 'old'"))
    assert b"/calendar/" in stored_by_sqlite(engine, default=b"/calendar/")
    schema.upgrade_schema(engine)
    held = stored_by_sqlite(engine, default=b"")
    assert b"/calendar/" not in held
    assert not any(notification * 43 in held for notification in (b"a", b"b", b"c"))
    engine.dispose()
    database = Database(empty_url)
    with database.transaction("T1", write=False) as work:
        for user_id, secret in secrets.items():
            address = work.calendars.behind_secret(hash_of(secret))
            assert (address.user_id, address.created_at) == (user_id, records.NOW)
            assert work.calendars.behind_secret(secret) is None
        assert [work.receipts.get(key) for key in ("1", "2", "old")] == ["{}", '{"ack":{}}', None]
        assert Wire.from_kept("{}") == Wire()
    with database.engine.connect() as connection:
        rows = [connection.execute(table.select()).all() for table in metadata.sorted_tables]
    assert not any(secret in str(rows) for secret in secrets.values())
    database.dispose()


def test_practices_of_an_older_schema_are_found_by_their_words(empty_url):
    """More of them than are read at once, in two workspaces."""
    database = Database(empty_url)
    schema.upgrade_schema(database.engine, to="0015")
    with database.transaction("T1") as work:
        group = records.group_before(work)
    with database.transaction("T2") as work:
        other = records.group_before(work)
    columns = (
        "workspace_id, number, group_id, title, summary, what_was_done, publics, topics, country,"
        " language, evidence, audience, review_by, status, author, created_at, settled_at,"
        " revision, title_text, search_text"
    )
    at = "'2026-12-01T09:00:00.000000Z'"
    insert = text(
        f"INSERT INTO practices ({columns}) VALUES (:whose, :number, :group_id, :title, 'S', 'W',"
        """ '["educators"]', '["médias"]', 'IE', 'fr', 'idea', :audience, '2027-12-01',"""
        f" 'published', 'U1', {at}, {at}, 1, 'old words', 'old words')"
    )
    rows = [
        {
            "whose": whose,
            "number": number,
            "group_id": group_id,
            "title": f"École no{number}",
            "audience": list(Audience)[number % 3],
        }
        for whose, group_id, how_many in (("T1", group.id, 501), ("T2", other.id, 3))
        for number in range(1, how_many + 1)
    ]
    with database.engine.begin() as connection:
        connection.execute(insert, rows)
    schema.upgrade_schema(database.engine)
    reader = records.secretariat()
    for workspace, how_many in (("T1", 501), ("T2", 3)):
        with database.transaction(workspace, write=False) as work:
            assert found(work, "ecoles MEDIA Ireland educator")[1] == how_many
            assert found(work, "old") == ((), 0)
            assert found(work, f"p{how_many} no{how_many}") == ((how_many,), 1)
    with database.transaction("T1") as work:
        (card,) = work.practices.latest_published(reader, limit=1)
        assert card.countries == ("IE",)
        kept = stored_words(work)
        work.practices.change(card)
        assert stored_words(work) == kept
        doors = {row.door for row in work.search._connection.execute(select(search_entries))}
        assert doors == {"n", *(f"{a}{n.id}" for a in "gm" for n in (group, other))}
    database.dispose()


def found(work, typed):
    """The first number, and how many, of what a search finds."""
    return work.search.find(records.secretariat(), PRACTICE, read_query(typed), limit=1)


def stored_words(work):
    """All that is stored for searches, with every card."""
    tables = (search_entries, search_names, search_words)
    return [sorted(map(tuple, work.search._connection.execute(select(t)))) for t in tables]


def stored_by_sqlite(engine, default):
    """All that is in the database's file and its log; `default` for another database."""
    if engine.dialect.name != "sqlite":
        return default
    path = Path(engine.url.database)
    return b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))
