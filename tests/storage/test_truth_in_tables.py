"""What the journal once knew alone is carried over into tables, whatever wrote it."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.domain.dialogue_revision import DialogueRevision, SeriesChange, SeriesLink
from bot.domain.digest import DigestHold
from storage.database.schema import upgrade_schema
from storage.unit_of_work import Database
from tests.storage import records

HOUR = timedelta(hours=1)
START = records.NOW + 9 * records.DAY
LONDON, SYDNEY = "Europe/London", "Australia/Sydney"


@pytest.fixture
def database(database_kind, request, tmp_path):
    """At the schema before, with a group, and dialogues D1 to D3."""
    server = None
    if database_kind == "sqlite":
        url = f"sqlite:///{tmp_path / 'filled.sqlite3'}"
    else:
        server = request.getfixturevalue("postgresql")
        url = server.new_url(empty=True)
    filled = Database(url)
    upgrade_schema(filled.engine, to="0006")
    with filled.transaction("T1") as work:
        group = work.groups.add(records.group())
        for number, revision in ((1, 3), (2, 1), (3, 2)):
            work.dialogues.add(
                records.dialogue(
                    number=number, group_id=group.id, starts_at=START, revision=revision
                )
            )
    yield filled
    filled.dispose()
    if server is not None:
        server.drop(url)


def tell(database, *entries):
    """Write journal entries (did, subject, detail) an hour apart, as that schema had them."""
    insert = text(
        "INSERT INTO journal (workspace_id, at, who, did, subject, detail)"
        " VALUES ('T1', :at, 'U1', :did, :subject, :detail)"
    )
    with database.engine.begin() as connection:
        for hours, (did, subject, detail) in enumerate(entries):
            at = f"{records.NOW + hours * HOUR:%Y-%m-%dT%H:%M:%S.%fZ}"
            kept = json.dumps(detail) if isinstance(detail, dict) else detail
            row = {"at": at, "did": did, "subject": subject, "detail": kept}
            connection.execute(insert, row)


def carried_over(database):
    upgrade_schema(database.engine)
    return database.transaction("T1", write=False)


def ended(revision, start, zone, invited, **more):
    return {
        "revision": revision,
        "starts_at": start.isoformat(),
        "zone": zone,
        "invited": invited,
        **more,
    }


def revised(number, revision, start, zone, *invited, along=False):
    return DialogueRevision(
        number=number,
        revision=revision,
        starts_at=start,
        zone=zone,
        invited=invited,
        along=along,
    )


def test_former_times_and_who_was_invited(database):
    first, second = START - 2 * records.DAY, START - records.DAY
    tell(
        database,
        ("scheduled", "D1", {"invited": [4, 7]}),
        ("answered", "D1", "going"),
        # The oldest form did not say whether others changed along.
        ("revised", "D1", ended(1, first, SYDNEY, [4])),
        ("revised", "D1", ended(2, second, LONDON, [4, 9], along=True)),
        # Before the journal told of guests a schedule had no detail; D2 never moved.
        ("scheduled", "D2", None),
        ("scheduled", "practice P1", None),
    )
    with carried_over(database) as work:
        assert work.revisions.of_dialogue(1) == (
            revised(1, 1, first, SYDNEY, 4, 7),
            revised(1, 2, second, LONDON, 4),
            revised(1, 3, START, LONDON, 4, 9, along=True),
        )
        assert work.revisions.of_dialogue(2) == (revised(2, 1, START, LONDON),)
        assert work.revisions.of_dialogue(3) == ()
        assert len(work.journal.lines_about("D1")) == 4


def test_what_a_change_of_many_did(database):
    moved = {
        "revision": 2,
        "was": "every Monday",
        "series_id": 5,
        "kept": [8],
        "too_near": [],
        "cancelled": [9, 10],
    }
    off = {"revision": 2, "was": None, "series_id": None, "kept": []}
    tell(
        database,
        ("changed with others", "D3", moved),
        ("changed with others", "D3", off | {"too_near": [], "cancelled": [4]}),
    )
    with carried_over(database) as work:
        assert work.revisions.series_changes(3) == (
            SeriesChange(
                number=3, revision=2, was="every Monday", series_id=5, kept=(8,), cancelled=(9, 10)
            ),
            SeriesChange(number=3, revision=2, cancelled=(4,)),
        )
        assert work.revisions.series_changes(1) == ()


def test_how_series_hang_together(database):
    tell(
        database,
        ("opened by", "series/1", "1"),
        ("goes on as", "series/1", "2"),
        ("comes from", "series/2", "1"),
        ("opened by", "series/2", "1"),
        ("opened by", "series/2", "3"),
        ("ended with", "series/2", "3"),
    )
    with carried_over(database) as work:
        assert work.series_links.get(1) == SeriesLink(series_id=1, opened_by=1)
        last = records.NOW + 5 * HOUR
        assert work.series_links.get(2) == SeriesLink(
            series_id=2, comes_from=1, opened_by=3, ended_at=last
        )
        assert work.series_links.coming_from(1) == (2,)
        assert work.series_links.get(3) == SeriesLink(series_id=3)


def test_a_held_digest_stays_held_by_who_held_it_first(database):
    with database.transaction("T1") as work:
        (group,) = work.groups.all()
    posting = f"digest {group.id} 2026-12-07 1"
    tell(database, ("held the digest", posting, None), ("held the digest", posting, None))
    with carried_over(database) as work:
        assert work.digest_holds.get(group.id, "2026-12-07", 1) == DigestHold(
            group_id=group.id,
            occurrence="2026-12-07",
            revision=1,
            held_by="U1",
            held_at=records.NOW,
        )
        assert work.digest_holds.get(group.id, "2026-12-07", 2) is None


def test_an_empty_journal_is_carried_over_too(database):
    with carried_over(database) as work:
        assert work.revisions.of_dialogue(1) == ()
