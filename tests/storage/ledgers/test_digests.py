"""Digests as they were posted, on both databases."""

from dataclasses import replace
from datetime import UTC, date, datetime

from bot.domain.audience import Audience
from bot.domain.delivery import State, SubjectType
from bot.domain.digest import (
    Digest,
    DigestEntry,
    DigestHold,
    Listed,
    OrganisationTally,
    Section,
    WeekTally,
)
from bot.domain.message_kind import MessageKind
from tests.storage.records import DAY, NOW, action, nobody, owed, reader

DIGEST = Digest(
    number=1,
    since=NOW - 7 * DAY,
    until=NOW,
    listed={
        Section.LOGGED: Listed(
            entries=(
                DigestEntry(
                    reference="A1",
                    title="Write <it> & “more”",
                    about="@liam, Ofcom",
                    audience=Audience.GROUP,
                    due_on=date(2026, 12, 24),
                ),
            ),
            total=14,
        ),
        Section.COMING: Listed(),
    },
    tallies=(OrganisationTally(name=None, open=3),),
    took_part=(("Ofcom", 2),),
    weeks=(WeekTally(monday=date(2026, 11, 30), opened=1),),
)


def posted(unit, group, digest, *, kind=MessageKind.DIGEST_NOW, audience=Audience.GROUP):
    """Keeps it and has its delivery sent; the delivery's id."""
    subject = {"subject_type": SubjectType.DIGEST, "subject_id": str(group)}
    occurrence = f"{digest.number}"
    unit.deliveries.owe([owed(kind=kind, occurrence=occurrence, **subject)], NOW)
    (row,) = unit.queue.claim_due(NOW, lease_until=NOW + DAY, limit=9)
    unit.digests.keep(digest, group_id=group, delivery_id=row.id, audience=audience, picture="F1")
    assert unit.digests.last_posted(group) is None or digest.number > 1
    placed = {"posted_channel": "C1", "posted_ts": f"{digest.number}.0"}
    unit.queue.settle_row(row, State.SENT, NOW, **placed)
    return row.id


def test_it_comes_back_as_it_was_kept(unit, group):
    unit.actions.add(replace(action(1, group), title="Write <it> & “more”"))
    row = posted(unit, group, DIGEST)
    kept = unit.digests.get(reader(group), 1)
    assert (kept.digest, kept.picture, kept.posted_at) == (DIGEST, "F1", NOW)
    assert unit.digests.of_delivery(row).digest == DIGEST
    assert unit.digests.get(nobody(), 1) is None
    assert unit.digests.last_posted(group) == (1, NOW)
    assert not unit.digests.is_in_doubt(group)


def test_records_that_are_not_the_readers_any_more_are_left_out(unit, group):
    posted(unit, group, DIGEST)
    kept = unit.digests.get(reader(group), 1)
    assert kept.digest.listed[Section.LOGGED] == Listed(total=13)
    assert unit.digests.find_page(reader(group), [group], "write")[0] == ()


def test_pages_are_newest_first_and_for_members_only_where_they_are(unit, group):
    unit.actions.add(replace(action(1, group), title="Write <it> & “more”"))
    posted(unit, group, DIGEST)
    posted(unit, group, replace(DIGEST, number=2), audience=Audience.MEMBERS)
    found, total = unit.digests.find_page(reader(group), [group], limit=1)
    assert ([kept.digest.number for kept in found], total) == ([2], 2)
    found, total = unit.digests.find_page(reader(group), [group], "WRITES more", limit=9)
    assert ([kept.digest.number for kept in found], total) == ([2, 1], 2)
    assert unit.digests.find_page(reader(group), [group + 1])[1] == 0


def test_a_hold_becomes_a_posting(unit, group):
    at = datetime(2026, 11, 30, 7, tzinfo=UTC)
    hold = DigestHold(group_id=group, occurrence="2026-11-30", revision=1, held_by="U1", held_at=at)
    unit.digest_holds.add(hold)
    unit.digest_holds.add(replace(hold, held_by="U2"))
    assert unit.digest_holds.get(group, "2026-11-30", 1) == hold
    unit.digest_holds.change(replace(hold, held_by="U2", posted=True))
    assert unit.digest_holds.get(group, "2026-11-30", 1).posted
