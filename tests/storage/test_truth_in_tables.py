"""What the journal once knew alone is carried over into tables, whatever wrote it."""

import hashlib
import json
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import insert, text

from bot.domain.delivery import identity_of
from bot.domain.dialogue import DialogueRevision, SeriesChange, SeriesLink
from bot.domain.digest import DigestHold
from bot.domain.group import ChannelOpening, How
from bot.domain.message_kind import MessageKind
from bot.domain.roles import Reader
from bot.use_cases.dialogues.messages.schedule_messages import owed_reminders
from storage.database.schema import upgrade_schema
from storage.ledgers.ledger import to_row
from storage.tables import dialogues
from storage.unit_of_work import Database
from tests.journal import told_about
from tests.storage import records

HOUR = timedelta(hours=1)
START = records.NOW + 9 * records.DAY
LONDON, SYDNEY = "Europe/London", "Australia/Sydney"

ONLY_GROUP = 1


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
        group = records.group_before(work)
        for number, revision in ((1, 3), (2, 1), (3, 2)):
            planned = records.dialogue(
                number=number, group_id=group.id, starts_at=START, revision=revision
            )
            add_to_older(work.dialogues, dialogues, planned, besides=["changed_at"])
    yield filled
    filled.dispose()
    if server is not None:
        server.drop(url)


def add_to_older(ledger, table, record, *, besides):
    """Insert into a table that did not have these columns yet."""
    kept = to_row(record) | {"ends_at": record.ends_at}
    row = {name: value for name, value in kept.items() if name not in besides}
    ledger._connection.execute(insert(table).values(workspace_id="T1", **row))


def tell(database, *entries):
    """Write journal entries (did, subject, detail) an hour apart, as that schema had them."""
    told = text(
        "INSERT INTO journal (workspace_id, at, who, did, subject, detail)"
        " VALUES ('T1', :at, 'U1', :did, :subject, :detail)"
    )
    with database.engine.begin() as connection:
        for hours, (did, subject, detail) in enumerate(entries):
            at = f"{records.NOW + hours * HOUR:%Y-%m-%dT%H:%M:%S.%fZ}"
            kept = json.dumps(detail) if isinstance(detail, dict) else detail
            row = {"at": at, "did": did, "subject": subject, "detail": kept}
            connection.execute(told, row)


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
        assert len(told_about(work, "D1")) == 4


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
    posting = f"digest {ONLY_GROUP} 2026-12-07 1"
    tell(database, ("held the digest", posting, None), ("held the digest", posting, None))
    with carried_over(database) as work:
        assert work.digest_holds.get(ONLY_GROUP, "2026-12-07", 1) == DigestHold(
            group_id=ONLY_GROUP,
            occurrence="2026-12-07",
            revision=1,
            held_by="U1",
            held_at=records.NOW,
        )
        assert work.digest_holds.get(ONLY_GROUP, "2026-12-07", 2) is None


def test_when_dialogues_changed_and_how_channels_opened(database):
    tell(
        database,
        ("scheduled", "D1", None),
        ("revised", "D1", "{}"),
        ("answered", "D1", "going"),
        ("confirmed attendance", "D1", "3"),
        ("cancelled", "D2", None),
        ("opened the channel", "C1 readers", "came: U7 U8"),
        ("opened the channel", "C1 readers", "became public"),
        ("opened the channel", "C2 readers", "became shared"),
    )
    with carried_over(database) as work:
        kept = [work.dialogues.get(Reader.system(), number).changed_at for number in (1, 2, 3)]
        assert kept == [records.NOW + HOUR, records.NOW + 4 * HOUR, None]
        came, public = (records.NOW + hours * HOUR for hours in (5, 6))
        assert work.channels.openings("C1", records.NOW) == (
            ChannelOpening(channel_id="C1", at=came, what=How.CAME, user_ids=("U7", "U8")),
            ChannelOpening(channel_id="C1", at=public, what=How.PUBLIC),
        )
        assert [o.what for o in work.channels.openings("C1", public)] == [How.PUBLIC]
        assert [o.what for o in work.channels.openings("C2", records.NOW)] == [How.SHARED]


def test_an_empty_journal_is_carried_over_too(database):
    with carried_over(database) as work:
        assert work.revisions.of_dialogue(1) == ()


# Kinds and reasons ----------------------------------------------------------------------------

_COLUMNS = (
    "workspace_id, kind, subject_type, subject_id, occurrence, revision, recipient, due_at, "
    "useful_until, audience, state, attempt, nonce, lease_until, slack_channel, slack_ts, error, "
    "created_at, stale, next_at, begun"
)


