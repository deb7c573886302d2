"""Who is told that they chair a group, or no longer do, and when."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.group import Term
from bot.domain.message_kind import MessageKind
from bot.domain.notifications import Gone
from bot.domain.roles import Role
from bot.use_cases.context import Context
from bot.use_cases.groups.give_role import GiveRole, give_role
from bot.use_cases.roster.notifications import (
    chair_news,
    plan_ended_terms,
)
from tests.bot.use_cases.groups.hall import AMARA, GETHIN, NOW, PRIVATE, SINA, assign

DAY = timedelta(days=1)


def news(hall, user_id):
    rows = hall.work.deliveries.of_recipient(user_id, NOW - 30 * DAY)
    return [row for row in rows if row.kind in (MessageKind.CHAIRS, MessageKind.CHAIRS_NO_LONGER)]


def kinds(hall, user_id):
    return sorted(row.kind for row in news(hall, user_id))


def give(hall, user_id, role, by=SINA):
    return give_role(
        GiveRole(group=hall.group, user_id=user_id, role=role),
        Context(reader=hall.reader(by), work=hall.work, now=hall.now),
        channel=PRIVATE,
        facts=hall.facts,
    )


def plan(hall, at):
    return plan_ended_terms(Context.system(hall.work, at))


def test_a_set_up_tells_new_chairs_and_those_who_chair_no_longer(hall):
    hall.set_up(chairs=(AMARA,))
    assert (kinds(hall, AMARA), kinds(hall, GETHIN)) == ([MessageKind.CHAIRS], [])
    hall.now += DAY
    hall.set_up(chairs=(GETHIN,))
    assert kinds(hall, AMARA) == [MessageKind.CHAIRS, MessageKind.CHAIRS_NO_LONGER]
    assert kinds(hall, GETHIN) == [MessageKind.CHAIRS]


@pytest.mark.parametrize("role", [Role.MEMBER, Role.OBSERVER])
def test_a_role_tells_the_person_once_and_the_planner_adds_nothing(hall, role):
    hall.set_up(chairs=(AMARA, GETHIN))
    hall.now += DAY
    give(hall, AMARA, role)
    give(hall, AMARA, role)
    assert kinds(hall, AMARA) == [MessageKind.CHAIRS, MessageKind.CHAIRS_NO_LONGER]
    assert plan(hall, hall.now + DAY) == 0


def test_what_is_not_true_any_more_is_not_told(hall):
    hall.set_up(chairs=(AMARA, GETHIN))
    (appointed,) = news(hall, AMARA)
    hall.now += timedelta(seconds=1)
    give(hall, AMARA, Role.MEMBER)
    told = chair_news(appointed, hall.group, Context(None, hall.work, hall.now))
    assert told == Gone("not a chair any more")
    ended = next(row for row in news(hall, AMARA) if row.kind == MessageKind.CHAIRS_NO_LONGER)
    give(hall, AMARA, Role.CHAIR)
    assert chair_news(ended, hall.group, Context(None, hall.work, hall.now)) == Gone("chairs again")


def test_the_end_of_a_term_is_told_in_the_next_working_morning_of_the_person(hall):
    hall.set_up(chairs=(GETHIN,))
    friday = date(2026, 12, 11)
    hall.work.roles.appoint_chair(
        hall.group.id, Term(user_id=AMARA, starts_on=date(2026, 12, 1), ends_on=friday)
    )
    assert plan(hall, NOW + 4 * DAY) == 0, "she chairs on the last day"
    assert plan(hall, NOW + 5 * DAY) == 1
    assert plan(hall, NOW + 5 * DAY + timedelta(minutes=5)) == 0
    (told,) = news(hall, AMARA)
    assert told.due_at == datetime(2026, 12, 13, 22, tzinfo=UTC), "Monday at nine in Sydney"


def test_a_chair_whose_organisation_becomes_an_observer_hears_it_within_minutes(hall):
    hall.set_up(chairs=(GETHIN,))
    hall.work.roles.appoint_chair(hall.group.id, Term(user_id=AMARA, starts_on=date(2026, 12, 1)))
    assign(hall, AMARA, "FOSI")
    assert plan(hall, NOW + timedelta(minutes=5)) == 1
    (told,) = news(hall, AMARA)
    assert told.due_at == NOW + timedelta(minutes=5)
