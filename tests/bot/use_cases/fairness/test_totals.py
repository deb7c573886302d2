"""The score of a year: by organisation and month, of what the reader may see.

One day of a group's clock as it passes for each organisation, hour by hour, west to east.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from bot.domain.audience import Audience
from bot.domain.dialogue import DialogueStatus
from bot.domain.errors import NotAllowed
from bot.domain.fairness import Weights
from bot.domain.group import Group
from bot.domain.person import Organisation, OrganisationKind
from bot.ports.unit_of_work import NoHolidays
from bot.use_cases.context import Context
from bot.use_cases.fairness.totals import charge_past, day_of, totals_of_year
from tests.bot.use_cases.dialogues.town import (
    AMARA,
    DAY,
    GRACE,
    HOUR,
    LIAM,
    MINUTE,
    NORA,
    NOW,
    PAT,
    START,
    TECH,
    ZOE,
)


def held(town, moment, **wish):
    at = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    town.schedule(starts_at=at, title=f"Of {moment}", **wish)
    assert charge_past(Context.system(town.work, at + 2 * HOUR), weights=Weights()) == 1


def table(town, user_id=LIAM, year=2026):
    found = totals_of_year(
        town.tech,
        year,
        town.by(user_id, NOW),
    )
    return found, {score.organisation.name: score for score in found.scores}


def test_by_organisation_and_month_the_dearest_first(town):
    held(town, "2026-11-30T14:00")
    held(town, "2026-12-08T14:00")
    held(town, "2026-12-15T22:00")
    found, scores = table(town)
    assert [(s.organisation.name, s.total) for s in found.scores] == [
        ("KCSC", 8 + 8 + 3),
        ("eSafety", 8 + 8 + 0),
        ("Ofcom", 6),
        ("NCMEC", 1),
    ]
    assert scores["KCSC"].months == (0,) * 10 + (8, 11)
    assert {score.dialogues for score in found.scores} == {3}
    assert (found.held, found.year, found.years) == (3, 2026, (2026,))


def test_a_dialogue_stands_in_the_month_of_the_groups_clock(town):
    held(town, "2026-11-30T23:30")
    assert table(town)[1]["Ofcom"].months[10] == 8
    found, _ = table(town, year=2027)
    assert [score.total for score in found.scores] == [0, 0, 0, 0]
    assert (found.held, found.years) == (0, (2026,))


def test_who_has_left_the_channel_keeps_what_it_paid(town):
    held(town, "2026-12-08T14:00")
    channel = town.presence[TECH]
    town.presence[TECH] = type(channel)(
        channel_id=channel.channel_id, name="tech", is_private=True, members=frozenset({LIAM})
    )
    assert {name: s.total for name, s in table(town)[1].items()} == {
        "KCSC": 8,
        "eSafety": 8,
        "Ofcom": 0,
        "NCMEC": 0,
    }


def test_this_year_unless_another_is_asked_for(town):
    found, _ = table(town, year=None)
    assert found.year == 2026
    assert [score.dialogues for score in found.scores] == [0, 0, 0, 0]


def test_a_reader_learns_nothing_of_dialogues_that_are_not_theirs(town):
    held(town, "2026-12-08T14:00", audience=Audience.MEMBERS)
    assert table(town, LIAM)[1]["KCSC"].total == 8
    for user_id in (NORA, PAT):
        found, scores = table(town, user_id)
        assert scores["KCSC"].total == 0
        assert (found.held, found.years) == (0, ())
    assert table(town, GRACE)[1]["KCSC"].total == 8
    with pytest.raises(NotAllowed):
        table(town, ZOE)


def charge(town, now=START + HOUR, **weights):
    return charge_past(Context.system(town.work, now), weights=Weights(**weights))


def score(town, group=None, year=2026):
    names = {o.id: o.name for o in town.work.organisations.all()}
    found = town.work.charges.points_of_year(town.reader(GRACE), (group or town.tech).id, year)
    return {names[key]: points for key, points in found.items()}


def cancel_afterwards(town, dialogue):
    """As cancelling one that has ended does it: its row, and its charges taken back."""
    town.work.dialogues.change(replace(dialogue, status=DialogueStatus.CANCELLED))
    return town.work.charges.take_back(dialogue.number)


def test_each_pays_for_its_worst_hour(town):
    town.schedule()
    assert charge(town) == 1
    assert score(town) == {"eSafety": 8, "KCSC": 8, "Ofcom": 0, "NCMEC": 0}


def test_not_before_it_has_ended(town):
    town.schedule(minutes=60)
    assert charge(town, START + 59 * MINUTE) == 0
    assert score(town) == {}
    assert charge(town, START + 60 * MINUTE) == 1


def test_charging_again_charges_nothing(town):
    town.schedule()
    assert [charge(town), charge(town), charge(town, START + 9 * DAY)] == [1, 0, 0]
    assert score(town)["KCSC"] == 8


def test_what_costs_nobody_is_known_as_held(town):
    town.schedule(starts_at=datetime(2026, 12, 8, 15, tzinfo=UTC))
    assert charge(town, hours_free := START + 2 * HOUR, hours=(0,) * 24, day_off=0) == 1
    assert charge(town, hours_free) == 0, "it is not weighed again with other weights"
    assert score(town) == {"eSafety": 0, "KCSC": 0, "Ofcom": 0, "NCMEC": 0}


def test_a_cancelled_one_is_never_charged(town):
    town.work.dialogues.change(replace(town.schedule(), status=DialogueStatus.CANCELLED))
    assert charge(town) == 0


def test_cancelled_afterwards_it_is_refunded_and_not_charged_again(town):
    kept, off = town.schedule(), town.schedule(title="Called off", starts_at=START + DAY)
    assert charge(town, START + 2 * DAY) == 2
    assert score(town)["KCSC"] == 8 + 12, "the second falls on a holiday in Korea"
    assert cancel_afterwards(town, off) == 4
    assert charge(town, START + 2 * DAY) == 0
    assert score(town)["KCSC"] == 8
    assert kept.number != off.number


def test_only_those_who_were_invited_pay(town):
    town.schedule(group=town.board, user_id=AMARA, audience=Audience.MEMBERS)
    charge(town)
    assert score(town, town.board) == {"eSafety": 8, "Ofcom": 0}
    assert score(town) == {}, "another group's score"


@pytest.mark.parametrize(
    ("starts_at", "year"),
    [("2026-12-31T23:30", 2026), ("2027-01-01T00:00", 2027), ("2026-12-31T14:00", 2026)],
)
def test_the_year_is_that_of_its_start_in_the_groups_zone(town, starts_at, year):
    at = datetime.fromisoformat(starts_at).replace(tzinfo=UTC)
    town.schedule(starts_at=at, zone="Asia/Seoul")
    charge(town, at + HOUR)
    assert score(town, year=year)
    assert not score(town, year=2026 + 2027 - year)


def test_what_ended_a_month_ago_is_left_alone(town):
    town.schedule(minutes=60)
    ended = START + HOUR
    assert charge(town, ended + 30 * DAY) == 0
    assert charge(town, ended + 30 * DAY - MINUTE) == 1


def test_a_long_one_that_began_a_day_before_the_month_counts_too(town):
    town.schedule(minutes=24 * 60)
    assert charge(town, START + 31 * DAY - timedelta(seconds=1)) == 1


def test_nobody_invited_nothing_charged(town):
    town.presence = {}
    town.schedule(title="Into the void", user_id=GRACE)
    assert charge(town) == 0
    assert score(town) == {}
    assert NOW < START


AT = datetime(2026, 12, 8, 23, 30, tzinfo=UTC)
"""A Tuesday in London, and Wednesday from Delhi on eastwards."""
LONDON = Group(id=1, channel_id="C1", name="Technology", zone="Europe/London", created_at=AT)


def body(name, zone, country="GB"):
    return Organisation(id=1, name=name, kind=OrganisationKind.MEMBER, country=country, zone=zone)


def hours(zone, at=AT, group=LONDON, holidays=None):
    """(begins, lasts, hour) of each."""
    day = day_of(at, group, [body("One", zone)], holidays or NoHolidays())
    return [(one.begins, one.lasts, one.hour) for one in day.local[0].hours]


def test_it_is_the_day_in_which_the_moment_lies_on_the_groups_clock():
    day = day_of(AT, LONDON, [], NoHolidays())
    assert (day.date, day.start) == (date(2026, 12, 8), datetime(2026, 12, 8, tzinfo=UTC))
    sydney = day_of(AT, replace(LONDON, zone="Australia/Sydney"), [], NoHolidays())
    assert (sydney.date, sydney.start) == (
        date(2026, 12, 9),
        datetime(2026, 12, 8, 13, tzinfo=UTC),
    )


def test_from_west_to_east_and_by_name_where_it_is_the_same_time():
    bodies = [
        body("Zed", "Europe/London"),
        body("KCSC", "Asia/Seoul"),
        body("NCMEC", "America/New_York"),
        body("Ofcom", "Europe/London"),
    ]
    day = day_of(AT, LONDON, bodies, NoHolidays())
    assert [one.organisation.name for one in day.local] == ["NCMEC", "Ofcom", "Zed", "KCSC"]


@pytest.mark.parametrize(
    ("zone", "first", "last"),
    [
        ("Europe/London", (0.0, 1.0, 0), (23.0, 1.0, 23)),
        ("Asia/Kathmandu", (0.0, 0.25, 5), (23.25, 0.75, 5)),
        ("America/St_Johns", (0.0, 0.5, 20), (23.5, 0.5, 20)),
    ],
)
def test_hours_begin_where_that_clock_begins_them(zone, first, last):
    found = hours(zone)
    assert (found[0], found[-1]) == (first, last)
    assert sum(lasts for _, lasts, _ in found) == 24
    assert all(one[0] + one[1] == other[0] for one, other in pairwise(found))


def test_an_hour_shown_twice_is_one_long_one_and_one_left_out_is_none():
    autumn_day = datetime(2026, 10, 25, 12, tzinfo=UTC)
    autumn = {hour: lasts for _, lasts, hour in hours("Europe/London", at=autumn_day)}
    spring = [hour for *_, hour in hours("Europe/London", at=datetime(2027, 3, 28, 12, tzinfo=UTC))]
    assert autumn[1] == 2.0
    assert 1 not in spring


class Feast:
    def on(self, country, day):
        return "Feast" if (country, day) == ("KR", date(2026, 12, 9)) else None


def test_a_day_off_counts_from_midnight_there():
    day = day_of(AT, LONDON, [body("KCSC", "Asia/Seoul", "KR")], Feast())
    off = {one.hour: one.day_off for one in day.local[0].hours}
    assert [hour for hour in off if off[hour] == "Feast"] == [0, 1, 2, 3, 4, 5, 6, 7, 8]
    assert off[23] is None
