"""chat.*: where an app may post, what it may change, and the limits of a message."""

import pytest

from tests.administration import Administration
from tests.handlers.sandbox.world import (
    AMARA,
    BOT,
    DENISE,
    EDUCATION,
    GENERAL,
    GRETA,
    PRIYA,
    SCOPES,
    SINA,
    TECHNOLOGY,
    actions,
    button,
    manifest,
    playing,
)


def section(words):
    return {"type": "section", "text": {"type": "mrkdwn", "text": words}}


async def post(world, channel=TECHNOLOGY, **more):
    return await world.api("chat.postMessage", channel=channel, **{"text": "hello", **more})


@pytest.mark.parametrize(
    ("channel", "error"),
    [
        (GENERAL, "not_in_channel"),
        ("C0NOWHERE1", "channel_not_found"),
        ("#nowhere", "channel_not_found"),
        ("U0NOBODY01", "channel_not_found"),
        (GRETA, "user_disabled"),
        (BOT, "cannot_dm_bot"),
    ],
)
async def test_where_an_app_cannot_post(channel, error):
    async with playing() as world:
        assert (await post(world, channel))["error"] == error
        assert world.sandbox.arrived == []


async def test_a_private_channel_and_a_direct_message_of_others_do_not_exist_for_the_app():
    async with playing() as world:
        private = await world.do("conversation/create", SINA, name="quiet-room", private=True)
        direct = await world.do("conversation/open", SINA, user=AMARA)
        for channel in (private["channel"], direct["channel"]):
            assert (await post(world, channel))["error"] == "channel_not_found"
            info = await world.form("conversations.info", channel=channel)
            assert info["error"] == "channel_not_found"


async def test_an_archived_channel_takes_no_messages_and_no_changes():
    async with playing() as world:
        ts = (await post(world))["ts"]
        Administration(world.sandbox.core).archive(TECHNOLOGY, by=SINA)
        assert (await post(world))["error"] == "is_archived"
        changed = await world.api("chat.update", channel=TECHNOLOGY, ts=ts, text="x")
        assert changed["error"] == "is_archived"
        status, _ = await world.post("say", SINA, channel=TECHNOLOGY, text="x")
        assert status == 403
        Administration(world.sandbox.core).unarchive(TECHNOLOGY, by=SINA)
        assert (await post(world))["ok"] is True


async def test_chat_write_public_lets_into_public_channels_only():
    scopes = ["chat:write", "chat:write.public", "channels:read", "groups:read"]
    async with playing(app_manifest=manifest(scopes=scopes)) as world:
        assert (await post(world, GENERAL))["ok"] is True
        Administration(world.sandbox.core).remove(TECHNOLOGY, BOT)
        assert (await post(world, TECHNOLOGY))["error"] == "channel_not_found"


async def test_a_person_as_channel_opens_the_direct_message():
    async with playing() as world:
        first = await post(world, SINA)
        again = await post(world, SINA)
        assert first["channel"].startswith("D")
        assert again["channel"] == first["channel"]
        assert (await world.seen(SINA, first["channel"]))[-1]["text"] == "hello"
        status, _ = await world.get("messages", AMARA, channel=first["channel"])
        assert status == 404


async def test_no_direct_messages_when_the_messages_tab_is_off():
    app_home = {"home_tab_enabled": True, "messages_tab_enabled": False}
    async with playing(app_manifest=manifest(app_home=app_home)) as world:
        assert (await post(world, SINA))["error"] == "messages_tab_disabled"
        channel = (await world.api("conversations.open", users=SINA))["channel"]["id"]
        assert (await post(world, channel))["error"] == "messages_tab_disabled"
        status, _ = await world.post("say", SINA, channel=channel, text="hello")
        assert status == 403


async def test_a_direct_message_with_someone_deactivated_later_is_refused():
    async with playing() as world:
        channel = (await post(world, PRIYA))["channel"]
        Administration(world.sandbox.core).change_person(PRIYA, {"deleted": True})
        assert (await post(world, channel))["error"] == "user_disabled"


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"text": ""}, "no_text"),
        ({"text": "  ", "blocks": []}, "no_text"),
        ({"blocks": "{"}, "invalid_blocks_format"),
        ({"blocks": {"type": "divider"}}, "invalid_blocks_format"),
        ({"blocks": [section("x")] * 51}, "invalid_blocks"),
        ({"blocks": [section("x" * 3000)] * 4 + [section("x")]}, "msg_blocks_too_long"),
        ({"metadata": "x"}, "invalid_metadata_format"),
        ({"metadata": {"event_type": "x"}}, "invalid_metadata_format"),
        ({"metadata": {"event_type": "", "event_payload": {}}}, "invalid_metadata_format"),
        (
            {"metadata": {"event_type": "x", "event_payload": {"a": {"b": 1}}}},
            "invalid_metadata_format",
        ),
        (
            {"metadata": {"event_type": "x", "event_payload": {"a": "b" * 9000}}},
            "metadata_too_large",
        ),
        ({"thread_ts": "1.000001"}, "thread_not_found"),
        ({"username": "Someone else"}, "missing_scope"),
        ({"attachments": [{"text": "x"}]}, "invalid_arguments"),
        ({"markdown_text": "# x"}, "invalid_arguments"),
    ],
)
async def test_content_that_is_refused(arguments, error):
    async with playing() as world:
        assert (await post(world, **arguments))["error"] == error
        assert world.sandbox.arrived == []


