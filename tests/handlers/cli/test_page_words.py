"""What the sandbox's page is told: roles, groups that are not set up, the progress of the tour."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from handlers.cli.page_words import ZONE, soon, steps
from tests.stories.network import Network
from tests.stories.town import TECH, set_up


@pytest.fixture
def technology(tmp_path):
    with Network(tmp_path, after=set_up) as network:
        yield network


def about(network):
    return network.get("/door/about")


def done(network):
    return [step["id"] for step in about(network)["tour"] if step["done"]]


def test_each_person_has_a_role_and_a_group_without_a_set_up_is_named(technology):
    told = about(technology)
    roles = {handle: told["people"].get(technology.people[handle]) for handle in technology.people}
    assert roles["sina"] == "Secretariat"
    assert roles["amara"] == "Member, chairs Technology"
    assert roles["liam"] == "Member"
    assert roles["denise"] == "Observer"
    assert roles["rahul"] in (None, "Not on the roster")
    assert roles["convenor"] is None
    channels = {name: technology.person("sina").channel(name) for name in (TECH, "#general")}
    assert not set(channels.values()) & set(told["channels"])
    [note] = [one for one in told["channels"].values() if "#regulators-only" in one["words"]]
    assert note["badge"] == "not set up"


def test_steps_are_ticked_by_what_is_stored_and_stay_so(technology):
    amara = technology.person("amara")
    assert done(technology) == ["setup"]
    amara.types(TECH, "/action add Send the table @liam by Friday")
    assert done(technology) == ["setup", "action"]
    technology.restart()
    assert done(technology) == ["setup", "action"]


MONDAY = datetime(2026, 11, 30, tzinfo=UTC)


def test_the_dialogue_is_at_a_civil_hour_of_the_coming_weekdays():
    for hour in range(24 * 14):
        now = MONDAY + timedelta(hours=hour, minutes=17)
        at = soon(now)
        assert at.tzinfo == ZoneInfo(ZONE)
        assert at.weekday() < 5, now
        assert 8 <= at.hour <= 20, now
        assert at.minute == 0
        # The name of the weekday alone means this day, and no other, to who types it now.
        assert timedelta(hours=10) < at - now < timedelta(days=4), now


def test_by_day_the_first_reminder_comes_before_the_next_morning():
    zone = ZoneInfo(ZONE)
    for hour in range(9, 19):
        now = datetime(2026, 12, 1, hour, 30, tzinfo=zone)  # a Tuesday
        reminder = soon(now) - timedelta(days=1)
        assert now < reminder < datetime(2026, 12, 2, 9, tzinfo=zone), hour


def test_each_step_points_at_something_and_says_what_it_is():
    assert len(steps()) == 6
    for step in steps():
        assert all(step[key] for key in ("title", "words", "points")), step


@pytest.fixture
def the_group(tmp_path):
    with Network(tmp_path, after=in_a_week_without_holidays) as network:
        yield network


def in_a_week_without_holidays(network):
    """From a Tuesday of January on."""
    day = datetime(network.now.year + 1, 1, 8, 10, tzinfo=UTC)
    network.leap_to(day + timedelta(days=(1 - day.weekday()) % 7))
    set_up(network)


def test_a_morning_that_an_action_makes_minutes_before_nine_is_the_next_reminder(the_group):
    nine = the_group.now.astimezone(ZoneInfo(ZONE)).replace(hour=9, minute=0, second=0)
    the_group.leap_to(nine + timedelta(days=1, minutes=-5))
    the_group.person("amara").types(TECH, "/action add Send the table @liam by Friday")
    assert "reminder" not in done(the_group)
    the_group.to_next()
    assert "reminder" in done(the_group)


def owed(network, **query):
    return network.get("/door/owed", **query)["owed"]


def of_channel(network, **query):
    channel = network.person("amara").channel(TECH)
    rows = [one for one in owed(network, **query) if one["to"] == channel]
    return {f"{one['what']} {one['about']}": (one["state"], one["why"]) for one in rows}


def test_everything_to_come_is_told_with_its_reason_and_what_became_of_it(the_group):
    amara = the_group.person("amara")
    day = the_group.now + timedelta(days=3)
    wish = f"Age assurance on {day:%d %b %Y} 14:00 in Europe/London"
    amara.schedules(TECH, wish)
    the_group.settle_all()
    began = the_group.now.timestamp()
    told = of_channel(the_group)
    assert told["1 day before D1 Age assurance"] == (
        "waiting",
        "The group is reminded 1 day before a dialogue.",
    )
    assert told["Opening message of D1 Age assurance"][0] == "waiting"
    rows = owed(the_group)
    assert [one["at"] for one in rows] == sorted(one["at"] for one in rows)
    mornings = [one for one in rows if one["kind"] == "morning message"]
    assert {one["to"] for one in mornings} >= {amara.id, the_group.person("denise").id}
    assert all(one["why"].startswith("Comes on working days") for one in mornings)

    amara.types(TECH, "/dialogue cancel D1 because the speaker is ill")
    the_group.settle()
    told = of_channel(the_group, since=began)
    state, why = told["1 day before D1 Age assurance"]
    assert state == "dropped"
    assert why == "Not sent: D1 was cancelled."
