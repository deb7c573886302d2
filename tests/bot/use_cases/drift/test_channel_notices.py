"""A channel that cannot be read, and again: who is told, when, and what is said by then.

Chairs hear once a day who came, who left and who speaks for another organisation.
"""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.audience import ChannelFacts
from bot.domain.errors import NextStep
from bot.domain.group import ReadableAgain, Term, Unreadable
from bot.domain.message_kind import DropReason, MessageKind
from bot.domain.notifications import Gone
from bot.domain.person import OrganisationKind, PersonFacts
from bot.use_cases.actions.pass_on import tell_passed_on
from bot.use_cases.context import Context
from bot.use_cases.drift.channel_notices import (
    Drifted,
    check_roster,
    closed_since,
    on_readable_again,
    roster_notice,
    tell_unreadable,
)
from bot.use_cases.drift.note_reading import note_reading
from tests.bot.use_cases.drift.leaving import rows, told
from tests.databases import WORKSPACE
from tests.storage.records import DAY, NOW, group

WEEK = timedelta(days=7)
GONE, BACK = MessageKind.UNREADABLE, MessageKind.READABLE
OPEN = ChannelFacts(channel_id="C1", name="technology", is_private=True, members=frozenset())


def closed(where, why="channel_not_found"):
    note_reading("C1", OPEN, work=where.work, now=NOW)
    note_reading("C1", Unreadable(why), work=where.work, now=NOW)
    tell_unreadable(where, since=where.now)


def test_chairs_and_secretariat_hear_it_now_and_after_a_week(where):
    closed(where)
    for user_id in ("UCHAIR", "USEC"):
        assert sorted(row.due_at for row in rows(where, user_id, GONE)) == [NOW, NOW + WEEK]
    assert rows(where, "UGONE", GONE) == []
    assert {closed_since(row) for row in rows(where, "USEC", GONE)} == {NOW.isoformat()}


def test_told_again_it_is_new_only_to_a_new_chair(where):
    closed(where)
    later = replace(where, now=NOW + WEEK + timedelta(days=1), secretariat={"USEC", "UNEW"})
    tell_unreadable(later, since=NOW)
    assert len(rows(where, "USEC", GONE)) == 2
    assert len(rows(where, "UNEW", GONE)) == 2
    tell_unreadable(replace(later, now=NOW + 9 * WEEK, secretariat={"ULATE"}), since=NOW)
    assert rows(where, "ULATE", GONE) == [], "nobody is told of what is long past"


@pytest.mark.parametrize(
    ("why", "words", "step"),
    [
        ("channel_not_found", "I am {}not in the channel of Technology", NextStep.INVITE_APP),
        ("is_archived", "The channel of Technology is {}archived", NextStep.INVITE_APP_IF_OUT),
    ],
)
def test_it_says_what_to_do_and_after_a_week_that_it_is_still_so(where, why, words, step):
    closed(where, why)
    first, second = sorted(rows(where, "UCHAIR", GONE), key=lambda row: row.due_at)
    assert told(where, first).words.startswith(words.format(""))
    assert told(where, second).words.startswith(words.format("still "))
    assert {told(where, row).step for row in (first, second)} == {step}


def test_what_is_not_so_any_more_is_not_said(where):
    closed(where)
    where.work.recipients.block("C1", error="channel_not_found", now=NOW)
    note_reading("C1", OPEN, work=where.work, now=NOW)
    on_readable_again(ReadableAgain(since=NOW), where)
    assert where.work.recipients.block_of("C1") is None
    assert {told(where, row) for row in rows(where, "UCHAIR", GONE)} == {Gone("reachable again")}
    (back,) = rows(where, "UCHAIR", BACK)
    assert "What waited for it goes on now." in told(where, back).words
    note_reading("C1", Unreadable("is_archived"), work=where.work, now=NOW)
    assert told(where, back) == Gone("closed again")


TODAY = NOW.date()