async def test_what_is_just_within_the_limits_is_taken():
    async with playing() as world:
        assert (await post(world, blocks=[{"type": "divider"}] * 50))["ok"] is True
        assert (await post(world, blocks=[section("x" * 3000)] * 4))["ok"] is True
        assert (await post(world, text="x" * 40_000)).get("warning") is None


async def test_longer_text_is_cut_with_a_warning():
    async with playing() as world:
        answer = await post(world, text="x" * 40_001)
    assert answer["ok"] is True
    assert answer["warning"] == "message_truncated"
    assert answer["response_metadata"] == {"warnings": ["message_truncated"]}
    assert len(answer["message"]["text"]) == 40_000


async def test_loose_markup_is_escaped_and_mentions_stay():
    async with playing() as world:
        words = f"a & b &amp; <c> <@{SINA}> <!date^1^{{date}}|x> <https://a.b|c> <javascript:x>"
        answer = await post(world, text=words)
    assert answer["message"]["text"] == (
        f"a &amp; b &amp; &lt;c&gt; <@{SINA}> <!date^1^{{date}}|x> <https://a.b|c> "
        "&lt;javascript:x&gt;"
    )


async def test_an_update_keeps_metadata_until_it_is_emptied_and_text_drops_blocks():
    async with playing() as world:
        metadata = {"event_type": "x", "event_payload": {"id": 1}}
        ts = (await post(world, metadata=metadata, blocks=[actions(button())]))["ts"]
        where = {"channel": TECHNOLOGY, "ts": ts}
        first = await world.api("chat.update", **where, text="new")
        assert first["message"]["metadata"] == metadata
        assert "blocks" not in first["message"]
        assert first["message"]["edited"]["user"] == BOT
        second = await world.api("chat.update", **where, text="new", metadata={})
        assert "metadata" not in second["message"]
        assert len(world.sandbox.arrived) == 1


async def test_what_an_app_cannot_update_or_delete():
    async with playing() as world:
        ts = (await post(world))["ts"]
        said = await world.do("say", SINA, channel=TECHNOLOGY, text="mine")
        private = await world.api(
            "chat.postEphemeral", channel=TECHNOLOGY, user=SINA, text="only you"
        )

        async def update(ts=ts, channel=TECHNOLOGY, **more):
            given = {"text": "x", **more}
            return (await world.api("chat.update", channel=channel, ts=ts, **given)).get("error")

        assert await update(text="x" * 4001) == "msg_too_long"
        assert await update(text="x" * 4000) is None
        assert await update(text="") == "no_text"
        assert await update(ts=said["ts"]) == "cant_update_message"
        assert await update(ts=private["message_ts"]) == "message_not_found"
        assert await update(ts="1.000001") == "message_not_found"
        assert await update(channel=SINA) == "channel_not_found"
        assert await update(blocks=[{"type": "video"}]) == "invalid_blocks"

        async def delete(ts):
            return (await world.api("chat.delete", channel=TECHNOLOGY, ts=ts)).get("error")

        assert await delete(said["ts"]) == "cant_delete_message"
        assert await delete(private["message_ts"]) == "message_not_found"
        assert await delete(ts) is None
        assert await delete(ts) == "message_not_found"


async def test_ephemeral_messages_are_for_one_person_and_never_in_the_history():
    async with playing() as world:
        where = {"channel": TECHNOLOGY, "text": "only you"}
        answer = await world.api("chat.postEphemeral", user=SINA, **where)
        assert set(answer) == {"ok", "message_ts"}
        mine = await world.seen(SINA, TECHNOLOGY)
        theirs = await world.seen(AMARA, TECHNOLOGY)
        assert mine[-1]["text"] == "only you"
        assert mine[-1]["ephemeral"] is True
        assert all(not one["ephemeral"] for one in theirs)
        history = await world.form("conversations.history", channel=TECHNOLOGY)
        assert all(one["text"] != "only you" for one in history["messages"])
        link = {"channel": TECHNOLOGY, "message_ts": answer["message_ts"]}
        assert (await world.form("chat.getPermalink", **link))["error"] == "message_not_found"


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"user": PRIYA}, "user_not_in_channel"),
        ({"user": GRETA}, "user_not_in_channel"),
        ({"user": "U0NOBODY01"}, "user_not_in_channel"),
        ({"channel": GENERAL}, "not_in_channel"),
        ({"channel": "C0NOWHERE1"}, "channel_not_found"),
        ({"channel": SINA}, "channel_not_found"),
        ({"text": ""}, "no_text"),
        (
            {"metadata": {"event_type": "x", "event_payload": {}}},
            "invalid_metadata_format",
        ),
    ],
)
async def test_ephemeral_messages_that_are_refused(arguments, error):
    async with playing() as world:
        given = {"channel": TECHNOLOGY, "user": SINA, "text": "x", **arguments}
        assert (await world.api("chat.postEphemeral", **given))["error"] == error


