"""What a person's page reads: the workspace, conversations, messages."""

from tests.handlers.sandbox.world import (
    AMARA,
    BOT,
    EDUCATION,
    GENERAL,
    LIAM,
    PRIYA,
    REGULATORS,
    SINA,
    TECHNOLOGY,
    actions,
    button,
    playing,
    with_app,
)


async def test_the_workspace_has_what_the_page_needs():
    async with with_app() as (world, app):
        status, seen = await world.get("workspace", SINA)
        assert app.frames
    assert status == 200
    assert seen["team"] == {
        "id": "T0GOSRN001",
        "name": "Online Safety Network",
        "domain": "online-safety-network",
    }
    assert seen["app"] == {
        "id": "A0CNVNR001",
        "name": "Convenor",
        "bot_user_id": BOT,
        "has_home_tab": True,
        "connected": True,
    }
    assert {"command": "/wg", "description": "Groups", "usage_hint": "[help]"} in seen["commands"]
    assert {one["callback_id"] for one in seen["shortcuts"]} == {"log", "open"}
    assert set(seen["people"][0]) == {
        "id",
        "name",
        "real_name",
        "title",
        "tz",
        "locale",
        "is_bot",
        "deleted",
        "is_admin",
        "is_restricted",
    }
    assert seen["clock"]["next_due"] is None
    assert seen["clock"]["offset"] == 0


async def kinds(world, user):
    _, seen = await world.get("conversations", user)
    return {one["id"]: one for one in seen["conversations"]}


async def test_each_person_sees_public_channels_their_own_private_ones_and_their_own_dms():
    async with playing() as world:
        direct = (await world.do("conversation/open", SINA, user=LIAM))["channel"]
        sina, priya = await kinds(world, SINA), await kinds(world, PRIYA)
    assert {GENERAL, TECHNOLOGY, EDUCATION, REGULATORS, direct} == set(sina)
    assert {GENERAL, EDUCATION} == set(priya)
    assert sina[direct]["with"] == LIAM
    assert sina[direct]["kind"] == "im"
    assert (sina[TECHNOLOGY]["kind"], sina[TECHNOLOGY]["bot_is_member"]) == ("private", True)
    assert (sina[GENERAL]["is_member"], sina[GENERAL]["bot_is_member"]) == (True, False)


async def test_unread_counts_others_messages_until_they_are_read():
    async with playing() as world:
        await world.do("conversation/mark", AMARA, channel=TECHNOLOGY)
        first = (await kinds(world, AMARA))[TECHNOLOGY]
        said = await world.do("say", SINA, channel=TECHNOLOGY, text="one")
        await world.do("say", AMARA, channel=TECHNOLOGY, text="mine does not count")
        await world.do(
            "say", SINA, channel=TECHNOLOGY, text="nor does a reply", thread_ts=said["ts"]
        )
        private = {"channel": TECHNOLOGY, "text": "private"}
        await world.api("chat.postEphemeral", user=SINA, **private)
        second = (await kinds(world, AMARA))[TECHNOLOGY]
        await world.do("conversation/mark", AMARA, channel=TECHNOLOGY)
        third = (await kinds(world, AMARA))[TECHNOLOGY]
    assert (first["unread"], second["unread"], third["unread"]) == (0, 1, 0)
    assert second["last_ts"] > said["ts"]


async def test_a_message_card_has_what_the_page_shows():
    async with playing() as world:
        metadata = {"event_type": "x", "event_payload": {"id": 1}}
        await world.api(
            "chat.postMessage",
            channel=EDUCATION,
            text="hello",
            blocks=[actions(button())],
            metadata=metadata,
        )
        card = (await world.seen(SINA, EDUCATION))[-1]
    assert card["user"] == BOT
    assert card["bot_id"] == "B0CNVNR001"
    assert card["username"] == "convenor"
    assert card["metadata"] == metadata
    assert card["reply_count"] == 0
    assert (card["edited"], card["ephemeral"], card["thread_ts"]) == (False, False, None)


async def test_channel_names_hide_private_channels_and_direct_messages():
    async with with_app() as (world, app):
        direct = (await world.do("conversation/open", SINA, user=LIAM))["channel"]
        for channel in (GENERAL, TECHNOLOGY, direct):
            await world.do("command", SINA, channel=channel, command="/wg")
        names = [one["channel_name"] for one in app.payloads("slash_commands")]
    assert names == ["general", "privategroup", "directmessage"]
