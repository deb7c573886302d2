"""Where a person can type a command."""

import pytest

from tests.handlers.sandbox.world import (
    AMARA,
    BOT,
    EDUCATION,
    GENERAL,
    LIAM,
    SINA,
    TECHNOLOGY,
    FakeTime,
    actions,
    button,
    manifest,
    with_app,
)


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


async def send(world, url, **body):
    async with world.http.post(url, json=body) as response:
        return await response.text() if response.status == 200 else await response.json()


async def after_command(world, app, channel=TECHNOLOGY):
    await world.do("command", SINA, channel=channel, command="/wg")
    return app.payloads("slash_commands")[-1]["response_url"]


async def after_press(world, app, ts, user=SINA):
    where = {"channel": TECHNOLOGY, "ts": ts, "block_id": "row", "action_id": "press"}
    await world.do("press", user, **where)
    return app.payloads("interactive")[-1]["response_url"]


async def with_button(world, **more):
    given = {"channel": TECHNOLOGY, "text": "press", "blocks": [actions(button())], **more}
    return (await world.api("chat.postMessage", **given))["ts"]


async def test_five_uses_are_the_most():
    async with with_app() as (world, app):
        url = await after_command(world, app)
        answers = [await send(world, url, text=str(number)) for number in range(6)]
        texts = [one["text"] for one in await world.seen(SINA, TECHNOLOGY)]
    assert answers == ["ok"] * 5 + [{"ok": False, "error": "used_url"}]
    assert texts[-5:] == ["0", "1", "2", "3", "4"]


async def test_half_an_hour_of_real_time_is_the_longest():
    time = FakeTime()
    async with with_app(real_now=time) as (world, app):
        url = await after_command(world, app)
        await world.sandbox.advance(7200)
        assert await send(world, url, text="the clock leapt") == "ok"
        time.value += 1801
        expired = await send(world, url, text="too late")
        unknown = await send(world, f"{world.sandbox.url}/response/none", text="x")
    assert expired == {"ok": False, "error": "expired_url"}
    assert unknown == {"ok": False, "error": "invalid_url"}


async def test_an_answer_is_private_unless_it_says_otherwise():
    async with with_app() as (world, app):
        url = await after_command(world, app)
        await send(world, url, text="for Sina")
        await send(world, url, text="for all", response_type="in_channel")
        mine = [one["text"] for one in await world.seen(SINA, TECHNOLOGY)]
        theirs = [one["text"] for one in await world.seen(AMARA, TECHNOLOGY)]
        arrived = [(one.method, one.text, one.user) for one in world.sandbox.arrived]
    assert mine[-2:] == ["for Sina", "for all"]
    assert theirs[-1] == "for all"
    assert "for Sina" not in theirs
    assert arrived == [("response_url", "for Sina", SINA), ("response_url", "for all", None)]


async def test_it_works_where_the_bot_is_no_member():
    async with with_app() as (world, app):
        url = await after_command(world, app, GENERAL)
        assert await send(world, url, text="hello", response_type="in_channel") == "ok"
        assert (await world.seen(AMARA, GENERAL))[-1]["text"] == "hello"


async def test_a_private_message_can_be_changed_and_deleted_only_so():
    async with with_app() as (world, app):
        answer = await world.api(
            "chat.postEphemeral",
            channel=TECHNOLOGY,
            user=SINA,
            text="press",
            blocks=[actions(button())],
        )
        ts = answer["message_ts"]
        url = await after_press(world, app, ts)
        payload = app.payloads("interactive")[-1]
        assert payload["container"]["is_ephemeral"] is True
        assert "message" not in payload
        other = {"channel": TECHNOLOGY, "ts": ts, "block_id": "row", "action_id": "press"}
        assert (await world.post("press", AMARA, **other))[0] == 404
        await send(world, url, text="changed", replace_original=True, response_type="in_channel")
        changed = (await world.seen(SINA, TECHNOLOGY))[-1]
        assert (changed["ts"], changed["text"], changed["ephemeral"]) == (ts, "changed", True)
        assert "blocks" not in changed
        await send(world, url, delete_original=True)
        assert ts not in [one["ts"] for one in await world.seen(SINA, TECHNOLOGY)]
        gone = await send(world, url, delete_original=True)
        assert gone["error"] == "message_not_found"


async def test_a_public_message_is_replaced_for_all():
    async with with_app() as (world, app):
        ts = await with_button(world)
        url = await after_press(world, app, ts)
        await send(world, url, text="changed", replace_original=True)
        changed = (await world.seen(AMARA, TECHNOLOGY))[-1]
        assert (changed["ts"], changed["text"], changed["edited"]) == (ts, "changed", True)
        await send(world, url, delete_original=True)
        assert ts not in [one["ts"] for one in await world.seen(AMARA, TECHNOLOGY)]