async def test_a_reply_to_a_reply_joins_the_parents_thread_and_may_be_shown_to_the_channel():
    async with playing() as world:
        parent = (await post(world))["ts"]
        reply = await post(world, thread_ts=parent, text="one")
        second = await post(world, thread_ts=reply["ts"], text="two", reply_broadcast=True)
        assert second["message"]["thread_ts"] == parent
        assert second["message"]["parent_user_id"] == BOT
        assert second["message"]["subtype"] == "thread_broadcast"
        in_channel = [one["text"] for one in await world.seen(SINA, TECHNOLOGY)]
        assert "two" in in_channel
        assert "one" not in in_channel
        thread = await world.seen(SINA, TECHNOLOGY, thread=parent)
        assert [one["text"] for one in thread] == ["hello", "one", "two"]
        assert thread[0]["reply_count"] == 2
        assert thread[0]["latest_reply"] == second["ts"]


async def test_a_permalink_names_channel_message_and_thread():
    async with playing() as world:
        parent = (await post(world))["ts"]
        reply = (await post(world, thread_ts=parent))["ts"]
        link = await world.form("chat.getPermalink", channel=TECHNOLOGY, message_ts=reply)
        absent = await world.form("chat.getPermalink", channel=TECHNOLOGY, message_ts="1.000001")
    assert link["permalink"] == (
        f"https://online-safety-network.slack.com/archives/{TECHNOLOGY}/"
        f"p{reply.replace('.', '')}?thread_ts={parent}&cid={TECHNOLOGY}"
    )
    assert absent["error"] == "message_not_found"


async def test_a_private_channel_is_invisible_to_outsiders():
    async with playing() as world:
        _, seen = await world.get("conversations", PRIYA)
        assert TECHNOLOGY not in [one["id"] for one in seen["conversations"]]
        for route in ("messages", "members"):
            assert (await world.get(route, PRIYA, channel=TECHNOLOGY))[0] == 404
        ts = (await post(world, blocks=[actions(button())]))["ts"]
        where = {"channel": TECHNOLOGY, "ts": ts, "block_id": "row", "action_id": "press"}
        assert (await world.post("press", PRIYA, **where))[0] == 404
        assert (await world.post("command", PRIYA, channel=TECHNOLOGY, command="/wg"))[0] == 404
        assert (await world.post("say", DENISE, channel=EDUCATION, text="x"))[0] == 403


async def test_a_channel_is_found_by_its_name():
    async with playing() as world:
        answers = [(await post(world, name))["channel"] for name in ("#technology", "technology")]
    assert answers == [TECHNOLOGY, TECHNOLOGY]


async def test_a_message_may_look_like_another_apps_with_the_scope_for_it():
    able = manifest(scopes=[*SCOPES, "chat:write.customize"])
    as_clock = {"username": "Clock", "icon_emoji": ":alarm_clock:"}
    async with playing(app_manifest=able) as world:
        message = (await post(world, **as_clock))["message"]
        card = (await world.seen(SINA, TECHNOLOGY))[-1]
    icons = {"emoji": ":alarm_clock:"}
    assert (message["username"], message["icons"]) == ("Clock", icons)
    assert (message["subtype"], "user" in message) == ("bot_message", False)
    assert card["shown_as"] == {"username": "Clock", "icons": icons}


async def test_a_video_wants_a_scope_and_a_domain_that_the_app_names():
    film = {
        "type": "video",
        "alt_text": "A film",
        "title": {"type": "plain_text", "text": "Film"},
        "thumbnail_url": "https://a.example/1.png",
        "video_url": "https://films.a.example/1",
    }
    able = manifest(scopes=[*SCOPES, "links.embed:write"], unfurl_domains=["a.example"])
    async with playing() as world:
        without = await post(world, blocks=[film])
    async with playing(app_manifest=able) as world:
        shown = await post(world, blocks=[film])
        other = await post(world, blocks=[{**film, "video_url": "https://b.example/1"}])
    assert without["needed"] == "links.embed:write"
    assert (shown["ok"], other["error"]) == (True, "invalid_blocks")
