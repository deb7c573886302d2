"""The stack of modals that a person has open."""

from dataclasses import replace

from tests.handlers.sandbox.world import (
    AMARA,
    SINA,
    FakeTime,
    actions,
    button,
    modal,
    plain,
    text_input,
    with_app,
)
from tests.waiting import PATIENT


async def open_modal(world, app, view=None, user=SINA):
    trigger = await world.trigger(app, user)
    return await world.api("views.open", trigger_id=trigger, view=view or modal())


async def trigger_from(world, app, view):
    """A trigger id made by a button within a view."""
    pressed = {"view_id": view["id"], "block_id": "row", "action_id": "press"}
    await world.do("view/action", SINA, **pressed, values={})
    return app.payloads("interactive")[-1]["trigger_id"]


async def test_three_modals_are_the_most_and_only_a_modal_can_be_pushed_onto():
    async with with_app() as (world, app):
        view = modal(actions(button()))
        first = (await open_modal(world, app, view))["view"]
        second = await world.api(
            "views.push", trigger_id=await trigger_from(world, app, first), view=view
        )
        third = await world.api(
            "views.open", trigger_id=await trigger_from(world, app, second["view"]), view=view
        )
        assert third["view"]["previous_view_id"] == second["view"]["id"]
        assert third["view"]["root_view_id"] == first["id"]
        trigger = await trigger_from(world, app, third["view"])
        fourth = await world.api("views.push", trigger_id=trigger, view=view)
        assert fourth["error"] == "push_limit_reached"
        assert len(await world.modals(SINA)) == 3
        from_command = await world.trigger(app)
        pushed = await world.api("views.push", trigger_id=from_command, view=view)
        assert pushed["error"] == "invalid_trigger_id"
        afresh = await world.api("views.open", trigger_id=from_command, view=view)
        assert [one["id"] for one in await world.modals(SINA)] == [afresh["view"]["id"]]


async def test_input_survives_an_update_where_both_ids_stay():
    async with with_app() as (world, app):
        select = {
            "type": "static_select",
            "action_id": "choice",
            "options": [{"text": plain(v), "value": v} for v in ("a", "b")],
        }
        blocks = [
            text_input("kept"),
            text_input("renamed", "old"),
            actions(button(), select),
        ]
        view = (await open_modal(world, app, modal(*blocks)))["view"]
        values = {
            "kept": {"value": {"type": "plain_text_input", "value": "typed"}},
            "renamed": {"old": {"type": "plain_text_input", "value": "lost"}},
        }
        await world.do(
            "view/action",
            SINA,
            view_id=view["id"],
            block_id="row",
            action_id="choice",
            values=values,
            selected_option={"value": "b"},
        )
        sent = app.payloads("interactive")[-1]
        assert sent["view"]["state"]["values"]["kept"]["value"]["value"] == "typed"
        assert sent["actions"][0]["selected_option"] == {"text": plain("b"), "value": "b"}
        assert sent["container"] == {"type": "view", "view_id": view["id"]}
        changed = [
            text_input("kept", initial_value="new"),
            text_input("renamed", "fresh", initial_value="new"),
            actions(button(), {**select, "options": select["options"][:1]}),
        ]
        updated = await world.api("views.update", view_id=view["id"], view=modal(*changed))
        state = updated["view"]["state"]["values"]
    assert state["kept"]["value"]["value"] == "typed"
    assert state["renamed"]["fresh"]["value"] == "new"
    assert state["row"]["choice"]["selected_option"] is None


async def test_closing_tells_the_app_only_when_it_asked():
    async with with_app() as (world, app):
        quiet = (await open_modal(world, app))["view"]
        await world.do("view/close", SINA, view_id=quiet["id"])
        view = modal(actions(button()), notify_on_close=True)
        root = (await open_modal(world, app, view))["view"]
        top = await world.api(
            "views.push", trigger_id=await trigger_from(world, app, root), view=view
        )
        await world.do("view/close", SINA, view_id=top["view"]["id"])
        await world.sandbox.quiet()
        cancelled = app.payloads("interactive")[-1]
        await world.api("views.push", trigger_id=await trigger_from(world, app, root), view=view)
        pushed = (await world.modals(SINA))[-1]
        await world.do("view/close", SINA, view_id=pushed["id"], all=True)
        await world.sandbox.quiet()
        crossed = app.payloads("interactive")[-1]
        assert await world.modals(SINA) == []
        closed = [p for p in app.payloads("interactive") if p["type"] == "view_closed"]
    assert len(closed) == 2
    assert (cancelled["view"]["id"], cancelled["is_cleared"]) == (top["view"]["id"], False)
    assert cancelled["view"]["state"] == {"values": {}}, "Slack does not say what was in it"
    assert (crossed["view"]["id"], crossed["is_cleared"]) == (root["id"], True)


async def test_clear_on_close_takes_the_whole_stack():
    async with with_app() as (world, app):
        root = (await open_modal(world, app, modal(actions(button()))))["view"]
        trigger = await trigger_from(world, app, root)
        top = await world.api("views.push", trigger_id=trigger, view=modal(clear_on_close=True))
        await world.do("view/close", SINA, view_id=top["view"]["id"])
        assert await world.modals(SINA) == []


async def test_only_the_topmost_modal_of_oneself_can_be_submitted():
    async with with_app() as (world, app):
        root = (await open_modal(world, app, modal(actions(button()))))["view"]
        trigger = await trigger_from(world, app, root)
        await world.api("views.push", trigger_id=trigger, view=modal())
        where = {"view_id": root["id"], "values": {}}
        assert (await world.post("view/submit", SINA, **where))[0] == 404
        assert (await world.post("view/submit", AMARA, **where))[0] == 404
        assert (await world.post("view/close", AMARA, view_id=root["id"]))[0] == 404


async def test_a_trigger_lives_three_seconds_and_works_once():
    time = FakeTime()
    async with with_app(real_now=time, timing=replace(PATIENT, trigger=3.0)) as (world, app):
        trigger = await world.trigger(app)
        time.value += 3.0
        assert (await world.api("views.open", trigger_id=trigger, view=modal()))["ok"] is True
        again = await world.api("views.open", trigger_id=trigger, view=modal())
        assert again["error"] == "exchanged_trigger_id"
        late = await world.trigger(app)
        time.value += 3.1
        expired = await world.api("views.open", trigger_id=late, view=modal())
        assert expired["error"] == "expired_trigger_id"
        unknown = await world.api("views.open", trigger_id="1.2.3", view=modal())
        assert unknown["error"] == "invalid_trigger_id"


async def test_a_trigger_runs_on_real_time_while_the_clock_leaps():
    async with with_app() as (world, app):
        trigger = await world.trigger(app)
        await world.sandbox.advance(86_400)
        assert (await world.api("views.open", trigger_id=trigger, view=modal()))["ok"] is True


async def test_a_bad_view_does_not_use_the_trigger_up():
    async with with_app() as (world, app):
        trigger = await world.trigger(app)
        bad = await world.api("views.open", trigger_id=trigger, view=modal(title=plain("x" * 25)))
        assert bad["error"] == "invalid_arguments"
        assert bad["response_metadata"]["messages"] == [
            "[ERROR] must be less than 25 characters [json-pointer:/view/title/text]"
        ]
        assert (await world.api("views.open", trigger_id=trigger, view=modal()))["ok"] is True
