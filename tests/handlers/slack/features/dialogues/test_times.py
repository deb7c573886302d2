"""Local starts in words."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.domain.dialogue import Dialogue
from bot.domain.person import Organisation, OrganisationKind
from bot.domain.zones import to_wall
from bot.languages import speaking
from bot.use_cases.dialogues.rules.invited import local_starts, out_of_hours
from handlers.slack.features.dialogues.times import city_name, out_of_hours_words, place_words


def dialogue(moment, zone="Europe/London"):
    at = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    return Dialogue(
        number=1,
        group_id=1,
        title="Roundtable",
        wall=to_wall(at, zone),
        zone=zone,
        starts_at=at,
        created_by="U1",
        created_at=at,
    )


def organisations(**zones):
    return [
        Organisation(
            id=n, name=name.replace("_", " "), kind=OrganisationKind.MEMBER, country="XX", zone=zone
        )
        for n, (name, zone) in enumerate(zones.items(), 1)
    ]


NETWORK = organisations(
    Ofcom="Europe/London",
    FOSI="Europe/London",
    KCSC="Asia/Seoul",
    eSafety="Australia/Sydney",
    NCMEC="America/New_York",
)


@pytest.mark.parametrize(
    ("zone", "name"),
    [
        ("Europe/London", "London"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires"),
        ("America/New_York", "New York"),
        ("UTC", "UTC"),
    ],
)
def test_a_zone_is_named_by_its_city(zone, name):
    assert city_name(zone) == name
    with speaking("fr"):
        assert city_name(zone) == {"London": "Londres"}.get(name, name)


def test_the_example_of_the_design():
    planned = dialogue("2026-12-08 14:00")
    assert out_of_hours_words(planned, out_of_hours(planned, NETWORK)) == (
        "Out of hours: 23:00 in Seoul (KCSC), 01:00 next day in Sydney (eSafety)."
    )


def test_organisations_of_one_zone_stand_together():
    planned = dialogue("2026-12-08 05:00")
    assert place_words(planned, local_starts(planned, NETWORK)) == [
        "00:00 in New York (NCMEC)",
        "05:00 in London (FOSI and Ofcom)",
        "14:00 in Seoul (KCSC)",
        "16:00 in Sydney (eSafety)",
    ]


def test_the_day_before_and_the_weekday_of_a_weekend():
    planned = dialogue("2026-12-08 01:00", "Asia/Seoul")
    assert "20:00 the day before in New York (NCMEC)" in place_words(
        planned, local_starts(planned, NETWORK)
    )
    friday = dialogue("2026-12-11 22:30")
    assert out_of_hours_words(friday, out_of_hours(friday, NETWORK)) == (
        "Out of hours: 22:30 in London (FOSI and Ofcom), the weekend in Seoul and Sydney."
    )
    saturday = dialogue("2026-12-12 14:00")
    assert "23:00 on Saturday in Seoul (KCSC)" in out_of_hours_words(
        saturday, out_of_hours(saturday, NETWORK)
    )


def test_what_stands_for_any_day_names_none():
    saturday = dialogue("2026-12-12 14:00")
    starts = out_of_hours(saturday, NETWORK)
    said = out_of_hours_words(saturday, starts, any_day=True)
    assert "23:00 in Seoul (KCSC), 01:00 next day in Sydney (eSafety)" in said
    assert "the weekend in New York and London" in said


def test_nobodys_night_is_not_mentioned():
    planned = dialogue("2026-12-08 14:00")
    assert out_of_hours_words(planned, out_of_hours(planned, NETWORK[:2])) == ""


def test_many_organisations_and_places_are_counted():
    many = organisations(**{f"O{n:02}": "Asia/Seoul" for n in range(9)})
    planned = dialogue("2026-12-08 14:00")
    assert out_of_hours_words(planned, out_of_hours(planned, many)) == (
        "Out of hours: 23:00 in Seoul (O00, O01, O02, O03, O04, O05 and 3 more)."
    )
    start = out_of_hours(planned, many)[0]
    cities = (
        "Paris Rome Oslo Vienna Prague Berlin Madrid Zurich Malta Tirane Warsaw Vaduz Skopje Monaco"
    )
    late = dialogue("2026-12-08 22:00")
    places = [replace(start, zone=f"Europe/{name}") for name in cities.split()]
    assert out_of_hours_words(late, places).endswith(", 2 more places.")


def test_a_public_holiday_is_named_with_its_city():
    class Christmas:
        def on(self, country, day):
            return "Christmas Day" if (day.month, day.day) == (12, 25) else None

    noon = dialogue("2026-12-25 12:00")
    assert out_of_hours_words(noon, out_of_hours(noon, NETWORK, Christmas())) == (
        "Out of hours: 23:00, Christmas Day, in Sydney (eSafety), "
        "Christmas Day in New York, London and Seoul."
    )
    eve = dialogue("2026-12-24 12:00")
    assert out_of_hours_words(eve, out_of_hours(eve, NETWORK[-2:], Christmas())) == (
        "Out of hours: 23:00 in Sydney (eSafety)."
    )
    assert place_words(noon, local_starts(noon, NETWORK[:1], Christmas())) == [
        "12:00, Christmas Day, in London (Ofcom)"
    ]
