"""Every scope of the manifest is needed: without it a small story fails that works with it."""

import re
from copy import deepcopy

import pytest

from bot.domain import zones
from handlers.cli.main import parser
from handlers.cli.roster import commands
from handlers.sandbox.faults import Fault
from handlers.slack.kit.manifest import OPTIONAL_SCOPES, SCOPES, build_manifest
from tests.stories.evidence import day
from tests.stories.network import Network
from tests.stories.town import DIRECT, EDUCATION, TECH, set_up


def a_command_is_answered(network):
    liam = network.person("liam")
    typed = {"channel": liam.channel(TECH), "command": "/wg", "text": "help"}
    answer = network.post("/door/command", **{"as": liam.id}, **typed)
    return answer["ok"] and liam.finds(TECH, "/wg setup: turns this channel") is not None


def a_mention_is_answered(network):
    liam = network.person("liam")
    bot = network.get("/door/workspace")["app"]["bot_user_id"]
    liam.says(TECH, f"<@{bot}> what can you do?")
    answer = liam.reads(TECH)[-1]
    return answer.ephemeral and "/dialogue" in answer.words


def a_direct_message_is_answered(network):
    liam = network.person("liam")
    liam.says(DIRECT, "Hello?")
    return liam.reads(DIRECT)[-1].words.startswith("Hello!")


def a_public_channel_is_set_up(network):
    return sets_up(network, EDUCATION, "Education")


def a_private_channel_is_set_up(network):
    return sets_up(network, TECH, "Technology")


def a_caller_is_recognised_as_the_secretariat(network):
    return "Roster: " in network.person("sina").types(DIRECT, "/wg roster").words


def a_dialogue_is_announced_to_the_group(network):
    if not sets_up(network, "#regulators-only", "Regulators"):
        return False
    liam = network.person("liam")
    confirmed = liam.schedules("#regulators-only", f"Fines on {day(network, 30)} 14:00")
    announced = network.person("amara").finds("#regulators-only", "Fines")
    return confirmed.words.startswith("Scheduled D") and announced is not None


def a_lost_post_is_found_in_a_public_channel(network):
    sets_up(network, EDUCATION, "Education")
    return a_lost_invitation_is_found(network, EDUCATION, "Reading lists", "gethin")


def a_lost_post_is_found_in_a_private_channel(network):
    sets_up(network, TECH, "Technology")
    return a_lost_invitation_is_found(network, TECH, "Age assurance", "min-ji")


def a_lost_direct_message_is_found_where_nobody_had_been_written_to(network):
    sets_up(network, TECH, "Technology")
    return a_lost_invitation_is_found(network, TECH, "Fines", awake(network), private=True)


def awake(network):
    """A member of Technology who has day now, whenever the story is told: else it waits."""
    hour = zones.to_wall(network.ground.now(), "Europe/London").hour
    return "aoife" if 8 <= hour < 21 else "ratu-josefa"


def a_lost_invitation_is_found(network, channel, title, reader, *, private=False):
    """Slack's answer to the post that `reader` reads is lost; whether we know that it is there."""
    reader, sina = network.person(reader), network.person("sina")
    recipient = reader.id if private else sina.channel(channel)
    network.ground.sandbox.faults.add(Fault("chat.postMessage", "lost", 1, channel=recipient))
    wish = f"{title} on {day(network, 30)} 14:00"
    confirmed = sina.schedules(channel, f"{wish} for members" if private else wish).words
    place, reference = DIRECT if private else channel, re.match(r"Scheduled (D\d+)", confirmed)[1]
    arrived = [m for m in reader.reads(place) if title in m.words and not m.ephemeral]
    assert len(arrived) == 1
    network.advance(minutes=1)
    told = reader.types(place, f"/wg why {reference}").words
    assert f"Invitation to {reference} {title}" in told
    return "Sent at" in told and "Being checked" not in told


def a_dialogue_comes_as_a_calendar_file(network):
    if not sets_up(network, EDUCATION, "Education"):
        return False
    sina = network.person("sina")
    sina.schedules(EDUCATION, f"Parents on {day(network, 33)} 14:00")
    sina.finds(EDUCATION, "Parents", "Chaired by").press("Add to calendar")
    return any(m.raw.get("files") for m in sina.reads(DIRECT))


def a_marked_line_is_confirmed(network):
    sets_up(network, TECH, "Technology")
    sina, liam = network.person("sina"), network.person("liam")
    sina.schedules(TECH, f"Helplines on {day(network, 34)} 14:00")
    root = liam.finds(TECH, "Helplines", "Chaired by").ts
    ts = liam.says(TECH, "info: three of them answer at night", thread_ts=root)
    (said,) = [one for one in liam.thread(TECH, root) if one.ts == ts]
    return [one["name"] for one in said.raw.get("reactions") or ()] == ["memo"]


