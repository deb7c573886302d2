"""/dialogue find: what its private answer says, and *Schedule this*."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.fairness import Charge
from bot.domain.organisation import OrganisationKind
from bot.domain.person import PersonFacts
from bot.domain.zones import to_wall
from tests.bot.use_cases.dialogues.town import BOARD, NOW, START, TECH

FIND = "find 60m in the next 3 weeks"
PNG = b"\x89PNG\r\n\x1a\n"


def local(seconds, zone):
    return to_wall(datetime.fromtimestamp(seconds, UTC), zone)


def find(door, user_id="U0LIAM", typed=FIND, place=TECH):
    return door.say(user_id, f"/dialogue {typed}", place)


def chosen(heard, number=1):
    return heard.buttons[f"fairness.schedule:{number}"]


def test_each_slot_says_when_and_who_pays(door):
    words = find(door).words
    assert words.splitlines()[:3] == [
        "Times for 1 hour, the fairest first",
        "For the whole group of Technology, until Monday 14 December 2026: 4 organisations would "
        "be invited.",
        "Ranked by who would have paid most in 2026, then by what it costs all together.",
    ]
    assert "1. <!date^" in words
    assert "(Europe/London, UTC+0)" in words
    assert "• Ofcom, 22:00–23:00 in London: night, 6 points (now 0, then 6)" in words
    assert "00–06: 8, 06–07: 6" in words


def test_the_weekday_is_said_where_it_is_not_the_groups(door):
    words = find(door).words
    assert "in Seoul on Wednesday: early, " in words


def test_totals_before_and_after(door):
    door.change(
        lambda town: (
            town.schedule(starts_at=START + timedelta(days=200), title="Held"),
            town.work.charges.keep_charges(
                Charge(number=1, organisation_id=o.id, group_id=town.tech.id, year=2026, points=20)
                for o in town.work.organisations.all()
                if o.name != "Ofcom"
            ),
        )
    )
    words = find(door).words
    assert "Ofcom" in words
    assert "points (now 0, then " in words
    assert "(now 20, then " in words or "KCSC" not in words


def test_its_picture_is_drawn_and_described(door):
    picture = find(door).wire.picture
    assert picture.draw().startswith(PNG)
    assert picture.says.startswith("The hours of the day by organisation, one row for each.")
    assert "framed: 22:00–23:00" in picture.title
    assert (
        "Ofcom, 22:00–23:00 in London: night, 6 points; KCSC, 07:00–08:00 in Seoul on Wednesday"
        in picture.says
    )


def test_the_button_opens_the_form_with_that_start(door):
    heard = find(door, typed="find 90m in the next 3 weeks for members")
    label, value = chosen(heard)
    assert label == "Schedule this"
    form = door.press("U0LIAM", "fairness.schedule:1", value)
    inputs = form.inputs
    at = json.loads(value)["at"]
    wall = inputs["date"]["initial_date"] + "T" + inputs["time"]["initial_time"]
    assert inputs["zone"]["initial_value"] == "Europe/London"
    assert wall == f"{local(at, 'Europe/London'):%Y-%m-%dT%H:%M}"
    assert inputs["minutes"]["initial_value"] == "90m"
    assert inputs["audience"]["initial_option"]["value"] == "members"


def test_each_person_gets_the_form_in_their_own_zone(door):
    _, value = chosen(find(door))
    inputs = door.press("U0MINJI", "fairness.schedule:1", value).inputs
    assert inputs["zone"]["initial_value"] == "Asia/Seoul"
    at = json.loads(value)["at"]
    assert inputs["time"]["initial_time"] == f"{local(at, 'Asia/Seoul'):%H:%M}"


def test_an_observer_may_look_and_not_schedule(door):
    heard = find(door, "U0NORA")
    assert "the fairest first" in heard.words
    assert not heard.buttons
    _, value = chosen(find(door))
    refused = door.press("U0NORA", "fairness.schedule:1", value)
    assert "Only a member of Technology can schedule a dialogue" in refused.words


def test_a_slot_that_is_past_by_now_is_refused(door):
    _, value = chosen(find(door))
    door.now = NOW + timedelta(weeks=4)
    assert "is past by now" in door.press("U0LIAM", "fairness.schedule:1", value).words


@pytest.mark.parametrize("value", ["nonsense", "{}", ""])
def test_a_button_that_nobody_made_changes_nothing(door, value):
    assert "can't read this button" in door.press("U0LIAM", "fairness.schedule:1", value).words


def test_what_is_not_understood_comes_back(door):
    heard = find(door, typed="find something nice")
    assert "I can't read “something nice” in this" in heard.words
    assert "/dialogue find something nice" in heard.words


def test_a_year_that_ends_within_the_span_is_spoken_of(door):
    words = find(door, typed="find in the next 8 weeks").words
    assert "The score starts again from 0 on 1 January; here all count towards 2026." in words


def test_a_span_that_is_full_says_so(door):
    door.change(
        lambda town: [
            town.schedule(
                starts_at=NOW + timedelta(hours=n), minutes=24 * 60, title=f"Long {n}", now=NOW
            )
            for n in range(6, 100, 23)
        ]
    )
    heard = find(door, typed="find 60m in the next 3 days")
    assert "Every hour of it is taken" in heard.words
    assert heard.wire.picture is None


def test_thirty_organisations_with_long_names_still_fit(door):
    crowded = set()

    def crowd(town):
        zones = "Pacific/Fiji Asia/Seoul America/Los_Angeles Asia/Kathmandu Europe/Dublin".split()
        for number in range(30):
            organisation = town.work.organisations.add(
                name=f"{number} " + "هيئة تنظيم الاتصالات " * 3 + "x" * 12,
                kind=OrganisationKind.MEMBER,
                country="FJ",
                zone=zones[number % 5],
            )
            user_id = f"U0CROWD{number:02}"
            town.work.people.keep_seen(PersonFacts(user_id=user_id, name=user_id), NOW)
            town.work.people.assign(user_id, organisation.id)
            crowded.add(user_id)
        here = door.directory.channels[TECH]
        door.directory.channels[TECH] = replace(here, members=here.members | crowded)

    door.change(crowd)
    heard = find(door, typed="find 5h in the next 3 weeks")
    assert "34 organisations would be invited" in heard.words
    assert "more organisations, " in heard.words
    assert "Now 8, then 16: the points" in heard.wire.ack["text"], "also for screen readers"
    assert len(json.dumps(heard.wire.ack)) < 40_000
    assert heard.wire.picture.draw().startswith(PNG)
    assert len(heard.wire.picture.says) > 1_000


def test_in_a_channel_of_members_only_members_are_weighed(door):
    words = find(door, place=BOARD).words
    assert "For members only of Board" in words
    assert "2 organisations" in words
