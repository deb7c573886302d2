"""A person who is given an action finds it in a morning; one that can't wait is told at once."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.delivery import State
from bot.domain.message_kind import MessageKind
from bot.domain.notifications import Gone
from bot.domain.person import HowOften
from bot.use_cases.actions.edit import AssignAction, LogAction, assign_action, log_action
from bot.use_cases.actions.notifications import given_action
from bot.use_cases.actions.owners import NOBODY, Owner
from bot.use_cases.context import Context
from bot.use_cases.mornings.redraw import keep_told
from tests.bot.use_cases.actions.network import (
    AMARA,
    DAY,
    DIRECT,
    MINJI,
    NOW,
    OLIVE,
    TODAY,
    complete,
    snooze,
)
from tests.network import HOUR

TO_OLIVE = Owner(user_id=OLIVE)
LATER = NOW + 2 * HOUR


def given(network, user_id):
    rows = network.work.deliveries.of_recipient(user_id, NOW - 30 * DAY)
    return [row for row in rows if row.kind == MessageKind.ACTION_GIVEN]


def give(network, owner=TO_OLIVE, by=AMARA, now=NOW):
    return assign_action(AssignAction(1, owner), **network.placing(by, now))


def told(network, row, now=None):
    reader, at = network.reader(row.recipient), now or row.due_at
    return given_action(row, network.tech, Context(reader=reader, work=network.work, now=at))


@pytest.mark.parametrize(
    ("given_at", "due_at"),
    [
        ("2026-12-07T09:00", "2026-12-07T09:00"),
        ("2026-12-07T21:59", "2026-12-07T21:59"),
        ("2026-12-07T22:00", "2026-12-08T09:00"),
        ("2026-12-08T03:00", "2026-12-08T09:00"),
        ("2026-12-11T23:00", "2026-12-14T09:00"),
        ("2026-12-12T12:00", "2026-12-14T09:00"),
    ],
)
def test_at_once_on_a_working_day_else_in_the_next_working_morning(network, given_at, due_at):
    at = datetime.fromisoformat(given_at).replace(tzinfo=UTC)
    network.put(due_on=at.date() + DAY)
    give(network, now=at)
    (row,) = given(network, OLIVE)
    assert row.due_at == datetime.fromisoformat(due_at).replace(tzinfo=UTC)


def test_it_says_who_gave_what(network):
    network.put(due_on=TODAY)
    give(network, now=NOW + HOUR)
    (row,) = given(network, OLIVE)
    notice = told(network, row)
    assert notice.words == "@amara gave you an action."
    (item,) = notice.morning.items
    assert (item.subject.reference, item.became) == ("A1", "")


@pytest.mark.parametrize(
    ("settle", "became"),
    [
        (lambda network: complete(network, AMARA), "done by @amara"),
        (lambda network: give(network, Owner(user_id=MINJI), now=LATER), "now with @min-ji"),
        (lambda network: snooze(network, OLIVE, LATER), "silent until Tuesday 8 December 2026"),
    ],
    ids=["done", "handed over", "snoozed"],
)
def test_once_sent_it_is_redrawn_with_what_has_become_of_it(network, settle, became):
    network.put(due_on=TODAY)
    give(network, now=NOW + HOUR)
    work, (row,) = network.work, given(network, OLIVE)
    work.workspaces.keep_installed("Network", "UBOT", NOW)
    claimed = work.queue.claim_due(row.due_at, lease_until=row.due_at + DAY, limit=50)
    (sending,) = (one for one in claimed if one.id == row.id)
    keep_told(sending, told(network, sending), work=work, now=row.due_at)
    place = {"posted_channel": DIRECT, "posted_ts": "1.0"}
    work.queue.settle_row(sending, State.SENT, row.due_at, **place)
    settle(network)
    (sent,) = given(network, OLIVE)
    assert sent.stale
    (item,) = told(network, sent, LATER + HOUR).morning.items
    assert item.became == became


def test_a_new_action_is_told_to_its_owner_and_nobody_is_told_of_what_they_took(network):
    wish = LogAction(group_id=network.tech.id, title="Draft it", owner=TO_OLIVE, due_on=TODAY)
    log_action(wish, **network.placing(AMARA))
    assert len(given(network, OLIVE)) == 1
    give(network, Owner(user_id=AMARA))
    give(network, NOBODY)
    assert given(network, AMARA) == []


@pytest.mark.parametrize(
    ("rhythm", "days", "word"),
    [
        (HowOften.DAILY, 1, True),
        (HowOften.DAILY, 2, False),
        (HowOften.DAILY, None, False),
        (HowOften.WEEKLY, 6, True),
        (HowOften.WEEKLY, 7, False),
        (HowOften.OFF, None, True),
    ],
)
def test_only_what_the_next_morning_would_be_too_late_for_comes_alone(network, rhythm, days, word):
    network.work.people.choose_mornings(OLIVE, rhythm, 9)
    network.put(due_on=None if days is None else TODAY + days * DAY)
    give(network, now=NOW + HOUR)
    assert bool(given(network, OLIVE)) == word


def test_what_is_not_theirs_any_more_is_not_told(network):
    network.put(due_on=TODAY)
    give(network)
    give(network, Owner(user_id=MINJI), now=NOW + timedelta(seconds=1))
    (row,) = given(network, OLIVE)
    assert told(network, row) == Gone("not the owner")


def test_what_waits_for_the_morning_is_told_once(network):
    network.put(due_on=TODAY + DAY)
    give(network)
    (row,) = given(network, OLIVE)
    assert row.due_at == datetime(2026, 12, 7, 9, tzinfo=UTC)
    assert told(network, row) == Gone("in the morning message")
    assert network.owed_days(OLIVE)[0] == "2026-12-07"
