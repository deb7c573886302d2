"""Whatever Convenor says by itself is a delivery: known by its number, and sent once."""

import sqlite3
from collections import Counter
from contextlib import closing
from datetime import timedelta

import pytest

from tests.stories.evidence import day
from tests.stories.town import DIRECT, TECH, settled

KINDS = {
    "dialogue.announcement",
    "dialogue.begins",
    "dialogue.cancelled",
    "dialogue.closing",
    "dialogue.moved",
    "dialogue.reminder",
    "dialogue.starting",
    "digest.now",
    "digest.preview",
    "digest.weekly",
    "group.chairs",
    "group.greeting",
    "group.kept_private",
    "group.set_up",
    "morning",
    "practice.card",
    "practice.outcome",
}
"""All that these days bring; blocked and dropped ones have stories of their own."""


@pytest.fixture(scope="module")
def days(tmp_path_factory):
    """Nine days in which each thing happens that makes Convenor speak."""
    with settled(tmp_path_factory.mktemp("owed")) as network:
        amara, liam, sina = (network.person(h) for h in ("amara", "liam", "sina"))
        bot = network.get("/door/workspace")["app"]["bot_user_id"]
        network.post("/door/conversation/create", **{"as": sina.id}, name="fresh", private=True)
        sina.invites("#fresh", bot)
        amara.types(TECH, f"/dialogue move D1 to {day(network, 8)} 15:00")
        amara.types(TECH, "/practice queue").press("Publish")
        amara.types(TECH, "/digest post")
        weekday = f"{network.now + timedelta(days=3):%A}"
        amara.types(TECH, f"/digest weekly {weekday} 09:00")
        amara.schedules(TECH, f"Evidence on {day(network, 20)} 14:00")
        liam.finds(TECH, "Moved: Age assurance").press("Going")
        liam.says(DIRECT, "Hello?")
        network.advance(days=9)
        amara.types(TECH, "/dialogue cancel D3 because the report is late")
        network.settle()
        yield network


def rows(network):
    """Every delivery of the workspace."""
    file = network.folder / "convenor.sqlite3"
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute("SELECT * FROM deliveries")]


def posted(network):
    """What Convenor posted of its own motion, with its metadata."""
    return [a for a in network.ground.sandbox.arrived if a.method == "chat.postMessage"]


def test_every_post_is_a_delivery_that_says_where_it_stands(days):
    by_id = {row["id"]: row for row in rows(days)}
    answers = []
    for arrival in posted(days):
        if arrival.metadata is None:
            answers.append(arrival)
            continue
        payload = arrival.metadata["event_payload"]
        row = by_id[payload["delivery"]]
        assert (row["state"], row["nonce"]) == ("sent", payload["nonce"])
        assert (row["posted_channel"], row["posted_ts"]) == (arrival.channel, arrival.ts)
    (hello,) = answers
    liam = days.person("liam")
    assert hello.channel == liam.channel(DIRECT), "the answer to what he wrote there"


def test_each_is_sent_once_and_nothing_that_was_sent_is_missing(days):
    sent = {row["id"] for row in rows(days) if row["state"] == "sent"}
    times = Counter(a.metadata["event_payload"]["delivery"] for a in posted(days) if a.metadata)
    assert times == Counter(dict.fromkeys(sent, 1))


def test_all_kinds_were_among_them(days):
    assert {row["kind"] for row in rows(days) if row["state"] == "sent"} == KINDS
