"""What becomes of a modal that a person sends off."""

import pytest

from tests.handlers.sandbox.world import (
    SINA,
    actions,
    button,
    modal,
    text_input,
    with_app,
)


async def test_malformed_values_of_a_view_are_unclear():
    async with with_app() as (world, app):
        trigger = await world.trigger(app)
        await world.api("views.open", trigger_id=trigger, view=modal())
        (view,) = await world.modals(SINA)
        for values in ("x", {"title": "x"}, {"title": {"value": "x"}}):
            body = {"view_id": view["id"], "values": values}
            assert (await world.post("view/submit", SINA, **body))[0] == 400


async def open_modal(world, app, view=None, user=SINA):
    trigger = await world.trigger(app, user)
    return await world.api("views.open", trigger_id=trigger, view=view or modal())


async def trigger_from(world, app, view):
    """A trigger id made by a button within a view."""
    pressed = {"view_id": view["id"], "block_id": "row", "action_id": "press"}
    await world.do("view/action", SINA, **pressed, values={})
    return app.payloads("interactive")[-1]["trigger_id"]


async def submit(world, view, values=None):
    given = values if values is not None else {"title": {"value": {"value": "x"}}}
    return await world.do("view/submit", SINA, view_id=view["id"], values=given)


@pytest.mark.parametrize(
    ("answer", "left"),
    [
        (None, 1),
        ({}, 1),
        ({"response_action": "clear"}, 0),
        ({"response_action": "update", "view": modal(callback_id="next")}, 2),
        ({"response_action": "push", "view": modal(callback_id="next")}, 3),
    ],
)
async def test_what_the_answer_to_a_submission_does(answer, left):
    async with with_app() as (world, app):
        root = (await open_modal(world, app, modal(actions(button()))))["view"]
        trigger = await trigger_from(world, app, root)
        top = (await world.api("views.push", trigger_id=trigger, view=modal()))["view"]
        app.answers["interactive"] = answer
        assert await submit(world, top) == {"ok": True}
        sent = app.payloads("interactive")[-1]
        assert sent["type"] == "view_submission"
        assert sent["response_urls"] == []
        modals = await world.modals(SINA)
    assert len(modals) == left
    if left > 1:
        assert modals[-1]["callback_id"] == "next"


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ({"response_action": "errors", "errors": {"nowhere": "x"}}, "invalid_errors"),
        ({"response_action": "errors", "errors": {}}, "invalid_errors"),
        ({"response_action": "errors"}, "invalid_errors"),
        ({"response_action": "update", "view": {"type": "modal"}}, "invalid_arguments"),
        ({"response_action": "dance"}, "invalid_response_action"),
        ({"text": "thanks"}, "invalid_response_action"),
    ],
)
async def test_an_answer_that_slack_would_not_understand(answer, error):
    async with with_app() as (world, app):
        view = (await open_modal(world, app))["view"]
        app.answers["interactive"] = answer
        result = await submit(world, view)
        assert len(await world.modals(SINA)) == 1
    assert result["ok"] is False
    assert result["error"] == error


async def test_the_client_refuses_before_the_app_hears_of_it():
    async with with_app() as (world, app):
        view = (await open_modal(world, app, modal(text_input("name", max_length=3))))["view"]
        empty = await submit(world, view, {})
        long = await submit(world, view, {"name": {"value": {"value": "four"}}})
        kept = (await world.modals(SINA))[0]
        assert [p for p in app.payloads("interactive") if p["type"] == "view_submission"] == []
    assert empty["errors"] == {"name": "Please complete this required field."}
    assert long["errors"] == {"name": "Please enter at most 3 characters."}
    assert kept["state"]["values"]["name"]["value"]["value"] == "four"