class Room:
    """Technology, chaired by UCHAIR; U1 and U2 are of Ofcom, UOBS observes, UNEW is not known."""

    def __init__(self, work):
        self.work = work
        self.group = work.groups.add(group(channel_id="C1"))
        organisations = {
            name: work.organisations.add(name=name, kind=kind, country="GB", zone="UTC").id
            for name, kind in (
                ("Ofcom", OrganisationKind.MEMBER),
                ("KCSC", OrganisationKind.MEMBER),
                ("FOSI", OrganisationKind.OBSERVER),
            )
        }
        self.organisations = organisations
        for user_id, name in (
            ("UCHAIR", "Ofcom"),
            ("U1", "Ofcom"),
            ("U2", "Ofcom"),
            ("UOBS", "FOSI"),
            ("UNEW", None),
        ):
            facts = PersonFacts(user_id=user_id, name=user_id.lower(), zone="Europe/London")
            work.people.keep_seen(facts, NOW)
            if name:
                work.people.assign(user_id, organisations[name])
        work.roles.appoint_chair(self.group.id, Term(user_id="UCHAIR", starts_on=TODAY - 9 * DAY))
        self.facts = ChannelFacts(
            channel_id="C1", name="technology", is_private=True, members=frozenset()
        )

    def read(self, *members, now=NOW):
        facts = replace(self.facts, members=frozenset({"UCHAIR", *members}))
        note_reading("C1", facts, work=self.work, now=now)

    def check(self, day=0):
        now = NOW + day * DAY
        check_roster(Drifted(group=self.group, work=self.work, now=now))

    def told(self, user_id="UCHAIR"):
        rows = self.work.deliveries.of_recipient(user_id, NOW - DAY)
        return [row for row in reversed(rows) if row.kind == MessageKind.ROSTER]

    def words(self):
        (row,) = self.told()
        return roster_notice(row, self.group, Context(None, self.work, NOW)).words


@pytest.fixture
def room(database_sqlite):
    with database_sqlite.transaction(WORKSPACE) as work:
        yield Room(work)


def test_the_first_check_only_remembers(room):
    room.read("U1")
    room.check()
    room.check(1)
    assert room.told() == []


def test_who_came_who_left_and_who_speaks_for_another_in_one_notice_to_the_chairs(room):
    room.read("U1", "UOBS")
    room.check()
    room.read("U2", "UOBS", now=NOW + DAY)
    room.work.people.assign("UCHAIR", room.organisations["KCSC"])
    room.check(1)
    assert room.words() == (
        "Who is in the channel of Technology has changed. New: @u2 (Ofcom). Left: @u1 (Ofcom). "
        "For another organisation now: @uchair (KCSC)."
    )
    assert room.told("U2") == []
    room.check(2)
    assert len(room.told()) == 1


def test_at_most_one_notice_a_day(room):
    room.read()
    room.check()
    room.read("U1")
    room.check(1)
    room.read("U1", "U2")
    room.check(1.2)
    assert len(room.told()) == 1
    room.check(2)
    assert [row.occurrence.split()[1:] for row in room.told()] == [["+U1"], ["+U2"]]


def test_others_tell_of_observers_of_strangers_and_of_those_whose_actions_passed_on(room):
    room.read("U1")
    room.check()
    later = Context.system(room.work, NOW + DAY)
    tell_passed_on(MessageKind.OWNER_LEFT, "U1", room.group, ["UCHAIR"], later)
    room.read("UOBS", "UNEW")
    room.check(1)
    assert room.told() == []


def test_a_change_that_is_not_so_any_more_is_not_said(room):
    room.read()
    room.check()
    room.read("U1")
    room.check(1)
    room.read()
    (row,) = room.told()
    assert roster_notice(row, room.group, Context(None, room.work, NOW)) == Gone(
        DropReason.NOTHING_TO_SAY
    )


def test_a_channel_that_cannot_be_read_has_lost_nobody(room):
    room.read("U1")
    room.check()
    note_reading("C1", Unreadable("channel_not_found"), work=room.work, now=NOW)
    room.check(1)
    room.read("U1", now=NOW + 2 * DAY)
    room.check(2)
    assert room.told() == []


def test_a_hundred_at_once_are_counted(room):
    for number in range(100):
        user_id = f"UMANY{number}"
        room.work.people.keep_seen(PersonFacts(user_id=user_id, name=user_id.lower()), NOW)
        room.work.people.assign(user_id, room.organisations["Ofcom"])
    room.read()
    room.check()
    room.read(*(f"UMANY{number}" for number in range(100)))
    room.check(1)
    said = room.words()
    assert said.count("(Ofcom)") == 60
    assert "And 40 more changes." in said


def test_it_comes_in_the_chairs_working_day(room):
    room.read()
    room.check()
    room.read("U1")
    room.check(5.7)  # a Saturday night
    (row,) = room.told()
    assert (row.due_at.weekday(), row.due_at.hour) == (0, 9)
