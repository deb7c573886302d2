"""Pins: put, listed, told of, and taken away."""

from tests.handlers.sandbox.world import BOT, GENERAL, SCOPES, SINA, TECHNOLOGY, manifest, with_app

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