def a_message_is_marked_by_an_emoji(network):
    sets_up(network, TECH, "Technology")
    sina, liam = network.person("sina"), network.person("liam")
    sina.types(TECH, "/wg settings")
    sina.modal().fill(emoji_info="bulb").submit()
    sina.closes()
    sina.schedules(TECH, f"Chat lines on {day(network, 35)} 14:00")
    root = liam.finds(TECH, "Chat lines", "Chaired by").ts
    ts = liam.says(TECH, "Two of them chat at night", thread_ts=root)
    where = {"channel": liam.channel(TECH), "ts": ts, "name": "bulb"}
    network.post("/door/react", **{"as": sina.id}, **where)
    network.settle()
    (said,) = [one for one in liam.thread(TECH, root) if one.ts == ts]
    return "memo" in [one["name"] for one in said.raw.get("reactions") or ()]


def minutes_go_into_the_canvas(network):
    """Of two dialogues, so that the second finds the first one's canvas."""
    sets_up(network, TECH, "Technology")
    sina = network.person("sina")
    said = []
    for title, hour in (("Canvas one", 9), ("Canvas two", 10)):
        sina.schedules(TECH, f"{title} on {day(network, 2)} {hour}:00")
        reference = re.search(r"D[0-9]+", sina.finds(TECH, title, "Chaired by").words)[0]
        said.append((reference, title))
    network.advance(days=3)
    for reference, title in said:
        sina.types(TECH, f"/dialogue minutes {reference}")
        network.settle()
        sina.finds(DIRECT, f"Minutes: {title}").press("Read and seal…")
        sina.modal().submit()
        sina.closes()
        sina.finds(DIRECT, f"Minutes: {title}").press("Into the channel's canvas")
        network.settle()
    words = [sina.finds(DIRECT, f"Minutes: {title}").words for _, title in said]
    return all("This version is in the channel's canvas." in one for one in words)


def a_roster_names_people_by_their_address(network):
    file = network.folder / "roster.csv"
    rows = ["organisation,kind,country,zone,email,secretariat"]
    rows.append("Ofcom,member,GB,Europe/London,Gethin@online-safety-network.example,no")
    file.write_text("\n".join(rows))
    wanted = parser().parse_args(["roster", "import", str(file), "--dry-run"])
    return commands.import_file(network.ground.settings(), wanted) == 0


def sets_up(network, channel, name):
    """Whether the form opens, is taken, and the group is there."""
    try:
        set_up(network, channel, name, chair="sina")
    except AssertionError:
        network.person("sina").closes()
        return False
    return name in network.person("sina").types(channel, "/wg").words


STORIES = {
    "canvases:read": minutes_go_into_the_canvas,
    "canvases:write": minutes_go_into_the_canvas,
    "app_mentions:read": a_mention_is_answered,
    "channels:history": a_lost_post_is_found_in_a_public_channel,
    "channels:read": a_public_channel_is_set_up,
    "chat:write": a_dialogue_is_announced_to_the_group,
    "commands": a_command_is_answered,
    "files:write": a_dialogue_comes_as_a_calendar_file,
    "groups:history": a_lost_post_is_found_in_a_private_channel,
    "groups:read": a_private_channel_is_set_up,
    "im:history": a_direct_message_is_answered,
    "im:write": a_lost_direct_message_is_found_where_nobody_had_been_written_to,
    "reactions:read": a_message_is_marked_by_an_emoji,
    "reactions:write": a_marked_line_is_confirmed,
    "users:read": a_caller_is_recognised_as_the_secretariat,
    "users:read.email": a_roster_names_people_by_their_address,
}


@pytest.fixture(scope="module")
def network(tmp_path_factory):
    with Network(tmp_path_factory.mktemp("scopes")) as running:
        yield running


def without(scope):
    made = deepcopy(build_manifest())
    for scopes in made["oauth_config"]["scopes"].values():
        scopes[:] = [one for one in scopes if one != scope]
    return made


def test_every_scope_of_the_manifest_has_a_story():
    assert set(STORIES) == {*SCOPES, *OPTIONAL_SCOPES}


@pytest.mark.parametrize("scope", STORIES)
def test_with_all_scopes_the_story_works(network, scope):
    assert STORIES[scope](network)


@pytest.mark.parametrize("scope", STORIES)
def test_without_its_scope_the_story_fails(tmp_path, scope):
    with Network(tmp_path, app_manifest=without(scope)) as network:
        assert not STORIES[scope](network)
