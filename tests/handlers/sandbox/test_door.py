"""The page's door: who may knock, what each person sees, and how the page hears of changes."""

import asyncio
import json

import pytest

from tests.handlers.sandbox.world import (
    AMARA,
    BOT,
    BOT_TOKEN,
    EDUCATION,
    GENERAL,
    GRETA,
    LIAM,
    PRIYA,
    REGULATORS,
    SINA,
    TECHNOLOGY,
    actions,
    button,
    modal,
    plain,
    playing,
    with_app,
)
from tests.waiting import PATIENCE

STRANGE = {
    "another host": {"Host": "evil.example"},
    "another port": {"Host": "127.0.0.1:1"},
    "another origin": {"Origin": "https://evil.example"},
    "an origin that is none": {"Origin": "null"},
    "the origin of another port": {"Origin": "http://localhost:1"},
}


@pytest.mark.parametrize("headers", STRANGE.values(), ids=STRANGE)
@pytest.mark.parametrize("path", ["/", "/door/workspace", "/door/stream?as=U0SINA0001"])
async def test_another_host_or_origin_is_sent_away(headers, path):
    async with playing() as world, world.http.get(path, headers=headers) as response:
        assert response.status == 403
        assert "error" in await response.json()


SLACKS_OWN = [
    ("GET", "/api/auth.test"),
    ("POST", "/api/chat.postMessage"),
    ("GET", "/link/ticket"),
    ("POST", "/response/token"),
    ("POST", "/upload/ticket"),
]


@pytest.mark.parametrize("headers", STRANGE.values(), ids=STRANGE)
@pytest.mark.parametrize(("method", "path"), SLACKS_OWN, ids=[path for _, path in SLACKS_OWN])
async def test_what_stands_for_slack_answers_no_other_page_either(method, path, headers):
    """Though it bears a good token, as a page that guessed it would."""
    headers = {**headers, "Authorization": f"Bearer {BOT_TOKEN}"}
    async with playing() as world:
        async with world.http.request(method, path, headers=headers) as response:
            assert response.status == 403
            assert "This door answers" in await response.text()
        assert world.sandbox.calls == []
        del headers["Origin" if "Origin" in headers else "Host"]
        async with world.http.request(method, path, headers=headers) as response:
            assert "This door answers" not in await response.text(), "it was for the headers"


async def test_the_own_names_of_this_machine_are_welcome():
    async with playing() as world:
        port = world.sandbox.url.rpartition(":")[2]
        for host in ("127.0.0.1", "localhost", "[::1]"):
            headers = {"Host": f"{host}:{port}", "Origin": f"http://{host}:{port}"}
            async with world.http.get("/door/workspace", headers=headers) as response:
                assert response.status == 200


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("as=U0SINA0001", "application/x-www-form-urlencoded"),
        ('{"as": "U0SINA0001"}', "text/plain"),
        ("{", "application/json"),
        ("[]", "application/json"),
        ("{}", "application/json"),
    ],
)
async def test_a_post_that_is_no_json_object_of_a_person_is_unclear(body, content_type):
    async with playing() as world:
        headers = {"Content-Type": content_type}
        async with world.http.post("/door/say", data=body, headers=headers) as response:
            assert response.status == 400
            assert "error" in await response.json()


@pytest.mark.parametrize(
    ("user", "status"), [("U0NOBODY01", 404), ("", 404), (GRETA, 403), (BOT, 403)]
)
async def test_nobody_acts_as_a_stranger_a_deactivated_account_or_the_app(user, status):
    async with playing() as world:
        assert (await world.get("conversations", user))[0] == status


