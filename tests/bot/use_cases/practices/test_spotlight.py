"""When a group's spotlight comes: chairs set it, and only hours that are ahead count."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest

from bot.domain.audience import Audience
from bot.domain.delivery import State
from bot.domain.errors import NotAllowed
from bot.domain.group import ChannelReading
from bot.domain.notifications import Gone
from bot.domain.practice import PracticeSpotlight, PracticeStatus
from bot.use_cases.context import Context
from bot.use_cases.identify import channel_reader
from bot.use_cases.practices.spotlight import (
    ScheduleSpotlight,
    next_spotlight,
    plan_spotlights,
    schedule_spotlight,
    spotlight_shown,
)
from tests.bot.use_cases.practices.network import AMARA, DAY, LIAM, MINJI, NOW, TECH
from tests.network import HOUR, MINUTE

WEDNESDAY = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
WEEK = 7 * DAY


def plan(network, now):
    return plan_spotlights(Context.system(network.work, now))


def spotlights(network, since=NOW - 400 * DAY):
    """Every row, the earliest first."""
    rows = network.work.deliveries.of_recipient(TECH, since)
    return [row for row in reversed(rows) if row.kind == "practice.spotlight"]


def look(network, row, *, members_only=False):
    eyes = channel_reader(network.tech.id, members_only=members_only)
    return spotlight_shown(row, Context(reader=eyes, work=network.work, now=NOW))


def send(network, now):
    """What the loop does with what is due: the numbers shown, None for what shows nothing."""
    shown = []
    for row in network.work.queue.claim_due(now, lease_until=now + HOUR, limit=9):
        if row.kind == "practice.spotlight":
            said = look(network, row)
            gone = isinstance(said, Gone)
            network.work.queue.begin_post(row, now, lease_until=now + HOUR)
            network.work.queue.settle_row(
                row,
                State.DROPPED if gone else State.SENT,
                now,
                error=said.why if gone else None,
                posted_channel=None if gone else TECH,
                posted_ts=None if gone else f"{now.timestamp():.6f}",
            )
            shown.append(None if gone else said.practice.number)
    return shown


def test_the_never_shown_come_first_by_age_then_the_longest_ago(weekly, put):
    for number, age in ((1, 3), (2, 9), (3, 5)):
        put(number, settled_at=NOW - age * DAY)
    shown = []
    for week in range(5):
        now = WEDNESDAY + week * WEEK
        assert plan(weekly, now) == 1
        shown += send(weekly, now)
    assert shown == [2, 3, 1, 2, 3]


def test_one_card_alone_is_not_shown_twice_in_a_row_and_the_reason_is_kept(weekly, put):
    put()
    plan(weekly, WEDNESDAY)
    assert send(weekly, WEDNESDAY) == [1]
    plan(weekly, WEDNESDAY + WEEK)
    assert send(weekly, WEDNESDAY + WEEK) == [None]
    assert spotlights(weekly)[-1].error == "no card to show"
    put(2)
    assert plan(weekly, WEDNESDAY + WEEK + MINUTE) == 0, "that week is settled"
    plan(weekly, WEDNESDAY + 2 * WEEK)
    assert send(weekly, WEDNESDAY + 2 * WEEK) == [2]


def test_a_card_that_may_not_be_shown_any_more_gives_way_to_another_the_same_day(weekly, put):
    card = put(1, settled_at=NOW - DAY)
    put(2)
    plan(weekly, WEDNESDAY - 10 * MINUTE)
    weekly.work.practices.change(replace(card, status=PracticeStatus.RETURNED))
    assert send(weekly, WEDNESDAY) == [None]
    assert plan(weekly, WEDNESDAY + 5 * MINUTE) == 1
    assert send(weekly, WEDNESDAY + 5 * MINUTE) == [2]
    assert plan(weekly, WEDNESDAY + 10 * MINUTE) == 0


def test_a_card_that_is_published_meanwhile_takes_the_place_of_one_that_was_shown(weekly, put):
    put(1, settled_at=NOW - DAY), put(2)
    for week in range(2):
        plan(weekly, WEDNESDAY + week * WEEK)
        send(weekly, WEDNESDAY + week * WEEK)
    third = WEDNESDAY + 2 * WEEK
    plan(weekly, third - 5 * DAY)
    put(3)
    assert plan(weekly, third - 4 * DAY) == 0, "not yet"
    assert plan(weekly, third - 10 * MINUTE) == 1
    assert [(r.subject_id, r.error) for r in spotlights(weekly)[-2:]] == [
        ("1", "another card"),
        ("3", None),
    ]
    assert send(weekly, third) == [3]


def test_a_channel_with_observers_is_not_shown_what_is_for_members(weekly, put):
    put(1, audience=Audience.MEMBERS, author=LIAM, settled_at=NOW - 9 * DAY)
    put(2, group_id=weekly.teach.id, settled_at=NOW - 8 * DAY)
    put(3, group_id=weekly.teach.id, audience=Audience.NETWORK, settled_at=NOW - DAY)
    plan(weekly, WEDNESDAY)
    assert send(weekly, WEDNESDAY) == [3], "the network's card of another group may be shown"


def test_a_channel_of_members_is_shown_theirs_until_somebody_else_comes(weekly, put):
    put(1, audience=Audience.MEMBERS, author=LIAM)
    reading = ChannelReading(channel_id=TECH, members=(LIAM, MINJI), read_at=NOW)
    weekly.work.channels.keep_reading(reading)
    plan(weekly, WEDNESDAY)
    row = spotlights(weekly)[-1]
    assert row.subject_id == "1"
    assert isinstance(look(weekly, row, members_only=True), PracticeSpotlight)
    assert look(weekly, row) == Gone("not theirs")


def test_what_was_missed_comes_late_within_a_day_and_not_after(weekly, put):
    put(1), put(2)
    plan(weekly, WEDNESDAY + 3 * WEEK + 25 * HOUR)
    assert [row.occurrence for row in spotlights(weekly)] == ["2026-11-25", "2026-12-23"]
    plan(weekly, WEDNESDAY + 5 * WEEK + 20 * HOUR)
    row = next(row for row in spotlights(weekly) if row.occurrence == "2026-12-30")
    assert row.due_at == WEDNESDAY + 5 * WEEK
    assert row.useful_until == row.due_at + DAY


def test_the_wall_time_stays_where_clocks_change(weekly, put):
    put(1), put(2)
    summer = datetime(2027, 3, 31, 9, 0, tzinfo=UTC)
    plan(weekly, summer)
    assert spotlights(weekly)[-1].due_at == summer
    assert spotlights(weekly)[-1].occurrence == date(2027, 3, 31).isoformat()


@pytest.mark.parametrize("seed", range(4), ids="seed {}".format)
def test_whatever_the_clock_does_each_week_has_one_and_no_card_comes_back_early(weekly, put, seed):
    """Plans at odd moments, clocks that jump back by hours, cards that come and go."""
    draw = random.Random(seed)
    cards = [put(number, settled_at=NOW - number * MINUTE) for number in range(1, 5)]
    shown, now = [], NOW
    while now < NOW + 12 * WEEK:
        now += timedelta(minutes=draw.choice((1, 5, 14, 60, 300, 700)))
        if draw.random() < 0.1:
            plan(weekly, now - timedelta(minutes=draw.choice((3, 70, 600))))
        if draw.random() < 0.03:
            card = draw.choice(cards)
            status = draw.choice((PracticeStatus.PUBLISHED, PracticeStatus.RETURNED))
            weekly.work.practices.change(replace(card, status=status))
        plan(weekly, now)
        shown += [number for number in send(weekly, now) if number is not None]
    sent = [row for row in spotlights(weekly) if row.state is State.SENT]
    days = [row.occurrence for row in sent]
    assert len(days) == len(set(days)), "one a day"
    empty = {row.occurrence for row in spotlights(weekly) if row.error == "no card to show"}
    assert len(days) + len(empty - set(days)) == 12, "none is lost"
    assert all(one != other for one, other in pairwise(shown))


def test_chairs_alone_set_it_and_it_is_off_until_they_do(network, put):
    put()
    assert plan(network, WEDNESDAY) == 0
    wish = ScheduleSpotlight(group_id=network.tech.id, weekday=2, at=time(10))
    with pytest.raises(NotAllowed):
        schedule_spotlight(wish, network.by(LIAM))
    done = schedule_spotlight(wish, network.by(AMARA))
    assert next_spotlight(done.group, NOW) == WEDNESDAY
    assert not schedule_spotlight(wish, network.by(AMARA)).changed


def test_an_hour_that_had_passed_when_it_was_set_is_not_caught_up(network, put):
    put()
    wish = ScheduleSpotlight(group_id=network.tech.id, weekday=2, at=time(10))
    schedule_spotlight(wish, network.by(AMARA, WEDNESDAY + MINUTE))
    plan(network, WEDNESDAY + 2 * HOUR)
    assert [row.occurrence for row in spotlights(network)] == ["2026-12-02"]


def test_another_hour_on_the_day_moves_it_and_a_second_one_is_not_owed(weekly, put):
    put(1), put(2)
    plan(weekly, WEDNESDAY - 10 * MINUTE)
    later = ScheduleSpotlight(group_id=weekly.tech.id, weekday=2, at=time(16))
    schedule_spotlight(later, weekly.by(AMARA, WEDNESDAY - 5 * MINUTE))
    errors = [row.error for row in spotlights(weekly)]
    assert errors == ["another card", "rescheduled", None]
    assert send(weekly, WEDNESDAY) == []
    plan(weekly, WEDNESDAY + 6 * HOUR)
    assert len(send(weekly, WEDNESDAY + 6 * HOUR)) == 1
    earlier = ScheduleSpotlight(group_id=weekly.tech.id, weekday=2, at=time(18))
    schedule_spotlight(earlier, weekly.by(AMARA, WEDNESDAY + 7 * HOUR))
    plan(weekly, WEDNESDAY + 8 * HOUR)
    assert send(weekly, WEDNESDAY + 8 * HOUR) == []
    off = ScheduleSpotlight(group_id=weekly.tech.id, weekday=None)
    plan(weekly, WEDNESDAY + WEEK + 8 * HOUR - 5 * MINUTE)
    schedule_spotlight(off, weekly.by(AMARA, WEDNESDAY + WEEK + 8 * HOUR - MINUTE))
    assert spotlights(weekly)[-1].error == "switched off"
    assert plan(weekly, WEDNESDAY + WEEK + 8 * HOUR) == 0
