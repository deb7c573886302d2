"""/wg why tells what became of every message, in words, and to each reader what is theirs."""

import re
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from tests.administration import Administration
from tests.stories.network import Network
from tests.stories.town import DIRECT, TECH, set_up

REGULATORS = "#regulators-only"
LONDON = re.compile(r"\w+ \d+ \w+ \d{4}, (\d\d:\d\d) \(Europe/London, UTC[+]\d\)")


@pytest.fixture
def technology(tmp_path):
    with Network(tmp_path, after=technology_in_january) as network:
        yield network


@pytest.fixture
def regulators(tmp_path):
    with Network(tmp_path, after=regulators_in_january) as network:
        yield network


def technology_in_january(network):
    """When London keeps UTC, for weeks to come."""
    network.leap_to(datetime(network.now.year + 1, 1, 2, 10, tzinfo=UTC))
    set_up(network)


def regulators_in_january(network):
    network.leap_to(datetime(network.now.year + 1, 1, 2, 10, tzinfo=UTC))
    set_up(network, channel=REGULATORS, name="Regulators")


def start(network, days):
    """14:00 in London, which is 14:00 UTC, this many days ahead."""
    day = network.now + timedelta(days=days)
    return day.replace(hour=14, minute=0, second=0, microsecond=0)


def schedule(person, title, starts_at, *, channel=TECH, how=""):
    wish = f"{title} on {starts_at:%d %b %Y} 14:00 in Europe/London {how}"
    answer = person.schedules(channel, wish.strip())
    assert "Scheduled D" in answer.words, answer.words


def why(person, asked="", *, channel=TECH):
    """What the person is told, as {"1 day before D1 …": what became of it}; moments as HH:MM.

    Where a message went to the channel and to them, that of the channel.
    """
    told = person.types(channel, f"/wg why {asked}".strip()).words
    fates = ("Due ", "Waiting until ")
    found = {}
    for what, fate in pairwise(LONDON.sub(lambda moment: moment[1], told).splitlines()):
        if fate.startswith(fates) and not what.startswith(fates):
            found.setdefault(what, fate)
    return found


def test_scheduled_sent_waiting_and_cancelled(technology):
    amara = technology.person("amara")
    starts_at = start(technology, 20)
    schedule(amara, "Age assurance", starts_at)
    technology.advance_to(starts_at - timedelta(days=2))

    told = why(amara)
    assert list(told) == [
        "Opening message of D1 Age assurance",
        "1 hour before D1 Age assurance",
        "1 day before D1 Age assurance",
        "1 week before D1 Age assurance",
    ]
    assert told["Opening message of D1 Age assurance"] == "Waiting until 14:00."
    assert told["1 day before D1 Age assurance"] == "Waiting until 14:00."
    assert told["1 week before D1 Age assurance"] == "Due 14:00. Sent at 14:00."

    amara.types(TECH, "/dialogue cancel D1 because the report is late")
    technology.restart()
    told = why(amara)
    cancelled = "Will not be sent: D1 was cancelled."
    assert told["Opening message of D1 Age assurance"] == f"Due 14:00. {cancelled}"
    assert told["1 hour before D1 Age assurance"] == f"Due 13:00. {cancelled}"
    assert told["1 day before D1 Age assurance"] == f"Due 14:00. {cancelled}"
    assert re.fullmatch(
        r"Due (\d\d:\d\d)\. Sent at \1\.", told["Notice that D1 was cancelled: Age assurance"]
    )
    told = why(amara, "d1", channel=DIRECT)
    assert "Invitation to D1 Age assurance" in told
    assert len(told) == 6


def test_an_observer_joins_and_what_is_for_members_is_kept_private(regulators):
    amara, gethin, denise = (regulators.person(h) for h in ("amara", "gethin", "denise"))
    starts_at = start(regulators, 8)
    schedule(amara, "Enforcement plans", starts_at, channel=REGULATORS, how="for members")
    assert "Invitation to D1 Enforcement plans" in why(gethin, channel=REGULATORS)

    channel = amara.channel(REGULATORS)
    regulators.run(
        _in_loop(
            Administration(regulators.ground.sandbox.core).add, channel, denise.id, by=amara.id
        )
    )
    regulators.settle()
    regulators.advance_to(starts_at - timedelta(days=6))

    week, day = (f"1 {before} before D1 Enforcement plans" for before in ("week", "day"))
    kept = "Due 14:00. Not sent: others than members can read the channel and this is for members"
    assert why(amara, channel=REGULATORS)[week] == f"{kept}."
    assert why(gethin, channel=REGULATORS)[week] == f"{kept}."
    assert f"{week} (Regulators)" not in why(gethin, channel=DIRECT), "one reminder, a day before"
    note = "Note to the chairs that D1 was kept private: Enforcement plans"
    assert note in why(amara, channel=REGULATORS)
    assert note not in why(gethin, channel=REGULATORS)

    learns_nothing(denise)
    assert (
        "1 message to the channel\nNote to this channel"
        in denise.types(REGULATORS, "/wg why all").words
    )

    regulators.advance_to(starts_at - timedelta(hours=5))
    kept += "; it went to the members by direct message"
    assert why(amara, channel=REGULATORS)[day] == f"{kept}: sent to 11 people."
    assert why(gethin, channel=REGULATORS)[day] == f"{kept}."
    assert why(gethin, channel=DIRECT)[f"{day} (Regulators)"] == "Due 14:00. Sent at 14:00."
    learns_nothing(denise)


