"""The times that messages are known by."""

import re
from zoneinfo import ZoneInfo

from handlers.sandbox import load_sample
from tests.handlers.sandbox.world import SINA, TECHNOLOGY, FakeTime, playing


async def test_timestamps_go_on_where_they_were_even_if_the_real_clock_was_set_back(tmp_path):
    time = FakeTime()
    state = tmp_path / "slack.sqlite3"
    async with playing(state=state, real_now=time) as world:
        first = (await world.do("say", SINA, channel=TECHNOLOGY, text="x"))["ts"]
    time.value -= 3600
    async with playing(state=state, real_now=time) as world:
        second = (await world.do("say", SINA, channel=TECHNOLOGY, text="y"))["ts"]
        texts = [one["text"] for one in await world.seen(SINA, TECHNOLOGY)]
    assert second > first
    assert texts[-2:] == ["x", "y"]


SAMPLE = load_sample()


PEOPLE = {person["name"]: person for person in SAMPLE["people"]}


CHANNELS = {channel["name"]: channel for channel in SAMPLE["channels"]}


def test_ids_look_like_slacks_and_are_given_once():
    ids = [person["id"] for person in SAMPLE["people"]]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"U[A-Z0-9]{8,10}", one) for one in ids)
    assert all(re.fullmatch(r"C[A-Z0-9]{8,10}", one["id"]) for one in SAMPLE["channels"])
    assert len(PEOPLE) == len(ids)


def test_every_zone_is_a_zone_and_only_one_active_person_has_none():
    for person in SAMPLE["people"]:
        if "tz" in person:
            ZoneInfo(person["tz"])
    without = [p["name"] for p in SAMPLE["people"] if "tz" not in p and not p.get("deleted")]
    assert without == ["nadia"]


def test_the_unusual_accounts_are_there():
    assert [p["name"] for p in SAMPLE["people"] if p.get("is_admin")] == ["sina"]
    assert [p["name"] for p in SAMPLE["people"] if p.get("is_restricted")] == ["rahul"]
    assert [p["name"] for p in SAMPLE["people"] if p.get("deleted")] == ["greta"]


def test_organisations_have_two_or_three_people():
    organisations = (
        "eSafety",
        "Online Safety Commission",
        "Arcom",
        "Coimisiún na Meán",
        "KCSC",
        "ATKM",
        "CMS Council for Media Services",
        "FPB",
        "Ofcom",
        "NCMEC",
        "National Media Commission",
        "Integrity Institute",
        "Canadian Centre for Child Protection",
        "FOSI",
    )
    titles = [p["title"] for p in SAMPLE["people"] if not p.get("deleted")]
    counts = {one: sum(title.endswith(f", {one}") for title in titles) for one in organisations}
    assert all(2 <= count <= 3 for count in counts.values()), counts


def test_channels_are_as_the_network_uses_them():
    assert CHANNELS["general"]["members"] == "everyone"
    assert not CHANNELS["general"].get("bot")
    assert CHANNELS["technology"]["private"]
    assert CHANNELS["technology"]["bot"]
    assert not CHANNELS["education-and-awareness"].get("private")
    assert CHANNELS["regulators-only"]["private"]
    observers = ("NCMEC", "National Media Commission", "Integrity", "Canadian Centre", "FOSI")
    for name in CHANNELS["regulators-only"]["members"]:
        assert not any(one in PEOPLE[name]["title"] for one in observers)
    (welcome,) = [one for one in SAMPLE["messages"] if one["channel"] == "technology"]
    assert "`/wg setup`" in welcome["text"]