def owe_as_before(database, *rows):
    """Deliveries of D1 to its channel (kind, state, error), as the schema before 0012 had them."""
    upgrade_schema(database.engine, to="0011")
    names = _COLUMNS.split(", ")
    values = ", ".join(f":{name}" for name in names)
    insert = text(f"INSERT INTO deliveries ({_COLUMNS}) VALUES ({values})")
    with database.engine.begin() as connection:
        for number, (kind, state, error) in enumerate(rows):
            planned = dict(zip(names, [None] * len(names), strict=True))
            minutes = int(kind.rpartition(".")[2]) if "reminder" in kind else 60
            due = moment_of(START - timedelta(minutes=minutes))
            planned |= {
                "workspace_id": "T1",
                "kind": kind,
                "subject_type": "dialogue",
                "subject_id": "D1",
                "occurrence": f"{START:%Y-%m-%d}",
                "revision": 3,
                "recipient": "C1",
                "due_at": due,
                "useful_until": moment_of(START),
                "audience": "group",
                "state": state,
                "attempt": 0 if state == "owed" else 1,
                "error": error,
                "created_at": moment_of(records.NOW),
                "stale": False,
                "next_at": due if state in ("owed", "uncertain") else None,
                "begun": state in ("sent", "uncertain", "sending"),
            }
            if state in ("sent", "uncertain", "sending"):
                planned |= {"nonce": f"nonce{number}"}
            if state == "sending":
                planned |= {"lease_until": due}
            if state == "sent":
                planned |= {"slack_channel": "C1", "slack_ts": f"{number}.5"}
            connection.execute(insert, planned)


def moment_of(moment):
    return f"{moment:%Y-%m-%dT%H:%M:%S.%fZ}"


def test_no_reminder_is_lost_or_owed_twice_by_the_upgrade(database):
    """Each row stays what it was: due, on its way, sent or dropped, and is known by its name."""
    states = {10_080: "sent", 1_440: "uncertain", 60: "owed", 45: "sending", 10: "dropped"}
    why = {"dropped": "moved"}
    reminded = [(f"dialogue.reminder.{m}", s, why.get(s)) for m, s in states.items()]
    owe_as_before(database, *reminded, ("dialogue.starting", "owed", None))
    with database.engine.connect() as connection:
        before = connection.execute(text("SELECT * FROM deliveries ORDER BY id")).mappings().all()
    with carried_over(database) as work:
        rows = sorted(work.deliveries.of_recipient("C1", records.NOW), key=lambda row: row.id)
    kept = {row.minutes_before: row.state for row in rows if row.kind is MessageKind.REMINDER}
    assert kept == states
    assert (rows[-1].kind, rows[-1].minutes_before) == (MessageKind.STARTING, 0)
    for old, row in zip(before, rows, strict=True):
        key = "kind subject_type subject_id occurrence revision recipient".split()
        named = "\x1f".join(str(old[name]) for name in key)
        assert identity_of(row) == hashlib.sha256(named.encode()).hexdigest()[:16]
        assert (row.nonce, row.error, row.begun) == (old["nonce"], old["error"], old["begun"])
        assert (row.posted_channel, row.posted_ts) == (old["slack_channel"], old["slack_ts"])
    with database.transaction("T1") as work:
        dialogue = work.dialogues.get(Reader.system(), 1)
        (group,) = work.groups.all()
        group = replace(group, reminders=tuple(states))
        again = owed_reminders(dialogue, group, records.NOW)
        assert {owed.minutes_before for owed in again if owed.due_at > records.NOW} == {*states}
        assert work.deliveries.owe(again, records.NOW) == 0
        another = replace(again[0], minutes_before=30)
        assert work.deliveries.owe([another, another], records.NOW) == 1


def test_why_something_was_dropped_becomes_a_reason_and_a_detail(database):
    told = {
        "too late: ratelimited": ("too late", "ratelimited"),
        "too late": ("too late", None),
        "uncertain: missing_scope": ("uncertain", "missing_scope"),
        "not in the channel: #art: one": ("not in the channel", "#art: one"),
        "left": ("no person", None),
        "left Slack": ("left the workspace", None),
        "not to be seen": ("not theirs", None),
        "invalid_blocks": ("invalid_blocks", None),
    }
    kinds = (
        "moved",
        "cancelled",
        "begins",
        "closing",
        "starting",
        "attendance",
        "announcement",
        "series_ends",
    )
    dropped = [f"dialogue.{kind}" for kind in kinds]
    owe_as_before(database, *zip(dropped, ["dropped"] * len(told), told, strict=True))
    with carried_over(database) as work:
        rows = sorted(work.deliveries.of_recipient("C1", records.NOW), key=lambda row: row.id)
    assert [(row.error, row.detail) for row in rows] == [*told.values()]
