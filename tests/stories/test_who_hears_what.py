"""Three weeks of the sample network: how many direct messages each of them gets, by kind."""

import sqlite3
from collections import Counter, defaultdict
from contextlib import closing
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain.delivery import is_person
from tests.stories.evidence import day, free_day
from tests.stories.network import Network
from tests.stories.town import TECH, set_up

MOST_TO_A_CHAIR, MOST_TO_A_MEMBER = 16, 8
"""A chair has two for each of the four dialogues, whatever the hour at which the weeks begin."""
CIVIL = {"dialogue.announcement", "dialogue.reminder", "morning"}


@pytest.fixture(scope="module")
def weeks(tmp_path_factory):
    """A dialogue each week, one for members, a weekly digest; one action overdue, one of nobody.

    Min-ji goes to all of them.
    """
    with Network(tmp_path_factory.mktemp("weeks"), after=set_up) as network:
        amara, liam = network.person("amara"), network.person("liam")
        amara.types(TECH, "/digest weekly Monday 09:00")
        for days in (5, 12, 17):  # all over within three weeks
            amara.schedules(TECH, f"Age assurance {days} on {free_day(network, days)} 14:00")
        amara.schedules(TECH, f"Enforcement on {free_day(network, 9)} 15:00 for members")
        amara.types(TECH, "/action add Compare the fines")
        min_ji = network.person("min-ji")
        for invitation in min_ji.reads(TECH) + min_ji.reads("@convenor"):
            if "Going" in invitation.labels():
                invitation.press("Going")
        liam.types(TECH, f"/action add Draft the summary @liam by {day(network, 1)}")
        network.advance(days=21)
        yield network


def counts(network):
    """By the person's handle, how many of each kind were sent to them."""
    file = network.folder / "convenor.sqlite3"
    handles = {user_id: handle for handle, user_id in network.people.items()}
    found = defaultdict(Counter)
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        query = "SELECT recipient, kind FROM deliveries WHERE state = 'sent'"
        for recipient, kind in connection.execute(query):
            if is_person(recipient):
                found[handles[recipient]][kind] += 1
    return found


def test_nobody_is_pestered(weeks):
    found = counts(weeks)
    others = {handle: sum(kinds.values()) for handle, kinds in found.items() if handle != "amara"}
    assert sum(found["amara"].values()) <= MOST_TO_A_CHAIR, found["amara"]
    assert {h: found[h] for h, n in others.items() if h != "liam" and n > MOST_TO_A_MEMBER} == {}
    assert len(others) >= 10, "the whole channel was counted"


def test_an_overdue_action_adds_only_what_its_days_are(weeks):
    found = counts(weeks)
    assert found["liam"]["morning"] <= found["aoife"]["morning"] + 5


def test_what_asks_for_an_answer_comes_at_a_civil_hour(weeks):
    """Of each person's own zone."""
    zones = {p["id"]: ZoneInfo(p["tz"]) for p in weeks.get("/door/workspace")["people"] if p["tz"]}
    file = weeks.folder / "convenor.sqlite3"
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        query = "SELECT recipient, kind, settled_at FROM deliveries WHERE state = 'sent'"
        hours = {
            datetime.fromisoformat(at).astimezone(UTC).astimezone(zones[recipient]).hour
            for recipient, kind, at in connection.execute(query)
            if kind in CIVIL and is_person(recipient)
        }
    assert hours
    assert hours <= set(range(7, 22))


def test_no_dead_button_is_left(weeks):
    """What asked for an answer to a dialogue that is over has none any more."""
    weeks.advance(hours=1)
    for handle in ("min-ji", "liam", "denise"):  # a member, an owner, an observer
        for message in weeks.person(handle).reads(TECH) + weeks.person(handle).reads("@convenor"):
            over = "Age assurance 5" in message.words
            assert not (over and "Going" in " ".join(message.labels())), message.words
