"""A real Bolt app does its whole work against the sandbox, over a socket and over HTTP."""

import pytest

from tests.handlers.sandbox.world import (
    AMARA,
    BOT,
    EDUCATION,
    QUICK,
    SINA,
    TECHNOLOGY,
    actions,
    bolt_app,
    button,
    modal,
    over_http,
    over_socket,
    playing,
    text_input,
)

WAYS = pytest.mark.parametrize("connected", [over_socket, over_http], ids=["socket", "http"])


@WAYS
async def test_a_command_is_answered_in_its_acknowledgement(connected):
    async with playing() as world:
        app = bolt_app(world)

        @app.command("/wg")
        async def wg(ack, command):
            await ack(text=f"you typed {command['text']}", blocks=[actions(button())])

        async with connected(world, app):
            answer = await world.do("command", SINA, channel=TECHNOLOGY, command="/wg", text="help")
            assert answer == {"ok": True}
            message = (await world.seen(SINA, TECHNOLOGY))[-1]
        assert message["text"] == "you typed help"
        assert message["ephemeral"] is True
        assert message["blocks"][0]["elements"][0]["action_id"] == "press"


@WAYS
async def test_a_modal_is_opened_refused_beside_its_field_and_then_taken(connected):
    async with playing() as world:
        app = bolt_app(world)
        taken = []

        @app.command("/wg")
        async def wg(ack, body, client):
            await client.views_open(trigger_id=body["trigger_id"], view=modal(text_input("name")))
            await ack()

        @app.view("form")
        async def form(ack, view):
            value = view["state"]["values"]["name"]["value"]["value"]
            if value == "bad":
                await ack(response_action="errors", errors={"name": "Choose another name."})
                return
            taken.append(value)
            await ack()

        async with connected(world, app):
            await world.do("command", AMARA, channel=TECHNOLOGY, command="/wg")
            (view,) = await world.modals(AMARA)

            async def submit(value):
                values = {"name": {"value": {"value": value}}}
                return await world.do("view/submit", AMARA, view_id=view["id"], values=values)

            assert await submit("bad") == {
                "ok": False,
                "errors": {"name": "Choose another name."},
            }
            assert (await world.modals(AMARA))[0]["errors"] == {"name": "Choose another name."}
            assert taken == []
            assert await submit("good") == {"ok": True}
            assert taken == ["good"]
            assert await world.modals(AMARA) == []


@WAYS
async def test_a_pressed_button_reaches_its_listener_and_changes_the_message(connected):
    async with playing() as world:
        app = bolt_app(world)

        @app.action("press")
        async def press(ack, body, client):
            await ack()
            await client.chat_update(
                channel=body["channel"]["id"],
                ts=body["message"]["ts"],
                text=f"pressed by <@{body['user']['id']}> with {body['actions'][0]['value']}",
            )

        async with connected(world, app):
            posted = await app.client.chat_postMessage(
                channel=TECHNOLOGY, text="press", blocks=[actions(button(value="42"))]
            )
            where = {"channel": TECHNOLOGY, "ts": posted["ts"]}
            answer = await world.do("press", AMARA, **where, block_id="row", action_id="press")
            assert answer == {"ok": True}
            message = (await world.seen(AMARA, TECHNOLOGY))[-1]
        assert message["text"] == f"pressed by <@{AMARA}> with 42"
        assert message["edited"] is True
        assert "blocks" not in message


@WAYS
async def test_mentions_direct_messages_shortcuts_and_home_reach_their_listeners(connected):
    async with playing() as world:
        app = bolt_app(world)
        heard = []

        @app.event("app_mention")
        async def mention(event, say):
            heard.append(("mention", event["user"]))
            await say(text="I am here", thread_ts=event["ts"])

        @app.event("message")
        async def message(event):
            heard.append(("message", event["channel_type"], event["text"]))

        @app.event("app_home_opened")
        async def home(event, client):
            heard.append(("home", event["tab"]))
            await client.views_publish(
                user_id=event["user"],
                view={"type": "home", "blocks": [{"type": "divider"}]},
            )

        @app.shortcut("log")
        async def log(ack, shortcut):
            heard.append(("shortcut", shortcut["message"]["text"]))
            await ack()

        @app.shortcut("open")
        async def anywhere(ack, shortcut):
            heard.append(("global", shortcut["user"]["id"]))
            await ack()

        async with connected(world, app):
            said = await world.do("say", SINA, channel=TECHNOLOGY, text=f"<@{BOT}> are you there?")
            await world.sandbox.quiet()
            thread = await world.seen(SINA, TECHNOLOGY, thread=said["ts"])
            direct = (await world.do("conversation/open", SINA, user=BOT))["channel"]
            await world.do("say", SINA, channel=direct, text="hello")
            await world.do("shortcut", SINA, callback_id="log", channel=TECHNOLOGY, ts=said["ts"])
            await world.do("shortcut", SINA, callback_id="open")
            await world.sandbox.quiet()
            assert (await world.home(SINA))["blocks"][0]["type"] == "divider"
        assert [one["text"] for one in thread] == [f"<@{BOT}> are you there?", "I am here"]
        assert sorted(heard) == [
            ("global", SINA),
            ("home", "home"),
            ("mention", SINA),
            ("message", "im", "hello"),
            ("shortcut", f"<@{BOT}> are you there?"),
        ]


@WAYS
async def test_a_close_that_was_asked_for_and_a_respond_arrive(connected):
    async with playing() as world:
        app = bolt_app(world)
        closed = []

        @app.command("/wg")
        async def wg(ack, body, client, respond):
            await ack()
            await client.views_open(trigger_id=body["trigger_id"], view=modal(notify_on_close=True))
            await respond(text="said to all", response_type="in_channel")

        @app.view_closed("form")
        async def gone(ack, body):
            await ack()
            closed.append(body["is_cleared"])

        async with connected(world, app):
            await world.do("command", SINA, channel=EDUCATION, command="/wg")
            await world.sandbox.quiet()
            (view,) = await world.modals(SINA)
            await world.do("view/close", SINA, view_id=view["id"], all=True)
            await world.sandbox.quiet()
            assert (await world.seen(AMARA, EDUCATION))[-1]["text"] == "said to all"
        assert closed == [True]


async def test_what_bolt_does_not_handle_is_an_operation_timeout_on_a_socket():
    async with playing(timing=QUICK) as world:
        async with over_socket(world, bolt_app(world)):
            answer = await world.do("command", SINA, channel=TECHNOLOGY, command="/wg")
        assert answer == {"ok": False, "error": "operation_timeout"}


async def test_what_bolt_does_not_handle_is_a_dispatch_failure_over_http():
    async with playing() as world:
        async with over_http(world, bolt_app(world)):
            answer = await world.do("command", SINA, channel=TECHNOLOGY, command="/wg")
        assert answer == {"ok": False, "error": "dispatch_failed"}