async def test_the_page_is_served_with_its_types_and_lets_nothing_foreign_in():
    async with playing() as world:
        async with world.http.get("/") as response:
            assert response.status == 200
            assert response.headers["Content-Type"] == "text/html; charset=utf-8"
            assert response.headers["Cache-Control"] == "no-store"
            assert "default-src 'self'" in response.headers["Content-Security-Policy"]
        async with world.http.get("/page/main.js") as response:
            assert response.headers["Content-Type"] == "text/javascript; charset=utf-8"
        for path in ("/page/../server.py", "/page/..%2fserver.py", "/page/nothing.js", "/page/x"):
            async with world.http.get(path) as response:
                assert response.status == 404


async def test_the_workspace_has_what_the_page_needs():
    async with with_app() as (world, app):
        status, seen = await world.get("workspace", SINA)
        assert app.frames
    assert status == 200
    assert seen["team"] == {"id": "T0GOSRN001", "name": "Online Safety Network"}
    assert seen["app"] == {
        "id": "A0CNVNR001",
        "name": "Convenor",
        "bot_user_id": BOT,
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
        await world.seen(AMARA, TECHNOLOGY)
        first = (await kinds(world, AMARA))[TECHNOLOGY]
        said = await world.do("say", SINA, channel=TECHNOLOGY, text="one")
        await world.do("say", AMARA, channel=TECHNOLOGY, text="mine does not count")
        await world.do(
            "say", SINA, channel=TECHNOLOGY, text="nor does a reply", thread_ts=said["ts"]
        )
        private = {"channel": TECHNOLOGY, "text": "private"}
        await world.api("chat.postEphemeral", user=SINA, **private)
        second = (await kinds(world, AMARA))[TECHNOLOGY]
        await world.seen(AMARA, TECHNOLOGY)
        third = (await kinds(world, AMARA))[TECHNOLOGY]
    assert (first["unread"], second["unread"], third["unread"]) == (0, 1, 0)
    assert second["last_ts"] > said["ts"]


async def test_messages_come_in_pages_oldest_first():
    async with playing() as world:
        for number in range(5):
            await world.do("say", SINA, channel=EDUCATION, text=str(number))
        _, last = await world.get("messages", SINA, channel=EDUCATION, limit="2")
        before = {"before": last["messages"][0]["ts"], "limit": "50"}
        _, rest = await world.get("messages", SINA, channel=EDUCATION, **before)
        status, _ = await world.get("messages", SINA, channel=EDUCATION, limit="x")
    assert [one["text"] for one in last["messages"]] == ["3", "4"]
    assert last["has_more"] is True
    assert [one["text"] for one in rest["messages"]][-3:] == ["0", "1", "2"]
    assert rest["has_more"] is False
    assert status == 400


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


async def test_what_cannot_be_said():
    async with playing() as world:

        async def say(**more):
            given = {"channel": EDUCATION, "text": "x", **more}
            return (await world.post("say", SINA, **given))[0]

        assert await say(text="   ") == 400
        assert await say(text="x" * 12_001) == 400
        assert await say(text="x" * 12_000) == 200
        assert await say(thread_ts="1.000001") == 404
        assert await say(channel="C0NOWHERE1") == 404
        assert (await world.post("say", LIAM, channel=EDUCATION, text="x"))[0] == 403


async def test_commands_do_not_run_in_threads_nor_outside_ones_channels():
    async with with_app() as (world, app):
        said = await world.do("say", SINA, channel=EDUCATION, text="x")
        where = {"channel": EDUCATION, "command": "/wg"}
        threaded = await world.do("command", SINA, **where, thread_ts=said["ts"])
        unknown = await world.do("command", SINA, channel=EDUCATION, command="/nothing")
        assert (await world.post("command", LIAM, **where))[0] == 403
        assert app.payloads("slash_commands") == []
    assert threaded == {"ok": False, "error": "not_in_thread"}
    assert unknown == {"ok": False, "error": "unknown_command"}


async def test_channel_names_hide_private_channels_and_direct_messages():
    async with with_app() as (world, app):
        direct = (await world.do("conversation/open", SINA, user=LIAM))["channel"]
        for channel in (GENERAL, TECHNOLOGY, direct):
            await world.do("command", SINA, channel=channel, command="/wg")
        names = [one["channel_name"] for one in app.payloads("slash_commands")]
    assert names == ["general", "privategroup", "directmessage"]


PRESSES = [
    ({"block_id": "other"}, 404),
    ({"action_id": "other"}, 404),
    ({"ts": "1.000001"}, 404),
    ({"channel": "C0NOWHERE1"}, 404),
    ({"value": "another"}, 404),
    ({"action_id": "choose", "selected_option": {"value": "z"}}, 400),
    ({"action_id": "more", "selected_option": {"value": "z"}}, 400),
    ({"action_id": "more", "selected_option": {"value": "x"}}, 200),
    ({"action_id": "choose", "selected_option": {"value": "x"}}, 200),
    ({"action_id": "day", "selected_date": "2026-12-12"}, 200),
    ({"action_id": "day", "selected_date": "12 Dec"}, 400),
    ({"action_id": "who", "selected_user": AMARA}, 200),
    ({"value": "1"}, 200),
    ({}, 200),
]


@pytest.mark.parametrize(("changed", "status"), PRESSES)
async def test_only_what_is_there_can_be_pressed(changed, status):
    options = [{"text": plain("x"), "value": "x"}]
    row = actions(
        button(),
        {"type": "static_select", "action_id": "choose", "options": options},
        {"type": "overflow", "action_id": "more", "options": options},
        {"type": "datepicker", "action_id": "day"},
        {"type": "users_select", "action_id": "who"},
    )
    async with with_app() as (world, app):
        posted = await world.api("chat.postMessage", channel=EDUCATION, text="x", blocks=[row])
        where = {"channel": EDUCATION, "ts": posted["ts"], "block_id": "row"}
        got, answer = await world.post("press", SINA, **{**where, "action_id": "press", **changed})
        sent = app.payloads("interactive")
    assert got == status, answer
    assert len(sent) == (1 if status == 200 else 0)
    if sent:
        (action,) = sent[0]["actions"]
        chosen = {key: value for key, value in changed.items() if key.startswith("selected")}
        for key, value in chosen.items():
            held = action[key]
            assert (held["value"] if isinstance(held, dict) else held) == (
                value["value"] if isinstance(value, dict) else value
            )


async def test_shortcuts_go_with_messages_that_everyone_sees():
    async with with_app() as (world, app):
        said = await world.do("say", SINA, channel=EDUCATION, text="x")
        private = {"channel": EDUCATION, "text": "only you"}
        ephemeral = await world.api("chat.postEphemeral", user=SINA, **private)

        async def log(user, ts):
            body = {"callback_id": "log", "channel": EDUCATION, "ts": ts}
            return (await world.post("shortcut", user, **body))[0]

        assert await log(SINA, said["ts"]) == 200
        assert await log(SINA, ephemeral["message_ts"]) == 404
        assert await log(SINA, "1.000001") == 404
        assert (await world.post("shortcut", SINA, callback_id="nothing"))[0] == 404
        (payload,) = app.payloads("interactive")
    assert payload["type"] == "message_action"
    assert payload["message"]["text"] == "x"
    assert payload["message_ts"] == said["ts"]
    assert payload["channel"] == {"id": EDUCATION, "name": "education-and-awareness"}


async def test_malformed_values_of_a_view_are_unclear():
    async with with_app() as (world, app):
        trigger = await world.trigger(app)
        await world.api("views.open", trigger_id=trigger, view=modal())
        (view,) = await world.modals(SINA)
        for values in ("x", {"title": "x"}, {"title": {"value": "x"}}):
            body = {"view_id": view["id"], "values": values}
            assert (await world.post("view/submit", SINA, **body))[0] == 400


async def test_channels_are_created_joined_left_and_shared_with_the_app():
    async with with_app() as (world, app):
        made = await world.do("conversation/create", SINA, name="new-room", private=True)
        channel = made["channel"]
        assert channel not in await kinds(world, AMARA)
        assert (await world.post("conversation/join", AMARA, channel=channel))[0] == 404
        await world.do("conversation/invite", SINA, channel=channel, user=AMARA)
        await world.do("conversation/invite", SINA, channel=channel, user=BOT)
        await world.do("conversation/invite", SINA, channel=channel, user=LIAM)
        await world.do("conversation/leave", LIAM, channel=channel)
        assert (await world.post("conversation/leave", LIAM, channel=channel))[0] == 404
        await world.do("conversation/join", LIAM, channel=EDUCATION)
        await world.sandbox.quiet()
        joined = [(e["user"], e["channel"]) for e in app.events("member_joined_channel")]
        left = [(e["user"], e["channel"]) for e in app.events("member_left_channel")]
        inviters = [e.get("inviter") for e in app.events("member_joined_channel")]
        _, members = await world.get("members", AMARA, channel=channel)
    assert joined == [(BOT, channel), (LIAM, channel), (LIAM, EDUCATION)]
    assert inviters == [SINA, SINA, None]
    assert left == [(LIAM, channel)]
    assert members["members"] == [SINA, AMARA, BOT]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("general", "name_taken"),
        ("Upper", "invalid_name_specials"),
        ("two words", "invalid_name_specials"),
        ("x" * 81, "invalid_name_maxlength"),
    ],
)
async def test_names_that_no_channel_may_have(name, words):
    async with playing() as world:
        status, answer = await world.post("conversation/create", SINA, name=name)
    assert (status, answer["error"]) == (400, words)