async def test_an_answer_to_a_press_in_a_thread_stays_there():
    async with with_app() as (world, app):
        parent = (await world.do("say", SINA, channel=TECHNOLOGY, text="parent"))["ts"]
        ts = await with_button(world, thread_ts=parent)
        url = await after_press(world, app, ts, AMARA)
        assert app.payloads("interactive")[-1]["container"]["thread_ts"] == parent
        await send(world, url, text="only you")
        thread = await world.seen(AMARA, TECHNOLOGY, thread=parent)
        assert thread[-1]["text"] == "only you"
        assert thread[-1]["thread_ts"] == parent
        assert len(await world.seen(SINA, TECHNOLOGY, thread=parent)) == 2


async def test_thread_ts_places_a_public_answer():
    async with with_app() as (world, app):
        parent = (await world.do("say", SINA, channel=TECHNOLOGY, text="parent"))["ts"]
        url = await after_command(world, app)
        more = {"response_type": "in_channel", "thread_ts": parent}
        assert await send(world, url, text="reply", **more) == "ok"
        thread = await world.seen(AMARA, TECHNOLOGY, thread=parent)
        absent = await send(world, url, text="x", response_type="in_channel", thread_ts="1.000001")
    assert [one["text"] for one in thread] == ["parent", "reply"]
    assert absent["error"] == "thread_not_found"


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ({}, "no_text"),
        ({"text": "x", "blocks": [{"type": "carousel"}]}, "invalid_blocks"),
        ({"text": "x", "response_type": "loud"}, "invalid_response_type"),
        ({"text": "x", "attachments": [{"text": "y"}]}, "invalid_arguments"),
        ({"delete_original": True}, "message_not_found"),
    ],
)
async def test_what_is_refused(body, error):
    async with with_app() as (world, app):
        answer = await send(world, await after_command(world, app), **body)
    assert answer["error"] == error


async def test_the_limit_on_all_text_of_blocks_does_not_hold_here():
    section = {"type": "section", "text": {"type": "plain_text", "text": "x" * 3000}}
    async with with_app() as (world, app):
        url = await after_command(world, app)
        assert await send(world, url, text="x", blocks=[section] * 10) == "ok"


async def test_no_json_is_refused():
    async with with_app() as (world, app):
        url = await after_command(world, app)
        async with world.http.post(url, data=b"text=x") as response:
            assert (response.status, (await response.json())["error"]) == (400, "invalid_payload")
        async with world.http.post(url, data=b"[]") as response:
            assert (response.status, (await response.json())["error"]) == (400, "invalid_payload")


async def test_an_in_channel_acknowledgement_shows_what_was_typed():
    async with with_app() as (world, app):
        app.answers["slash_commands"] = {"response_type": "in_channel", "text": "the answer"}
        typed = {"channel": TECHNOLOGY, "command": "/wg", "text": "what <is> it"}
        assert await world.do("command", SINA, **typed) == {"ok": True}
        echo, answer = (await world.seen(AMARA, TECHNOLOGY))[-2:]
        app.answers["slash_commands"] = {"response_type": "in_channel"}
        await world.do("command", SINA, **typed)
        assert (await world.seen(AMARA, TECHNOLOGY))[-1]["user"] == SINA
    assert (echo["user"], echo["text"]) == (SINA, "/wg what &lt;is&gt; it")
    assert (answer["user"], answer["text"]) == (BOT, "the answer")


@pytest.mark.parametrize(
    ("more", "error", "said"),
    [
        ({"blocks": [{"type": "wheel"}]}, "invalid_blocks", "unsupported type: wheel"),
        ({"attachments": [{}]}, "invalid_arguments", "not offered by the sandbox: attachments"),
    ],
)
async def test_a_malformed_acknowledgement_is_an_error_and_a_notice(more, error, said):
    async with with_app() as (world, app):
        app.answers["slash_commands"] = {"text": "x", **more}
        answer = await world.do("command", SINA, channel=TECHNOLOGY, command="/wg")
    assert (answer["ok"], answer["error"]) == (False, error)
    assert said in answer["messages"][0]


async def test_without_interactivity_a_button_does_nothing():
    off = manifest()
    off["settings"]["interactivity"]["is_enabled"] = False
    async with with_app(app_manifest=off) as (world, app):
        ts = await with_button(world)
        where = {"channel": TECHNOLOGY, "ts": ts, "block_id": "row", "action_id": "press"}
        assert (await world.do("press", SINA, **where))["ok"] is False
        assert app.payloads("interactive") == []
