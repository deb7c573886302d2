"""views.open, push, update and publish."""

from tests.handlers.sandbox.world import (
    AMARA,
    BOT,
    GRETA,
    SINA,
    manifest,
    modal,
    with_app,
)


async def open_modal(world, app, view=None, user=SINA):
    trigger = await world.trigger(app, user)
    return await world.api("views.open", trigger_id=trigger, view=view or modal())


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
