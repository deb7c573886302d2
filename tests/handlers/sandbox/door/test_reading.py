"""What a person's page reads: the workspace, conversations, messages."""

import pytest

from handlers.sandbox import Hooks
from tests.handlers.sandbox.world import (
    AMARA,
    APP_TOKEN,
    BOT,
    BOT_TOKEN,
    EDUCATION,
    GENERAL,
    LIAM,
    PRIYA,
    REGULATORS,
    SINA,
    TECHNOLOGY,
    FakeTime,
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


START = 1_800_000_000.0


class Diary:
    """Moments at which the app may have something to post, as {moment: (channel or None, text)}."""

    def __init__(self, world, **posts):
        self.world, self.posts = world, dict(posts.get("posts", {}))
        self.hooks = Hooks(next_due=self.next_due, settle=self.settle, owed=self.owed)

    async def next_due(self):
        return min(self.posts, default=None)

    async def settle(self):
        for moment in [at for at in self.posts if at <= self.world.sandbox.clock.now()]:
            channel, text = self.posts.pop(moment)
            if channel is not None:
                answer = await self.world.api("chat.postMessage", channel=channel, text=text)
                assert answer["ok"], answer

    async def owed(self, since):
        return [{"at": START + 10, "since": since}, {"at": START + 999}]


async def test_a_step_of_the_clock_tells_what_arrived_and_who_can_look():
    async with playing(real_now=FakeTime(START)) as world:
        posts = {START + 10: (LIAM, "Your morning"), START + 20: (REGULATORS, "In 1 hour")}
        world.sandbox.hooks = Diary(world, posts=posts).hooks
        answer = await world.do("clock", SINA, advance=60)
    told = [(one["to"], one["name"], one["look_as"], one["text"]) for one in answer["arrived"]]
    assert told == [
        (LIAM, "", LIAM, "Your morning"),
        (None, "regulators-only", SINA, "In 1 hour"),
    ]
    assert answer["owed"] == [{"at": START + 10, "since": START}]


async def test_to_the_next_goes_on_until_something_arrives():
    async with playing(real_now=FakeTime(START)) as world:
        posts = {START + n: (None, "") for n in (10, 20, 30)}
        posts |= {START + 40: (TECHNOLOGY, "here"), START + 50: (TECHNOLOGY, "later")}
        world.sandbox.hooks = Diary(world, posts=posts).hooks
        answer = await world.do("clock", SINA, to_next=True)
    assert answer["stopped_at"] == [START + 10, START + 20, START + 30, START + 40]
    assert [one["text"] for one in answer["arrived"]] == ["here"]


async def test_unread_direct_messages_are_counted_for_each_person():
    async with playing() as world:
        for text in ("one", "two"):
            await world.api("chat.postMessage", channel=LIAM, text=text)
        await world.api("chat.postMessage", channel=GENERAL, text="for all")
        _, seen = await world.get("unread", SINA)
        assert seen == {"people": {LIAM: 2}}
        direct = (await world.do("conversation/open", LIAM, user="U0CNVNRBOT"))["channel"]
        await world.do("conversation/mark", LIAM, channel=direct)
        _, seen = await world.get("unread", SINA)
    assert seen == {"people": {}}


async def test_an_app_without_hooks_says_and_owes_nothing():
    async with playing() as world:
        assert (await world.get("about", SINA))[1] == {}
        assert (await world.get("owed", SINA))[1] == {"owed": []}
        status, _ = await world.get("owed", SINA, since="yesterday")
    assert status == 400


async def test_the_inspector_sees_every_way_and_no_secret():
    async with with_app() as (world, app):
        await world.do("command", SINA, channel=TECHNOLOGY, command="/wg", text="help")
        url = app.payloads("slash_commands")[-1]["response_url"]
        async with world.http.post(url, json={"text": "answered later"}) as response:
            assert response.status == 200
        await world.api("users.info", token="xoxb-wrong", user=LIAM)
        await world.do("shortcut", SINA, callback_id="open")
        _, seen = await world.get("traffic", SINA)
        told = {(one["way"], one["name"], one["error"]) for one in seen["traffic"]}
        assert told >= {
            ("command", "/wg", None),
            ("reply", "response_url", None),
            ("call", "users.info", "invalid_auth"),
            ("interaction", "shortcut", None),
            ("call", "apps.connections.open", None),
        }
        for one in seen["traffic"]:
            _, full = await world.get("traffic", SINA, number=one["number"])
            body = str(full)
            assert BOT_TOKEN not in body
            assert APP_TOKEN not in body
            assert url.rpartition("/")[2] not in body
        _, seen = await world.get("traffic", SINA, name="/wg")
        assert [one["name"] for one in seen["traffic"]] == ["/wg"]
        number = seen["traffic"][0]["number"]
        _, full = await world.get("traffic", SINA, number=number)
        assert full["sent"]["text"] == "help"


@pytest.mark.parametrize(
    ("query", "status"), [({"after": "x"}, 400), ({"number": "999"}, 404)], ids=["word", "unknown"]
)
async def test_what_cannot_be_is_refused(query, status):
    async with playing() as world:
        assert (await world.get("traffic", SINA, **query))[0] == status
