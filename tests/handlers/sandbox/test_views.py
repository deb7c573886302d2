"""views.*, triggers, stacks of modals, hashes and what people typed into them."""

from dataclasses import replace

import pytest

from tests.handlers.sandbox.world import (
    AMARA,
    BOT,
    GENERAL,
    GRETA,
    SINA,
    TECHNOLOGY,
    FakeTime,
    actions,
    button,
    manifest,
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


async def test_an_opened_view_carries_all_that_slack_adds():
    async with with_app() as (world, app):
        view = (await open_modal(world, app, modal(private_metadata="secret")))["view"]
        assert await world.modals(AMARA) == []
        (shown,) = await world.modals(SINA)
    assert shown == {**view, "errors": {}}
    assert view["id"].startswith("V")
    assert view["root_view_id"] == view["id"]
    assert view["previous_view_id"] is None
    assert view["app_installed_team_id"] == view["team_id"] == "T0GOSRN001"
    assert view["private_metadata"] == "secret"
    assert view["state"] == {
        "values": {"title": {"value": {"type": "plain_text_input", "value": None}}}
    }


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


async def test_an_update_needs_the_present_hash_and_an_open_view():
    async with with_app() as (world, app):
        view = (await open_modal(world, app, modal(external_id="mine")))["view"]
        stale = await world.api(
            "views.update", view_id=view["id"], hash="1.abc", view=modal(external_id="mine")
        )
        assert stale["error"] == "hash_conflict"
        good = await world.api(
            "views.update", external_id="mine", hash=view["hash"], view=modal(external_id="mine")
        )
        assert good["view"]["hash"] != view["hash"]
        without = await world.api("views.update", view_id=view["id"], view=modal())
        assert without["ok"] is True
        await world.do("view/close", SINA, view_id=view["id"])
        gone = await world.api("views.update", view_id=view["id"], view=modal())
        assert gone["error"] == "not_found"
        nameless = await world.api("views.update", view=modal())
        assert nameless["error"] == "invalid_arguments"


async def test_an_external_id_belongs_to_one_view():
    async with with_app() as (world, app):
        await open_modal(world, app, modal(external_id="mine"))
        second = await open_modal(world, app, modal(external_id="mine"), user=AMARA)
    assert second["error"] == "duplicate_external_id"


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
    assert (crossed["view"]["id"], crossed["is_cleared"]) == (root["id"], True)


async def test_clear_on_close_takes_the_whole_stack():
    async with with_app() as (world, app):
        root = (await open_modal(world, app, modal(actions(button()))))["view"]
        trigger = await trigger_from(world, app, root)
        top = await world.api("views.push", trigger_id=trigger, view=modal(clear_on_close=True))
        await world.do("view/close", SINA, view_id=top["view"]["id"])
        assert await world.modals(SINA) == []


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


async def test_only_the_topmost_modal_of_oneself_can_be_submitted():
    async with with_app() as (world, app):
        root = (await open_modal(world, app, modal(actions(button()))))["view"]
        trigger = await trigger_from(world, app, root)
        await world.api("views.push", trigger_id=trigger, view=modal())
        where = {"view_id": root["id"], "values": {}}
        assert (await world.post("view/submit", SINA, **where))[0] == 404
        assert (await world.post("view/submit", AMARA, **where))[0] == 404
        assert (await world.post("view/close", AMARA, view_id=root["id"]))[0] == 404


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


async def test_home_tabs_are_published_for_active_people_only_and_with_the_hash():
    home = {"type": "home", "blocks": [{"type": "divider"}]}
    async with with_app() as (world, app):
        first = await world.api("views.publish", user_id=SINA, view=home)
        stale = await world.api("views.publish", user_id=SINA, view=home, hash="1.abc")
        good = await world.api("views.publish", user_id=SINA, view=home, hash=first["view"]["hash"])
        assert stale["error"] == "hash_conflict"
        assert good["view"]["id"] == first["view"]["id"]
        for user in ("U0NOBODY01", GRETA, BOT):
            refused = await world.api("views.publish", user_id=user, view=home)
            assert refused["error"] == "invalid_arguments"
        as_modal = await world.api("views.publish", user_id=SINA, view=modal())
        assert as_modal["error"] == "invalid_arguments"
        await world.do("conversation/open", SINA, user=BOT)
        await world.sandbox.quiet()
        (opened,) = app.events("app_home_opened")
        assert opened["view"]["id"] == first["view"]["id"]
        assert await world.home(AMARA) is None
        assert (await world.post("view/close", SINA, view_id=first["view"]["id"]))[0] == 404


async def test_there_is_no_home_tab_unless_it_is_enabled():
    app_home = {"home_tab_enabled": False, "messages_tab_enabled": True}
    async with with_app(app_manifest=manifest(app_home=app_home)) as (world, app):
        view = {"type": "home", "blocks": []}
        answer = await world.api("views.publish", user_id=SINA, view=view)
        await world.do("conversation/open", SINA, user=BOT)
        await world.sandbox.quiet()
        (opened,) = app.events("app_home_opened")
    assert answer["error"] == "not_enabled"
    assert opened["tab"] == "messages"


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
        chosen = {"who": {"find": {"selected_option": found["options"][0]}}}
        assert await submit(world, view, chosen) == {"ok": True}
        values = app.payloads("interactive")[-1]["view"]["state"]["values"]
    assert short == {"ok": True, "options": []}
    assert (sent["type"], sent["value"], sent["action_id"]) == ("block_suggestion", "am", "find")
    assert bad["error"] == "invalid_options"
    assert values["who"]["find"]["selected_option"]["value"] == "1"


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
