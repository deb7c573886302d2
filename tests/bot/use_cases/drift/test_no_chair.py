"""The secretariat hears once, and after a week, that a group has no chair."""

from datetime import timedelta

import pytest

from bot.domain.errors import NextStep
from bot.domain.group import Term
from bot.domain.message_kind import DropReason, MessageKind
from bot.domain.notifications import Gone
from bot.domain.roles import Reader
from bot.use_cases.context import Context
from bot.use_cases.drift.channel_notices import (
    Drifted,
    check_chairs,
    no_chair_notice,
    tell_no_chair,
)
from tests.databases import WORKSPACE
from tests.storage.records import DAY, NOW, group

SECRETARIAT = Reader(user_id="USEC", secretariat=True)
TODAY = NOW.date()
WEEK = timedelta(days=7)


@pytest.fixture
def work(database_sqlite):
    with database_sqlite.transaction(WORKSPACE) as work:
        yield work


@pytest.fixture
def kept(work):
    return work.groups.add(group())


def check(work, kept, now=NOW):
    check_chairs(Drifted(group=kept, work=work, now=now, secretariat={"USEC"}))


def due(work):
    found = work.deliveries.of_recipient("USEC", NOW - 60 * DAY)
    return sorted(row.due_at for row in found if row.kind == MessageKind.NO_CHAIR)


def appoint(work, kept, user_id="U1", ends_on=None):
    work.roles.appoint_chair(
        kept.id, Term(user_id=user_id, starts_on=TODAY - 30 * DAY, ends_on=ends_on)
    )


@pytest.mark.parametrize("ended", [1, 29], ids=["yesterday", "weeks ago, before this was told"])
def test_a_term_that_ended_is_told_once_and_after_a_week(work, kept, ended):
    appoint(work, kept, ends_on=TODAY - ended * DAY)
    for day in range(3):
        check(work, kept, NOW + day * DAY)
    assert due(work) == [NOW, NOW + WEEK]


def test_while_somebody_chairs_nothing_is_told(work, kept):
    appoint(work, kept)
    check(work, kept)
    assert due(work) == []


def test_a_group_that_never_had_a_chair_is_told_of(work, kept):
    check(work, kept)
    assert due(work) == [NOW, NOW + WEEK]


def test_the_check_does_not_repeat_what_was_told_as_the_last_one_went(work, kept):
    appoint(work, kept, ends_on=TODAY - DAY)
    tell_no_chair(Drifted(group=kept, work=work, now=NOW, secretariat={"USEC"}))
    check(work, kept, NOW + DAY / 2)
    assert due(work) == [NOW, NOW + WEEK]


def test_another_gap_is_told_anew(work, kept):
    appoint(work, kept, ends_on=TODAY - DAY)
    check(work, kept)
    work.roles.appoint_chair(kept.id, Term(user_id="U2", starts_on=TODAY, ends_on=TODAY + 2 * DAY))
    check(work, kept, NOW + DAY)
    check(work, kept, NOW + 3 * DAY)
    assert due(work) == [NOW, NOW + 3 * DAY, NOW + WEEK, NOW + 3 * DAY + WEEK]


def test_its_words_and_when_it_is_not_wanted_any_more(work, kept):
    appoint(work, kept, ends_on=TODAY - DAY)
    check(work, kept)
    found = sorted(work.deliveries.of_recipient("USEC", NOW - DAY), key=lambda row: row.due_at)
    first, again = (
        no_chair_notice(row, kept, Context(reader=SECRETARIAT, work=work, now=row.due_at))
        for row in found
    )
    assert f"{kept.name} has no chair." in first.words
    assert first.step is NextStep.NAME_CHAIR
    assert f"{kept.name} still has no chair." in again.words
    stranger = no_chair_notice(
        found[0], kept, Context(reader=Reader(user_id="U9"), work=work, now=NOW)
    )
    assert stranger == Gone(DropReason.NOT_SECRETARIAT)
    work.roles.appoint_chair(kept.id, Term(user_id="U2", starts_on=TODAY))
    gone = no_chair_notice(found[0], kept, Context(reader=SECRETARIAT, work=work, now=NOW))
    assert gone == Gone(DropReason.HAS_CHAIR)
