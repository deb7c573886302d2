"""Delegates find the dialogue in their morning message, with the name of who named them."""

from datetime import timedelta

import pytest

from bot.domain.audience import Audience
from bot.domain.dialogue import DialogueStatus, Rsvp, RsvpAnswer
from bot.domain.morning import Topic
from bot.domain.notifications import Gone
from bot.use_cases.context import Context
from bot.use_cases.mornings.plan import plan_mornings
from bot.use_cases.mornings.redraw import compose_morning
from tests.bot.use_cases.actions.network import (
    AMARA,
    DAY,
    LIAM,
    MINJI,
    NOW,
    OLIVE,
    TODAY,
    YVES,
    channel,
    dialogue,
)
from tests.bot.use_cases.actions.network import TECH as CHANNEL
from tests.bot.use_cases.mornings.writing import send

SOON, FAR = NOW + DAY, NOW + 30 * DAY
HOUR = timedelta(hours=1)


def named(network, starts_at=FAR, at=NOW, by=LIAM, delegate=OLIVE, number=12, **changes):
    if network.work.dialogues.get(network.reader("U0GRACE"), number) is None:
        network.work.dialogues.add(dialogue(number, network.tech.id, starts_at, **changes))
    given = Rsvp(
        user_id=by,
        answer=RsvpAnswer.CANNOT,
        organisation_id=network.organisations["Ofcom"].id,
        answered_at=at,
        delegate_user_id=delegate,
    )
    network.work.rsvps.keep_answer(number, given)


def told(network, user_id=OLIVE, today=TODAY, now=NOW):
    person, reader = network.identified(user_id, now)
    return compose_morning(person, Context(reader=reader, work=network.work, now=now), today=today)


def named_in(morning):
    found = (item for item in morning.items if item.topic is Topic.DELEGATED)
    return [(item.subject.number, item.said) for item in found]


def test_the_next_morning_tells_of_it_however_far_ahead_it_is(network):
    named(network, at=NOW + HOUR)
    tomorrow = told(network, today=TODAY + DAY, now=NOW + DAY)
    assert named_in(tomorrow) == [(12, "liam")]
    assert tomorrow.of(Topic.UNANSWERED) == ()
    assert not tomorrow.empty
    assert set(tomorrow.groups) == {network.tech.id}


def test_once_and_again_when_everyone_is_asked(network):
    named(network)
    assert named_in(send(network, OLIVE)) == [(12, "liam")]
    assert send(network, OLIVE, today=TODAY + 2 * DAY) == Gone(why="nothing to say")
    before = TODAY + 28 * DAY  # two days ahead
    asked = send(network, OLIVE, today=before)
    assert named_in(asked) == [(12, "liam")]
    assert asked.of(Topic.UNANSWERED) == (), "it is said once"


def test_a_weekend_between_is_no_morning(network):
    friday = NOW + 4 * DAY
    named(network, at=friday + HOUR)
    monday = told(network, today=TODAY + 7 * DAY, now=NOW + 7 * DAY)
    assert named_in(monday) == [(12, "liam")]


def test_one_who_has_answered_is_told_nothing_more(network):
    named(network)
    own = Rsvp(user_id=OLIVE, answer=RsvpAnswer.GOING, organisation_id=None, answered_at=NOW)
    network.work.rsvps.keep_answer(12, own)
    assert told(network, today=TODAY + DAY, now=NOW + DAY).empty


def test_two_who_named_the_same(network):
    named(network, SOON)
    named(network, by=YVES)
    assert named_in(told(network)) == [(12, "liam and yves")]


def test_others_are_asked_as_ever(network):
    named(network, SOON)
    assert [d.number for d in told(network, MINJI).of(Topic.UNANSWERED)] == [12]
    assert named_in(told(network, MINJI)) == []
    assert told(network, LIAM).empty


def test_what_is_cancelled_begun_or_not_theirs_is_left_out(network):
    named(network, number=1, status=DialogueStatus.CANCELLED)
    named(network, NOW, number=2)
    named(network, SOON, number=3, audience=Audience.MEMBERS)
    network.presence[CHANNEL] = channel(CHANNEL, {AMARA, LIAM})
    named(network, FAR, number=4)
    assert told(network, now=NOW + HOUR).empty


def test_a_morning_is_planned_for_it(network):
    assert plan_mornings(Context.system(network.work, NOW)) == 0
    named(network, at=NOW)
    assert plan_mornings(Context.system(network.work, NOW)) == 3
    assert network.owed_days(OLIVE)[0] == "2026-12-07", "it is five to nine on that Monday"


@pytest.mark.parametrize("days", range(8))
def test_no_morning_is_missing_that_would_have_something_to_say(network, days):
    named(network, at=NOW + days * DAY, starts_at=FAR)
    now = NOW + days * DAY + HOUR
    plan_mornings(Context.system(network.work, now))
    owed = set(network.owed_days(OLIVE))
    for ahead in range(1, 4):
        day = now.date() + ahead * DAY
        if not told(network, today=day, now=now + ahead * DAY).empty and day.weekday() < 5:
            assert day.isoformat() in owed
