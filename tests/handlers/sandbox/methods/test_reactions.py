"""Emoji on messages: the bot's by method, people's by hand, and what the app hears of them."""

import pytest

from handlers.sandbox.changes import MOST_EMOJI, MOST_OF_ONE
from tests.handlers.sandbox.world import (
    AMARA,
    BOT,
    GENERAL,
    LIAM,
    SCOPES,
    SINA,
    TECHNOLOGY,
    manifest,
    playing,
    with_app,
)

EVENTS = ["reaction_added", "reaction_removed", "message.groups", "message.channels"]
REACTING = ["reactions:read", "reactions:write", "groups:history", "groups:read", "chat:write"]


def listening(scopes=REACTING, events=EVENTS):
    made = manifest(scopes=list(scopes))
    made["settings"]["event_subscriptions"]["bot_events"] = list(events)
    return made


def where(ts):
    return {"channel": TECHNOLOGY, "timestamp": ts}


async def said(world, text="x"):
    return (await world.do("say", SINA, channel=TECHNOLOGY, text=text))["ts"]


async def test_an_emoji_is_put_once_read_back_and_taken_away():
    async with playing(app_manifest=listening()) as world:
        ts = await said(world)
        first = await world.form("reactions.add", name="memo", **where(ts))
        again = await world.form("reactions.add", name="memo", **where(ts))
        await world.do("react", AMARA, channel=TECHNOLOGY, ts=ts, name="memo")
        read = await world.form("reactions.get", **where(ts))
        thread = await world.form("conversations.replies", channel=TECHNOLOGY, ts=ts)
        listed = await world.form("reactions.list")
        gone = await world.form("reactions.remove", name="memo", **where(ts))
        twice = await world.form("reactions.remove", name="memo", **where(ts))
        left = await world.form("reactions.get", **where(ts))
    both = [{"name": "memo", "users": [BOT, AMARA], "count": 2}]
    assert (first["ok"], again["error"]) == (True, "already_reacted")
    assert read["message"]["reactions"] == thread["messages"][0]["reactions"] == both
    assert [item["message"]["ts"] for item in listed["items"]] == [ts]
    assert (gone["ok"], twice["error"]) == (True, "no_reaction")
    assert left["message"]["reactions"] == [{"name": "memo", "users": [AMARA], "count": 1}]


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"name": ":memo:"}, "invalid_name"),
        ({"timestamp": ""}, "no_item_specified"),
        ({"timestamp": "yesterday"}, "bad_timestamp"),
        ({"timestamp": "1.000001"}, "message_not_found"),
        ({"channel": "C0NOWHERE1"}, "channel_not_found"),
    ],
    ids=["name", "nothing", "no ts", "no message", "no channel"],
)
async def test_what_cannot_be_reacted_to(change, error):
    async with playing(app_manifest=listening()) as world:
        given = {"name": "memo", **where(await said(world)), **change}
        assert (await world.form("reactions.add", **given))["error"] == error


async def test_a_message_takes_so_many_emoji_and_so_many_of_one_person():
    async with playing(app_manifest=listening()) as world:
        ts = await said(world)
        names = [f"emoji{number}" for number in range(MOST_EMOJI)]
        for person, some in zip(
            (SINA, AMARA, LIAM), (names[:20], names[20:40], names[40:]), strict=True
        ):
            for name in some:
                await world.do("react", person, channel=TECHNOLOGY, ts=ts, name=name)
        full = await world.form("reactions.add", name="onemore", **where(ts))
        for name in names[:MOST_OF_ONE]:
            assert (await world.form("reactions.add", name=name, **where(ts)))["ok"]
        too_many = await world.form("reactions.add", name=names[-1], **where(ts))
    assert full["error"] == "too_many_emoji"
    assert too_many["error"] == "too_many_reactions"


async def test_each_method_needs_its_scope():
    async with playing(app_manifest=listening(["groups:history", "groups:read"])) as world:
        ts = await said(world)
        write = await world.form("reactions.add", name="memo", **where(ts))
        read = await world.form("reactions.get", **where(ts))
    assert (write["error"], write["needed"]) == ("missing_scope", "reactions:write")
    assert (read["error"], read["needed"]) == ("missing_scope", "reactions:read")