def learns_nothing(observer):
    for asked in ("", "all", "D1"):
        for place in (REGULATORS, DIRECT):
            said = observer.types(place, f"/wg why {asked}".strip()).words
            assert "Enforcement" not in said
            assert "D1" not in said.replace("I can't find D1", "").replace("/wg why D1", "")


def test_an_archived_channel_waits_and_goes_on(technology):
    amara = technology.person("amara")
    starts_at = start(technology, 8)
    schedule(amara, "Age assurance", starts_at)
    technology.advance_to(starts_at - timedelta(days=1, hours=1))
    admin, channel = Administration(technology.ground.sandbox.core), amara.channel(TECH)
    technology.run(_in_loop(admin.archive, channel, by=amara.id))
    technology.settle()
    technology.advance(hours=4)

    answer = amara.types(DIRECT, "/wg why D1").words
    said = LONDON.sub(lambda found: found[1], answer)
    assert said.startswith(
        "I can't post in the channel of Technology: the channel is archived, since 14:00. What is "
        "due there waits while it can help, and I try again by myself, at least every six hours. "
        "I go on by myself when it is unarchived."
    )
    day, hour = "1 day before D1 Age assurance", "1 hour before D1 Age assurance"
    waiting = "Waiting since 14:00: the channel is archived."
    told = why(amara, "D1", channel=DIRECT)
    assert told[day] == f"Due 14:00. {waiting}"
    assert told[hour] == f"Due 13:00. {waiting}"

    technology.run(_in_loop(admin.unarchive, channel, by=amara.id))
    technology.settle()
    told = why(amara)
    assert re.fullmatch(r"Due 14:00\. Sent late, at 17:0\d, at the \w+ try.*", told[day])
    assert told[day].endswith(": I could not post in the channel before.")
    assert told[hour] == "Waiting until 13:00."


def test_late_after_a_restart_and_no_longer_useful_after_a_longer_one(technology):
    amara = technology.person("amara")
    starts_at = start(technology, 8)
    schedule(amara, "Age assurance", starts_at)
    day, hour = "1 day before D1 Age assurance", "1 hour before D1 Age assurance"

    technology.advance_to(starts_at - timedelta(days=1, hours=1))
    away_for(technology, hours=3)
    told = why(amara)
    assert re.fullmatch(r"Due 14:00\. Sent late, at 16:0\d: Convenor was offline\.", told[day]), (
        told[day]
    )

    technology.advance_to(starts_at - timedelta(hours=2))
    away_for(technology, hours=4)
    told = why(amara)
    assert told[hour] == "Due 13:00. Not sent: it was too late to help after 14:00."


def test_put_off_tried_again_and_lost_for_good(technology):
    amara = technology.person("amara")
    technology.post("/door/faults", method="chat.postMessage", fault="ratelimited", times=1)
    schedule(amara, "Age assurance", start(technology, 8))
    technology.advance(minutes=5)
    told = why(amara, "D1")["Invitation to D1 Age assurance"]
    assert re.fullmatch(r"Due (\d\d:\d\d)\. Sent at [\d:]+, at the second try\.", told)

    technology.post("/door/faults", method="chat.postMessage", fault="lost", times=1)
    history = {"method": "conversations.history", "fault": "error:missing_scope"}
    technology.post("/door/faults", **history)
    schedule(amara, "Online harms", start(technology, 9))
    checked = why(amara, "D2")["Invitation to D2 Online harms"]
    assert checked.endswith("Being checked: Slack's answer was lost.")
    technology.advance(hours=5)
    assert why(amara, "D2")["Invitation to D2 Online harms"].endswith(
        "It may have been sent: Slack's answer was lost and I could not look it up, "
        "so I did not send it again."
    )


def away_for(network, *, hours):
    """Convenor is stopped for so long and started again."""
    network.run(network.ground.stop_convenor())
    network.advance(hours=hours)
    network.run(network.ground.start_convenor())
    network.settle()


async def _in_loop(deed, *arguments, **named):
    return deed(*arguments, **named)
