"""The people of the group here, found by names: only those in it, and only for those in it."""

from dataclasses import replace

from bot.domain.person import PersonFacts
from handlers.slack.request.ask_back import ask_who, known_here, members_here
from tests.bot.use_cases.groups.hall import (
    AMARA,
    FAR,
    GRETA,
    MINJI,
    PRIVATE,
    PUBLIC,
    RAHUL,
    SINA,
    TANIS,
)
from tests.handlers.slack.request.test_context import APP, DIRECT, educate, scene


def test_of_a_direct_message_they_are_those_of_all_ones_groups(hall):
    educate(hall)
    hall.channels[PUBLIC.channel_id] = replace(PUBLIC, members=frozenset({MINJI, FAR}))
    assert members_here(scene(hall, channel=DIRECT)) == PRIVATE.members | {FAR}
    assert members_here(scene(hall)) == PRIVATE.members
    assert members_here(scene(hall, TANIS, DIRECT)) == PRIVATE.members, "in one of them alone"


def test_who_is_in_a_channel_is_for_those_in_it_and_the_secretariat(hall):
    hall.channels[PRIVATE.channel_id] = replace(PRIVATE, members=PRIVATE.members - {SINA, RAHUL})
    assert members_here(scene(hall, RAHUL)) == frozenset()
    assert AMARA in members_here(scene(hall, SINA))


def test_apps_and_those_who_left_are_nobody(hall):
    hall.channels[PRIVATE.channel_id] = replace(PRIVATE, members=PRIVATE.members | {APP, GRETA})
    for name in ("app", "greta"):
        assert ask_who(f"@{name}", scene(hall, raw=f"x @{name}")) is None
    assert known_here(scene(hall)).find("@amara") is not None


def test_each_who_may_be_meant_is_a_button_that_goes_on_with_them(hall):
    for number in range(12):
        facts = PersonFacts(user_id=f"U0KIM{number}", name=f"kim {number}")
        hall.facts[facts.user_id] = facts
        hall.work.people.keep_seen(facts, hall.now)
    kims = {user_id for user_id in hall.facts if "KIM" in user_id}
    hall.channels[PRIVATE.channel_id] = replace(PRIVATE, members=PRIVATE.members | kims)
    asked = ask_who("@kim", scene(hall, raw="Fines @kim by Friday"))
    assert asked.words == "Who is “@kim”?"
    assert len(asked.ways) == 9
    assert asked.ways[0].label.startswith("@kim ")
    assert asked.ways[0].text.startswith("Fines <@U0KIM")
    assert asked.ways[0].text.endswith("> by Friday")