async def test_the_app_hears_of_reactions_edits_and_deletions_to_which_it_subscribed():
    async with with_app(app_manifest=listening()) as (world, app):
        ts = await said(world, "decision: one")
        await world.do("react", AMARA, channel=TECHNOLOGY, ts=ts, name="memo")
        await world.do("react", AMARA, channel=TECHNOLOGY, ts=ts, name="memo", remove=True)
        await world.do("say/edit", SINA, channel=TECHNOLOGY, ts=ts, text="decision: two")
        await world.do("say/delete", SINA, channel=TECHNOLOGY, ts=ts)
        await world.sandbox.quiet()
        added, removed = app.events("reaction_added"), app.events("reaction_removed")
        _, changed, deleted = app.events("message")
    assert added[0]["item"] == {"type": "message", "channel": TECHNOLOGY, "ts": ts}
    assert (added[0]["user"], added[0]["item_user"], added[0]["reaction"]) == (AMARA, SINA, "memo")
    assert len(added) == len(removed) == 1
    assert (changed["subtype"], changed["message"]["text"]) == ("message_changed", "decision: two")
    assert changed["previous_message"]["text"] == "decision: one"
    assert (deleted["subtype"], deleted["deleted_ts"]) == ("message_deleted", ts)
    assert deleted["previous_message"]["user"] == SINA


@pytest.mark.parametrize(
    ("scopes", "events"),
    [
        (REACTING, ["app_mention"]),
        (["groups:read", "chat:write"], EVENTS),
    ],
    ids=["not subscribed", "no scope"],
)
async def test_nothing_is_heard_without_subscription_and_scope(scopes, events):
    async with with_app(app_manifest=listening(scopes, events)) as (world, app):
        ts = await said(world)
        await world.do("react", AMARA, channel=TECHNOLOGY, ts=ts, name="memo")
        await world.do("say/edit", SINA, channel=TECHNOLOGY, ts=ts, text="y")
        await world.sandbox.quiet()
        assert app.payloads("events_api") == []


async def test_people_change_and_delete_only_what_they_wrote():
    async with playing() as world:
        ts = await said(world)
        for deed in ("say/edit", "say/delete"):
            status, _ = await world.post(deed, AMARA, channel=TECHNOLOGY, ts=ts, text="y")
            assert status == 403
        await world.do("say/edit", SINA, channel=TECHNOLOGY, ts=ts, text="y")
        (message,) = [one for one in await world.seen(SINA, TECHNOLOGY) if one["ts"] == ts]
    assert (message["text"], message["edited"]) == ("y", True)


ABLE = manifest(scopes=[*SCOPES, "pins:read", "pins:write"])
ABLE["settings"]["event_subscriptions"]["bot_events"] += ["pin_added", "pin_removed"]


async def test_a_message_is_pinned_once_and_taken_away_once():
    async with with_app(app_manifest=ABLE) as (world, app):
        ts = (await world.do("say", SINA, channel=TECHNOLOGY, text="keep this"))["ts"]
        where = {"channel": TECHNOLOGY, "timestamp": ts}
        first, again = [await world.form("pins.add", **where) for _ in range(2)]
        listed = (await world.form("pins.list", channel=TECHNOLOGY))["items"]
        read = await world.form("conversations.history", channel=TECHNOLOGY, limit=1)
        gone, twice = [await world.form("pins.remove", **where) for _ in range(2)]
        nothing = await world.form("pins.add", channel=GENERAL, timestamp="1.000001")
        none = await world.form("pins.add", channel=GENERAL)
        await app.wait_for(2, "events_api")
        told = [(kind, app.events(kind)[0]["item"]["message"]["ts"]) for kind in ("pin_added",)]
    assert (first["ok"], again["error"]) == (True, "already_pinned")
    assert [(one["created_by"], one["message"]["text"]) for one in listed] == [(BOT, "keep this")]
    assert read["messages"][0]["pinned_to"] == [TECHNOLOGY]
    assert read["pin_count"] == 1
    assert (gone["ok"], twice["error"]) == (True, "no_pin")
    assert (nothing["error"], none["error"]) == ("message_not_found", "no_item_specified")
    assert told == [("pin_added", ts)]
