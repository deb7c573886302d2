"""Who is owed a morning: one a person and local date, however often it is planned."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.delivery import State
from bot.domain.errors import NotValid
from bot.domain.message_kind import DropReason
from bot.domain.person import HowOften
from bot.use_cases.context import Context
from bot.use_cases.mornings.plan import (
    choose_mornings,
    mornings_to_owe,
    owe_mornings,
    plan_mornings,
)
from tests.bot.use_cases.actions.network import (
    AMARA,
    DAY,
    GONE,
    LIAM,
    MINJI,
    NORA,
    NOW,
    OLIVE,
    PAT,
    ROBOT,
    TODAY,
    facts_of,
    settle_in,
)
from tests.bot.use_cases.mornings.writing import SHARED_DATABASE, plan
from tests.databases import WORKSPACE


def test_nothing_to_say_owes_nothing(network):
    assert plan(network) == 0
    assert network.owed_to() == set()


def test_an_officer_hears_from_three_days_before_until_it_is_settled(network):
    network.put(owner_user_id=LIAM, due_on=TODAY + 4 * DAY)
    assert plan(network) == 2
    assert network.owed_days(LIAM) == ["2026-12-08", "2026-12-09"]
    assert network.owed_to() == {LIAM}


def test_it_comes_at_nine_where_its_reader_is(network):
    for number, user_id in enumerate((AMARA, LIAM, MINJI, NORA), 1):
        network.put(number, owner_user_id=user_id, due_on=TODAY)
    plan(network)
    first = {user_id: network.mornings(user_id)[-1] for user_id in (AMARA, LIAM, MINJI, NORA)}
    assert first[LIAM].due_at == datetime(2026, 12, 7, 9, tzinfo=UTC)
    assert first[NORA].due_at == datetime(2026, 12, 7, 14, tzinfo=UTC)
    assert first[MINJI].due_at == datetime(2026, 12, 8, 0, tzinfo=UTC)
    assert first[AMARA].due_at == datetime(2026, 12, 7, 22, tzinfo=UTC)
    assert first[AMARA].occurrence == "2026-12-08"
    assert first[LIAM].useful_until == datetime(2026, 12, 7, 18, tzinfo=UTC)


def test_planning_again_owes_nothing_new(network):
    network.put(due_on=TODAY)
    assert plan(network) == 3
    assert plan(network) == 0
    assert plan(network, NOW + timedelta(minutes=4)) == 0
    assert plan(network, NOW + timedelta(hours=1)) == 1
    assert plan(network, NOW + timedelta(hours=2)) == 0
    days = [row.occurrence for row in network.mornings(LIAM)]
    assert len(days) == len(set(days)) == 4


def test_today_is_not_owed_any_more_after_nine(network):
    network.put(due_on=TODAY)
    plan(network, NOW + timedelta(minutes=6))
    assert network.owed_days(LIAM) == ["2026-12-08", "2026-12-09", "2026-12-10"]


def test_people_who_left_and_apps_are_owed_nothing(network):
    network.put(1, owner_user_id=GONE, due_on=TODAY)
    network.put(2, owner_user_id=ROBOT, due_on=TODAY)
    assert plan(network) == 0
    network.put(3, owner_user_id="U0NOBODY", due_on=TODAY)
    assert plan(network) == 0


def test_only_those_asked_for(network):
    network.put(1, owner_user_id=LIAM, due_on=TODAY)
    network.put(2, owner_user_id=NORA, due_on=TODAY)
    assert plan(network, user_ids=[NORA]) == 3
    assert network.owed_to() == {NORA}


def move(network, user_id, zone):
    network.work.people.keep_seen(replace(facts_of(user_id), zone=zone), NOW)


def test_who_moves_to_another_zone_is_told_at_nine_there(network):
    network.put(owner_user_id=LIAM, due_on=TODAY)
    plan(network, NOW - timedelta(hours=6))
    move(network, LIAM, "America/New_York")
    assert plan(network, NOW - timedelta(hours=5)) == 3
    waiting = [row for row in network.mornings(LIAM) if row.state is State.OWED]
    assert {row.due_at.hour for row in waiting} == {14}
    assert network.owed_days(LIAM) == ["2026-12-07", "2026-12-08", "2026-12-09"]
    gone = [row for row in network.mornings(LIAM) if row.state is State.DROPPED]
    assert {row.error for row in gone} == {DropReason.PLANNED_AGAIN}
    assert plan(network, NOW - timedelta(hours=4)) == 0
    move(network, LIAM, "Europe/London")
    plan(network, NOW - timedelta(hours=3))
    waiting = [row for row in network.mornings(LIAM) if row.state is State.OWED]
    assert {row.due_at.hour for row in waiting} == {9}
    assert network.owed_days(LIAM) == ["2026-12-07", "2026-12-08", "2026-12-09"]


def test_nothing_is_re_timed_while_a_morning_is_on_its_way(network):
    network.put(owner_user_id=LIAM, due_on=TODAY)
    plan(network, NOW - timedelta(hours=6))
    move(network, LIAM, "America/New_York")
    at_nine = datetime(2026, 12, 7, 9, tzinfo=UTC)
    network.work.workspaces.keep_installed("Network", "UBOT", NOW)
    (taken,) = network.work.queue.claim_due(at_nine, lease_until=at_nine + DAY, limit=5)
    assert taken.recipient == LIAM
    assert plan(network, at_nine) == 0
    assert len(network.mornings(LIAM)) == 3


def test_a_day_that_was_told_is_not_told_again_in_another_zone(network):
    network.put(owner_user_id=MINJI, due_on=TODAY)
    plan(network, NOW - DAY)
    network.work.workspaces.keep_installed("Network", "UBOT", NOW)
    nine = datetime(2026, 12, 7, 0, tzinfo=UTC)
    (taken,) = network.work.queue.claim_due(nine, lease_until=nine + DAY, limit=5)
    network.work.queue.settle_row(taken, State.SENT, nine, posted_channel="D1", posted_ts="1.0")
    move(network, MINJI, "Europe/London")
    plan(network, NOW)
    by_day = {}
    for row in network.mornings(MINJI):
        if row.state in (State.OWED, State.SENT):
            assert by_day.setdefault(row.occurrence, row) is row
    assert by_day["2026-12-07"].state is State.SENT
    assert by_day["2026-12-08"].due_at == datetime(2026, 12, 8, 9, tzinfo=UTC)


@SHARED_DATABASE
@given(
    st.lists(st.tuples(st.integers(1, 900), st.sampled_from([LIAM, AMARA, MINJI])), max_size=6),
    st.lists(
        st.sampled_from(["Europe/Dublin", "Pacific/Auckland", "America/New_York"]), max_size=4
    ),
)
def test_one_morning_a_person_and_date_whatever_happens(database_sqlite, steps, zones):
    """Plans at any times, for any people, who travel: at most one for each local date."""
    with database_sqlite.transaction(WORKSPACE, write=False) as work:
        network = settle_in(work)
        for number, user_id in enumerate((LIAM, AMARA, MINJI), 1):
            network.put(number, owner_user_id=user_id, due_on=TODAY)
        now, travels = NOW, iter(zones)
        for minutes, user_id in steps:
            now += timedelta(minutes=minutes)
            plan(network, now, user_ids=[user_id])
            if zone := next(travels, None):
                move(network, user_id, zone)
            plan(network, now)
        for user_id in (LIAM, AMARA, MINJI):
            standing = network.owed_days(user_id)
            assert len(standing) == len(set(standing))


@pytest.mark.parametrize("zone", ["Mars/Olympus", None])
def test_a_zone_that_cannot_be_read_stops_nobody(network, zone):
    network.put(1, owner_user_id=PAT, due_on=TODAY)
    network.put(2, owner_user_id=LIAM, due_on=TODAY)
    move(network, PAT, zone)
    plan(network)
    assert network.owed_to() == {PAT, LIAM}
    assert network.mornings(PAT)[-1].due_at == datetime(2026, 12, 7, 9, tzinfo=UTC)


def test_what_was_read_before_is_owed_to_those_alone_who_are_the_same_still(network):
    """In two steps as in one; who has changed since is left to the next plan."""
    network.put(1, owner_user_id=LIAM, due_on=TODAY)
    network.put(2, owner_user_id=NORA, due_on=TODAY)
    wanted = mornings_to_owe(Context.system(network.work, NOW))
    assert {person.user_id for person, _ in wanted} == {LIAM, NORA}
    network.work.people.keep_seen(replace(facts_of(NORA), zone="Asia/Seoul"), NOW)
    owe_mornings(wanted, Context.system(network.work, NOW))
    assert network.owed_to() == {LIAM}
    (left,) = mornings_to_owe(Context.system(network.work, NOW))
    assert left[0].user_id == NORA
    owe_mornings([left], Context.system(network.work, NOW))
    days = network.owed_days(NORA)
    assert plan(network) == 0
    assert network.owed_days(NORA) == days
    assert mornings_to_owe(Context.system(network.work, NOW)) == []


def choose(network, rhythm=HowOften.DAILY, hour=9):
    return choose_mornings(rhythm, hour, network.by(LIAM))


def owed(network, user_id=LIAM):
    """Local days and hours; both live in London in winter."""
    rows = network.work.deliveries.of_recipient(user_id, NOW - DAY)
    return sorted(f"{r.due_at:%d %H}" for r in rows if r.state is State.OWED)


def test_what_is_owed_follows_the_choice(network):
    network.put(number=1, owner_user_id=LIAM, due_on=TODAY + DAY)
    network.put(number=2, owner_user_id=OLIVE, due_on=TODAY + DAY)
    plan_mornings(Context.system(network.work, NOW))
    before = owed(network)
    assert len(before) > 1
    days = [one[:2] for one in before]
    assert choose(network, hour=7).changed
    assert {one[3:] for one in owed(network)} == {"07"}
    assert not choose(network, hour=7).changed
    choose(network, HowOften.OFF)
    assert owed(network) == []
    plan_mornings(Context.system(network.work, NOW))
    assert owed(network) == []
    choose(network)
    assert [one[:2] for one in owed(network)] == days
    choose(network, HowOften.WEEKLY)
    assert owed(network) == [f"{TODAY:%d} 09"]
    assert owed(network, OLIVE) == before


def test_an_hour_at_which_nothing_would_help_is_refused(network):
    with pytest.raises(NotValid):
        choose(network, hour=18)
