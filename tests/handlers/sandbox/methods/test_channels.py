"""Channels that the app makes, enters, fills, names, describes, archives and leaves."""

import pytest

from tests.handlers.sandbox.world import (
    AMARA,
    BOT,
    GENERAL,
    LIAM,
    REGULATORS,
    SCOPES,
    SINA,
    TECHNOLOGY,
    manifest,
    playing,
    with_app,
)

MORE = ["channels:manage", "channels:join", "groups:write"]
ABLE = manifest(scopes=[*SCOPES, *MORE])


async def test_a_channel_is_made_filled_named_described_and_left():
    async with with_app(app_manifest=ABLE) as (world, app):
        made = await world.api("conversations.create", name="new-room")
        room = made["channel"]["id"]
        again = await world.api("conversations.create", name="new-room")
        await world.form("conversations.invite", channel=room, users=f"{SINA},{LIAM}")
        await world.form("conversations.setTopic", channel=room, topic="Standards")
        await world.form("conversations.setPurpose", channel=room, purpose="Talk")
        await world.form("conversations.rename", channel=room, name="room-2")
        await world.form("conversations.kick", channel=room, user=LIAM)
        seen = (await world.form("conversations.info", channel=room))["channel"]
        words = [message["text"] for message in await world.seen(SINA, room)]
        left = await world.form("conversations.leave", channel=room)
        twice = await world.form("conversations.leave", channel=room)
        await app.wait_for(4, "events_api")
        joined = [event["user"] for event in app.events("member_joined_channel")]
    assert again["error"] == "name_taken"
    assert (seen["name"], seen["topic"]["value"], seen["purpose"]["value"]) == (
        "room-2",
        "Standards",
        "Talk",
    )
    assert words == [
        f"<@{BOT}> set the channel topic to “Standards”",
        f"<@{BOT}> set the channel purpose to “Talk”",
    ]
    assert joined == [SINA, LIAM]
    assert (left["ok"], twice.get("not_in_channel")) == (True, True)


async def test_a_public_channel_is_joined_and_archived():
    async with playing(app_manifest=ABLE) as world:
        made = await world.do("conversation/create", SINA, name="open-house")
        room = made["channel"]
        first = await world.form("conversations.join", channel=room)
        second = await world.form("conversations.join", channel=room)
        put_away = await world.form("conversations.archive", channel=room)
        twice = await world.form("conversations.archive", channel=room)
        topic = await world.form("conversations.setTopic", channel=room, topic="x")
    assert first["channel"]["is_member"] is True
    assert "warning" not in first
    assert second["warning"] == "already_in_channel"
    assert (put_away["ok"], twice["error"], topic["error"]) == (
        True,
        "already_archived",
        "is_archived",
    )


async def test_some_are_let_in_and_the_others_named():
    async with playing(app_manifest=ABLE) as world:
        room = (await world.api("conversations.create", name="few"))["channel"]["id"]
        users = f"{SINA},UNOBODY"
        refused = await world.form("conversations.invite", channel=room, users=users)
        forced = await world.form("conversations.invite", channel=room, users=users, force="true")
        own = await world.form("conversations.invite", channel=room, users=BOT)
    assert refused["error"] == "user_not_found"
    assert forced["errors"] == [{"user": "UNOBODY", "ok": False, "error": "user_not_found"}]
    assert own["error"] == "cant_invite_self"


@pytest.mark.parametrize(
    ("method", "given", "error"),
    [
        ("conversations.create", {"name": "With Capitals"}, "invalid_name_specials"),
        ("conversations.create", {"name": "a" * 81}, "invalid_name_maxlength"),
        ("conversations.create", {"name": "-_-"}, "invalid_name_punctuation"),
        ("conversations.join", {"channel": "C0NOWHERE"}, "channel_not_found"),
        ("conversations.join", {"channel": REGULATORS}, "method_not_supported_for_channel_type"),
        ("conversations.leave", {"channel": GENERAL}, "cant_leave_general"),
        ("conversations.archive", {"channel": GENERAL}, "cant_archive_general"),
        ("conversations.setTopic", {"channel": TECHNOLOGY, "topic": "x" * 251}, "too_long"),
        ("conversations.kick", {"channel": TECHNOLOGY, "user": BOT}, "cant_kick_self"),
        ("conversations.kick", {"channel": TECHNOLOGY, "user": "UNOBODY"}, "not_in_channel"),
        ("conversations.invite", {"channel": TECHNOLOGY, "users": AMARA}, "already_in_channel"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
async def test_what_is_refused(method, given, error):
    async with playing(app_manifest=ABLE) as world:
        assert (await world.form(method, **given))["error"] == error


async def test_each_deed_wants_its_scope():
    async with playing() as world:
        made = await world.form("conversations.create", name="x")
        topic = await world.form("conversations.setTopic", channel=TECHNOLOGY, topic="x")
    assert (made["error"], made["needed"]) == ("missing_scope", "channels:manage")
    assert topic["needed"].startswith(("channels:manage", "groups:write"))