async def test_invitations_that_cannot_be_made():
    async with playing() as world:
        direct = (await world.do("conversation/open", SINA, user=LIAM))["channel"]

        async def invite(user, channel, guest):
            body = {"channel": channel, "user": guest}
            return (await world.post("conversation/invite", user, **body))[0]

        assert await invite(SINA, direct, AMARA) == 403
        assert await invite(LIAM, EDUCATION, AMARA) == 403
        assert await invite(PRIYA, TECHNOLOGY, PRIYA) == 404
        assert await invite(SINA, TECHNOLOGY, GRETA) == 404
        assert await invite(SINA, TECHNOLOGY, AMARA) == 200


async def test_the_stream_tells_each_person_of_what_concerns_them():
    async with with_app() as (world, app):
        streams = {}
        for user in (SINA, PRIYA):
            streams[user] = await world.http.get("/door/stream", params={"as": user})
            assert await streams[user].content.readline() == b": connected\n"
            await streams[user].content.readline()

        async def next_of(user):
            async with asyncio.timeout(PATIENCE):
                line = await streams[user].content.readline()
                await streams[user].content.readline()
            return json.loads(line.removeprefix(b"data: "))

        await world.do("say", SINA, channel=TECHNOLOGY, text="for the group")
        assert await next_of(SINA) == {"type": "messages", "channel": TECHNOLOGY}
        assert await next_of(SINA) == {"type": "conversations", "channel": TECHNOLOGY}
        private = {"channel": EDUCATION, "text": "for Priya"}
        await world.api("chat.postEphemeral", user=PRIYA, **private)
        assert await next_of(PRIYA) == {"type": "messages", "channel": EDUCATION}
        assert await next_of(PRIYA) == {"type": "conversations", "channel": EDUCATION}
        await world.sandbox.advance(60)
        assert await next_of(SINA) == {"type": "clock"}
        assert await next_of(PRIYA) == {"type": "clock"}
        await app.socket.close()
        assert await next_of(SINA) == {"type": "workspace"}
        await world.do("command", SINA, channel=TECHNOLOGY, command="/wg")
        notice = await next_of(SINA)
        for stream in streams.values():
            stream.close()
    assert notice["type"] == "notice"
    assert "dispatch_failed" in notice["text"]
