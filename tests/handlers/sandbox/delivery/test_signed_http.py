"""Signed HTTP: signatures that Slack's own library accepts, shapes of bodies, retries."""

import asyncio
import json
from urllib.parse import parse_qs

from aiohttp import web
from slack_sdk.signature import Clock, SignatureVerifier

from tests.handlers.sandbox.world import (
    AT_ONCE,
    BOT,
    QUICK,
    SECRET,
    SINA,
    TECHNOLOGY,
    FakeTime,
    actions,
    button,
    playing,
    serving,
)
from tests.waiting import until


class HttpApp:
    """Answers each request with the next of `answers`, and keeps what came."""

    def __init__(self, *answers):
        self.answers = list(answers)
        self.requests = []

    async def handle(self, request):
        self.requests.append((request.headers, await request.text()))
        answer = self.answers.pop(0) if self.answers else web.Response()
        return await answer() if callable(answer) else answer

    async def wait_for(self, count):
        await until(lambda: len(self.requests) >= count)


async def test_every_request_is_signed_and_has_slacks_body():
    time = FakeTime()
    app = HttpApp()

    class AtThatTime(Clock):
        def now(self):
            return time()

    verifier = SignatureVerifier(SECRET, clock=AtThatTime())
    async with (
        serving(app.handle) as url,
        playing(request_url=f"{url}/slack/events", real_now=time) as world,
    ):
        await world.do("command", SINA, channel=TECHNOLOGY, command="/wg", text="a & b")
        posted = await world.api(
            "chat.postMessage", channel=TECHNOLOGY, text="x", blocks=[actions(button())]
        )
        where = {"channel": TECHNOLOGY, "ts": posted["ts"]}
        await world.do("press", SINA, **where, block_id="row", action_id="press")
        await world.do("say", SINA, channel=TECHNOLOGY, text=f"<@{BOT}> hi")
        await world.sandbox.quiet()
    command, press, event = app.requests
    for headers, body in app.requests:
        assert verifier.is_valid_request(body, dict(headers))
    assert parse_qs(command[1])["text"] == ["a & b"]
    assert parse_qs(command[1])["command"] == ["/wg"]
    assert json.loads(parse_qs(press[1])["payload"][0])["type"] == "block_actions"
    assert event[0]["Content-Type"] == "application/json"
    assert json.loads(event[1])["event"]["type"] == "app_mention"


async def test_answers_may_be_words_or_json_or_nothing():
    app = HttpApp(web.Response(text="words"), web.json_response({"text": "object"}), web.Response())
    async with (
        serving(app.handle) as url,
        playing(request_url=f"{url}/slack/events") as world,
    ):
        before = len(await world.seen(SINA, TECHNOLOGY))
        for _ in range(3):
            answer = await world.do("command", SINA, channel=TECHNOLOGY, command="/wg")
            assert answer == {"ok": True}
        new = (await world.seen(SINA, TECHNOLOGY))[before:]
    assert [one["text"] for one in new] == ["words", "object"]


async def test_failures_of_commands_have_slacks_names():
    app = HttpApp(
        web.Response(status=500),
        web.Response(status=204),
        web.Response(text="{", content_type="application/json"),
    )
    async with (
        serving(app.handle) as url,
        playing(request_url=f"{url}/slack/events") as world,
    ):
        for _ in range(3):
            answer = await world.do("command", SINA, channel=TECHNOLOGY, command="/wg")
            assert answer["error"] == "dispatch_failed"
    async with playing(request_url=f"{url}/slack/events") as world:
        nobody = await world.do("command", SINA, channel=TECHNOLOGY, command="/wg")
    assert nobody["error"] == "dispatch_failed"


async def test_an_app_that_hangs_makes_a_command_time_out():
    async def hang():
        await asyncio.Event().wait()

    async with (
        serving(HttpApp(hang).handle) as url,
        playing(request_url=f"{url}/slack/events", timing=QUICK) as world,
    ):
        answer = await world.do("command", SINA, channel=TECHNOLOGY, command="/wg")
    assert answer["error"] == "operation_timeout"


async def test_an_event_that_fails_comes_three_times_more_with_number_and_reason():
    app = HttpApp(
        web.Response(status=500),
        web.Response(status=404),
        web.Response(status=302, headers={"Location": "/x"}),
        web.Response(status=202),
    )
    async with (
        serving(app.handle) as url,
        playing(request_url=f"{url}/slack/events", timing=AT_ONCE) as world,
    ):
        await world.do("say", SINA, channel=TECHNOLOGY, text=f"<@{BOT}> hi")
        await app.wait_for(4)
    numbers = [headers.get("X-Slack-Retry-Num") for headers, _ in app.requests]
    reasons = {headers.get("X-Slack-Retry-Reason") for headers, _ in app.requests[1:]}
    assert numbers == [None, "1", "2", "3"]
    assert reasons == {"http_error"}
    assert len({json.loads(body)["event_id"] for _, body in app.requests}) == 1


async def test_an_app_can_ask_for_no_retry():
    app = HttpApp(web.Response(status=500, headers={"X-Slack-No-Retry": "1"}))
    async with (
        serving(app.handle) as url,
        playing(request_url=f"{url}/slack/events", timing=AT_ONCE) as world,
    ):
        await world.do("say", SINA, channel=TECHNOLOGY, text=f"<@{BOT}> hi")
        await world.sandbox.quiet()
        await world.do("command", SINA, channel=TECHNOLOGY, command="/wg")
    assert len(app.requests) == 2
