"""Options that the app suggests while a person types."""

from tests.handlers.sandbox.world import (
    SINA,
    modal,
    plain,
    with_app,
)


async def open_modal(world, app, view=None, user=SINA):
    trigger = await world.trigger(app, user)
    return await world.api("views.open", trigger_id=trigger, view=view or modal())


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
