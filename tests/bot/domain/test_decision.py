"""The earliest deadline leaves everyone their hours and working days, and no minute more."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import zones
from bot.domain.decision import (
    SHORTEST_HOURS,
    Answer,
    DecisionStatus,
    Stance,
    earliest_deadline,
    moved_deadline,
    outcome_of,
)
from bot.domain.fairness import day_off
from bot.domain.person import Organisation, OrganisationKind
from handlers.public_holidays import PublicHolidays

PLACES = {
    "AU": "Australia/Sydney",
    "GB": "Europe/London",
    "KR": "Asia/Seoul",
    "FR": "Europe/Paris",
    "ZA": "Africa/Johannesburg",
    "CA": "America/Winnipeg",
    "NZ": "Pacific/Auckland",
    "FJ": "Pacific/Fiji",
}
KNOWN = PublicHolidays()
MONDAY = datetime(2026, 11, 23, 10, tzinfo=UTC)


def body(country):
    return Organisation(
        id=1, name=country, kind=OrganisationKind.MEMBER, country=country, zone=PLACES[country]
    )


def working_days(one, start, end):
    """Whole ones in the organisation's zone, after the day of `start` and over by `end`."""
    day, found = zones.to_wall(start, one.zone).date(), 0
    while zones.end_of_day(day + timedelta(days=1), one.zone) <= end:
        day += timedelta(days=1)
        found += day_off(day, KNOWN.on(one.country, day)) is None
    return found


@given(
    now=st.datetimes(datetime(2026, 1, 1), datetime(2029, 12, 31), timezones=st.just(UTC)),
    hours=st.sampled_from(SHORTEST_HOURS),
    countries=st.lists(st.sampled_from(sorted(PLACES)), max_size=5, unique=True),
)
def test_it_is_allowed_and_a_minute_before_is_not(now, hours, countries):
    bodies = [body(country) for country in countries]

    def allowed(moment):
        enough = moment - now >= timedelta(hours=hours)
        return enough and all(working_days(one, now, moment) >= 2 for one in bodies)

    earliest = earliest_deadline(now, hours, bodies, KNOWN.on)
    assert allowed(earliest)
    assert not allowed(earliest - timedelta(minutes=1))
    assert (earliest.second, earliest.microsecond) == (0, 0)


@given(
    now=st.datetimes(datetime(2026, 1, 1), datetime(2029, 12, 31), timezones=st.just(UTC)),
    countries=st.lists(st.sampled_from(sorted(PLACES)), max_size=5, unique=True),
    one=st.sampled_from(sorted(PLACES)),
)
def test_nobody_more_makes_it_earlier(now, countries, one):
    bodies = [body(country) for country in countries]
    alone = earliest_deadline(now, 72, bodies, KNOWN.on)
    assert earliest_deadline(now, 72, [*bodies, body(one)], KNOWN.on) >= alone


@pytest.mark.parametrize(
    ("now", "country", "earliest"),
    [
        (MONDAY, "GB", datetime(2026, 11, 26, 10, tzinfo=UTC)),
        (datetime(2026, 11, 27, 10, tzinfo=UTC), "GB", datetime(2026, 12, 2, tzinfo=UTC)),
        (datetime(2026, 11, 27, 20, tzinfo=UTC), "NZ", datetime(2026, 12, 1, 11, tzinfo=UTC)),
        (datetime(2026, 12, 23, 10, tzinfo=UTC), "GB", datetime(2026, 12, 30, tzinfo=UTC)),
    ],
    ids=["three days", "over a weekend", "Saturday there", "over Christmas"],
)
def test_by_hand(now, country, earliest):
    assert earliest_deadline(now, 72, [body(country)], KNOWN.on) == earliest


def test_more_time_keeps_the_hour_of_the_clock():
    before = datetime(2027, 3, 26, 17, tzinfo=UTC)
    assert moved_deadline(before, 3, "Europe/London") == datetime(2027, 3, 29, 16, tzinfo=UTC)


def given_answers(*stances):
    return [
        Answer(
            number=1,
            revision=1,
            organisation_id=index,
            stance=stance,
            user_id="U1",
            answered_at=MONDAY,
        )
        for index, stance in enumerate(stances)
    ]


def test_only_answers_of_members_count_towards_the_least():
    said = given_answers(Stance.AGREE, Stance.ABSTAIN, Stance.NEED_TIME, Stance.REMARK)
    assert outcome_of([], 0) is DecisionStatus.AGREED
    assert outcome_of(said, 2) is DecisionStatus.AGREED
    assert outcome_of(said, 3) is DecisionStatus.LAPSED


def test_christmas_is_known():
    assert KNOWN.on("GB", date(2026, 12, 25))
