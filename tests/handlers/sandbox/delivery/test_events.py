"""Events reach an app that subscribed and has the scope, and nobody else."""

import pytest

from handlers.sandbox.people import Person
from tests.administration import Administration
from tests.handlers.sandbox.world import (
    AMARA,
    BOT,
    EDUCATION,
    GENERAL,
    LIAM,
    PRIYA,
    SINA,
    TECHNOLOGY,
    manifest,
    with_app,
)


async def everything_happens(world):
    """One cause for each event of the manifest."""
    admin = Administration(world.sandbox.core)
    direct = (await world.do("conversation/open", SINA, user=BOT))["channel"]
    await world.do("say", SINA, channel=direct, text="hello")
    await world.do("say", SINA, channel=TECHNOLOGY, text=f"<@{BOT}> hello")
    await world.do("conversation/invite", SINA, channel=TECHNOLOGY, user=PRIYA)
    await world.do("conversation/leave", PRIYA, channel=TECHNOLOGY)
    admin.rename(EDUCATION, "education")
    admin.archive(EDUCATION, by=SINA)
    admin.archive(TECHNOLOGY, by=SINA)
    admin.change_person(AMARA, {"tz": "Europe/Paris"})
    admin.welcome(Person(id="U0NEWBIE01", name="new", real_name="New Person"))
    admin.uninstall()
    await world.sandbox.quiet()


def kinds(app):
    return [one["event"]["type"] for one in app.payloads("events_api")]


async def test_each_cause_has_its_event():
    async with with_app() as (world, app):
        await everything_happens(world)
        heard = kinds(app)
        (message,) = app.events("message")
        (revoked,) = app.events("tokens_revoked")
        (changed,) = app.events("user_change")
        (renamed,) = app.events("channel_rename")
    assert heard == [
        "app_home_opened",
        "message",
        "app_mention",
        "member_joined_channel",
        "member_left_channel",
        "channel_rename",
        "channel_archive",
        "group_archive",
        "user_change",
        "team_join",
        "app_uninstalled",
        "tokens_revoked",
    ]
    assert message["channel_type"] == "im"
    assert message["client_msg_id"]
    assert revoked["tokens"] == {"oauth": [], "bot": [BOT]}
    assert changed["user"]["tz"] == "Europe/Paris"
    assert renamed["channel"]["name"] == "education"


@pytest.mark.parametrize(
    ("scope", "lost"),
    [
        ("app_mentions:read", {"app_mention"}),
        ("im:history", {"message"}),
        ("groups:read", {"member_joined_channel", "member_left_channel", "group_archive"}),
        ("channels:read", {"channel_rename", "channel_archive"}),
        ("users:read", {"user_change", "team_join"}),
    ],
)
async def test_without_its_scope_an_event_stays_away(scope, lost):
    async with with_app() as (world, app):
        await everything_happens(world)
        all_kinds = set(kinds(app))
    async with with_app(app_manifest=manifest(without=[scope])) as (world, app):
        await everything_happens(world)
        assert set(kinds(app)) == all_kinds - lost


async def test_without_a_subscription_no_event_comes():
    silent = manifest()
    silent["settings"]["event_subscriptions"]["bot_events"] = []
    async with with_app(app_manifest=silent) as (world, app):
        await everything_happens(world)
        assert kinds(app) == []


async def test_a_removed_app_hears_nothing_after_its_farewell():
    async with with_app() as (world, app):
        Administration(world.sandbox.core).uninstall()
        await world.do("say", SINA, channel=TECHNOLOGY, text=f"<@{BOT}> hello")
        await world.sandbox.quiet()
        assert kinds(app) == ["app_uninstalled", "tokens_revoked"]
        pressed = await world.do("shortcut", SINA, callback_id="open")
    assert pressed == {"ok": False, "error": "dispatch_failed"}


async def test_a_bot_hears_nothing_of_places_where_it_is_not():
    async with with_app() as (world, app):
        await world.do("say", SINA, channel=GENERAL, text=f"<@{BOT}> hello")
        direct = (await world.do("conversation/open", SINA, user=LIAM))["channel"]
        await world.do("say", SINA, channel=direct, text=f"<@{BOT}> hello")
        made = await world.do("conversation/create", SINA, name="quiet", private=True)
        await world.do("conversation/invite", SINA, channel=made["channel"], user=LIAM)
        await world.sandbox.quiet()
        assert kinds(app) == []


async def test_its_own_direct_messages_and_their_changes_come_back_to_the_bot():
    async with with_app() as (world, app):
        posted = await world.api("chat.postMessage", channel=SINA, text="one")
        where = {"channel": posted["channel"], "ts": posted["ts"]}
        await world.api("chat.update", **where, text="two")
        await world.api("chat.delete", **where)
        await world.sandbox.quiet()
        own, changed, deleted = app.events("message")
    assert (own["bot_id"], own["text"]) == ("B0CNVNR001", "one")
    assert (changed["subtype"], changed["message"]["text"]) == ("message_changed", "two")
    assert changed["previous_message"]["text"] == "one"
    assert (deleted["subtype"], deleted["deleted_ts"]) == ("message_deleted", posted["ts"])


async def test_a_removed_bot_is_out_and_hears_no_more_of_the_channel():
    async with with_app() as (world, app):
        Administration(world.sandbox.core).remove(EDUCATION, BOT)
        refused = await world.api("chat.postMessage", channel=EDUCATION, text="x")
        await world.do("conversation/leave", PRIYA, channel=EDUCATION)
        await world.sandbox.quiet()
        assert kinds(app) == []
        Administration(world.sandbox.core).add(EDUCATION, BOT, by=SINA)
        await world.sandbox.quiet()
        (joined,) = app.events("member_joined_channel")
    assert refused["error"] == "not_in_channel"
    assert (joined["user"], joined["inviter"]) == (BOT, SINA)


async def test_a_channel_may_change_its_privacy_without_a_word():
    async with with_app() as (world, app):
        Administration(world.sandbox.core).make_public(TECHNOLOGY)
        info = await world.form("conversations.info", channel=TECHNOLOGY)
        Administration(world.sandbox.core).make_private(EDUCATION)
        hidden = await world.get("messages", LIAM, channel=EDUCATION)
        await world.sandbox.quiet()
        assert kinds(app) == []
    assert info["channel"]["is_private"] is False
    assert hidden[0] == 404
