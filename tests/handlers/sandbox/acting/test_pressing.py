"""What a person can press, and what the app hears of it."""

import pytest

from tests.handlers.sandbox.world import (
    AMARA,
    EDUCATION,
    GENERAL,
    SINA,
    TECHNOLOGY,
    actions,
    button,
    modal,
    plain,
    text_input,
    with_app,
)

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


async def open_modal(world, app, view=None, user=SINA):
    trigger = await world.trigger(app, user)
    return await world.api("views.open", trigger_id=trigger, view=view or modal())


async def trigger_from(world, app, view):
    """A trigger id made by a button within a view."""
    pressed = {"view_id": view["id"], "block_id": "row", "action_id": "press"}
    await world.do("view/action", SINA, **pressed, values={})
    return app.payloads("interactive")[-1]["trigger_id"]


async def test_elements_of_inputs_speak_up_only_with_dispatch_action():
    async with with_app() as (world, app):
        loud = {**text_input("loud"), "dispatch_action": True}
        view = (await open_modal(world, app, modal(text_input("quiet"), loud)))["view"]
        for block_id in ("quiet", "loud"):
            where = {"view_id": view["id"], "block_id": block_id, "action_id": "value"}
            await world.do("view/action", SINA, **where, value="typed", values={})
        sent = [p for p in app.payloads("interactive") if p["type"] == "block_actions"]
        state = (await world.modals(SINA))[0]["state"]["values"]
    assert [one["actions"][0]["block_id"] for one in sent] == ["loud"]
    assert sent[0]["actions"][0]["value"] == "typed"
    assert state["quiet"]["value"]["value"] == "typed"


async def test_a_press_on_the_home_tab_can_open_a_modal():
    home = {"type": "home", "blocks": [actions(button())]}
    async with with_app() as (world, app):
        view = (await world.api("views.publish", user_id=SINA, view=home))["view"]
        trigger = await trigger_from(world, app, view)
        sent = app.payloads("interactive")[-1]
        pushed = await world.api("views.push", trigger_id=trigger, view=modal())
        opened = await world.api("views.open", trigger_id=trigger, view=modal())
    assert sent["hash"] == view["hash"]
    assert "response_url" not in sent
    assert pushed["error"] == "invalid_trigger_id"
    assert opened["ok"] is True


async def test_messages_can_hold_inputs_and_their_state_is_sent():
    async with with_app() as (world, app):
        blocks = [text_input("note", initial_value="first"), actions(button())]
        ts = (await world.api("chat.postMessage", channel=TECHNOLOGY, text="x", blocks=blocks))[
            "ts"
        ]
        where = {"channel": TECHNOLOGY, "ts": ts, "block_id": "row", "action_id": "press"}
        await world.do("press", SINA, **where)
        sent = app.payloads("interactive")[-1]
    assert sent["state"]["values"]["note"]["value"]["value"] == "first"
    assert sent["channel"] == {"id": TECHNOLOGY, "name": "privategroup"}
    assert GENERAL not in str(sent)


async def submit(world, view, values=None):
    given = values if values is not None else {"title": {"value": {"value": "x"}}}
    return await world.do("view/submit", SINA, view_id=view["id"], values=given)


async def test_options_are_suggested_while_a_person_types():
    external = {"type": "external_select", "action_id": "find", "min_query_length": 2}
    async with with_app() as (world, app):
        app.answers["interactive"] = None
        field = {"type": "input", "block_id": "who", "label": plain("Who"), "element": external}
        view = (await open_modal(world, app, modal(field)))["view"]
        app.answers["interactive"] = {"options": [{"text": plain("Amara"), "value": "1"}]}
        where = {"view_id": view["id"], "block_id": "who", "action_id": "find"}
        short = await world.do("options", SINA, **where, value="a")
        found = await world.do("options", SINA, **where, value="am")
        sent = app.payloads("interactive")[-1]
        app.answers["interactive"] = {"options": [{"text": plain("x" * 76), "value": "1"}]}
        bad = await world.do("options", SINA, **where, value="am")
        app.answers["interactive"] = None
        made_up = {"who": {"find": {"selected_option": {"text": plain("Ben"), "value": "2"}}}}
        status, refused = await world.post("view/submit", SINA, view_id=view["id"], values=made_up)
        chosen = {"who": {"find": {"selected_option": found["options"][0]}}}
        assert await submit(world, view, chosen) == {"ok": True}
        values = app.payloads("interactive")[-1]["view"]["state"]["values"]
    assert short == {"ok": True, "options": []}
    assert (sent["type"], sent["value"], sent["action_id"]) == ("block_suggestion", "am", "find")
    assert bad["error"] == "invalid_options"
    assert (status, refused) == (400, {"error": "'2' is not among the options of find"})
    assert values["who"]["find"]["selected_option"]["value"] == "1"
