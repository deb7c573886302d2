"""Proposals stand in the mornings of those who have not answered, shortly before they end."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.audience import Audience
from bot.domain.decision import Stance
from bot.domain.group import read_anew
from bot.domain.morning import Topic
from bot.domain.person import Absence
from bot.domain.zones import to_wall
from bot.use_cases.mornings.look import Horizon
from bot.use_cases.mornings.plan import Outlook
from bot.use_cases.mornings.redraw import compose_morning
from bot.use_cases.mornings.schedule_messages import owed_mornings
from tests.bot.use_cases.decisions.chamber import settle_in
from tests.bot.use_cases.dialogues.town import DAY, HOUR, LIAM, MINJI, NORA, NOW, PAT, TECH, ZOE


@pytest.fixture
def chamber(work):
    return settle_in(work)


def waiting(chamber, user_id, now):
    """References of the proposals in the person's morning of that moment."""
    person, _ = chamber.identified(user_id, now)
    today = to_wall(now, person.zone).date()
    told = compose_morning(person, chamber.by(user_id, now), today=today)
    return [one.reference for one in told.of(Topic.PROPOSAL)]


def test_they_are_named_in_the_two_days_before_the_end(chamber):
    ends = chamber.propose(closes_at=NOW + 8 * DAY).decision.closes_at  # a Tuesday, 10:00
    mornings = {day: waiting(chamber, MINJI, ends - day * DAY - 8 * HOUR) for day in (6, 1, 0)}
    assert mornings == {6: [], 1: ["R1"], 0: ["R1"]}
    assert waiting(chamber, MINJI, ends) == []


def test_not_to_those_who_have_answered_or_have_no_vote(chamber):
    ends = chamber.propose().decision.closes_at
    chamber.say(LIAM)
    chamber.say(MINJI, Stance.NEED_TIME)
    chamber.propose(closes_at=ends, audience=Audience.MEMBERS)
    near = ends - 8 * HOUR
    told = {user_id: waiting(chamber, user_id, near) for user_id in (LIAM, NORA, PAT)}
    assert told == {LIAM: ["R2"], NORA: [], PAT: []}
    assert waiting(chamber, MINJI, near + 3 * DAY) == ["R1"]


def test_not_to_who_is_away_while_their_deputy_may_answer(chamber):
    ends = chamber.propose().decision.closes_at
    near = ends - 8 * HOUR
    away = (Absence(near.date() - DAY, near.date() + DAY),)
    chamber.work.people.keep_cover(LIAM, ZOE, away, NOW)

    def told(members, *, lowered=False):
        read = replace(chamber.presence[TECH], members=frozenset(members))
        chamber.presence[TECH] = read
        chamber.work.channels.keep_reading(read_anew(TECH, read, None, near))
        chamber.work.roles.lower_person(chamber.tech.id, ZOE, lowered=lowered)
        return [one for one in (LIAM, ZOE) if waiting(chamber, one, near)]

    assert told({LIAM}) == [LIAM], "the deputy is not in the channel"
    assert told({LIAM, ZOE}) == [ZOE]
    assert told({LIAM, ZOE}, lowered=True) == [LIAM]


def test_the_plan_says_yes_wherever_a_morning_has_one(chamber):
    ends = chamber.propose().decision.closes_at
    chamber.say(LIAM)
    now, length = ends - 2 * DAY, timedelta(days=3)
    outlook = Outlook(Horizon(chamber.work, now, length, None))
    planned = {}
    for user_id in (LIAM, MINJI, NORA):
        person, _ = chamber.identified(user_id)
        owed = [*owed_mornings(person, now, length, chamber.work.holidays)]
        planned[user_id] = [outlook.concerns(person, one) for one in owed]
        told = [bool(waiting(chamber, user_id, one.due_at)) for one in owed]
        assert all(yes or not said for yes, said in zip(planned[user_id], told, strict=True))
    assert any(planned[MINJI])
    assert not any(planned[LIAM])
    assert not any(planned[NORA])
