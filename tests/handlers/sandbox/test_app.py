"""What a manifest says of an app; what it leaves out has Slack's own default."""

import pytest

from handlers.sandbox.app import AppConfig
from tests.handlers.sandbox.world import manifest


def app(made):
    return AppConfig(made, "xoxb", "xapp", "shh")


@pytest.mark.parametrize("empty", [{}, {"features": None, "settings": []}], ids=["bare", "odd"])
def test_an_empty_manifest_is_an_app_that_can_do_nothing(empty):
    bare = app(empty)
    assert (bare.name, bare.bot_name, bare.scopes, bare.bot_events) == (
        "App",
        "App",
        (),
        frozenset(),
    )
    assert (bare.commands, bare.shortcuts) == ({}, {})
    assert not any((bare.is_interactive, bare.has_home_tab, bare.messages_tab_is_read_only))
    assert bare.has_messages_tab, "Slack shows the tab unless it is switched off"


def test_the_bot_has_the_apps_name_unless_it_has_one_of_its_own():
    named = {"display_information": {"name": "Convenor"}}
    assert app(named).bot_name == "Convenor"
    assert app({**named, "features": {"bot_user": {"display_name": "convy"}}}).bot_name == "convy"


def test_commands_and_shortcuts_want_their_scope():
    assert set(app(manifest()).commands) == {"/wg", "/escaped"}
    assert set(app(manifest()).shortcuts) == {"log", "open"}
    without = app(manifest(without=["commands"]))
    assert (without.commands, without.shortcuts) == ({}, {})


def test_the_messages_tab_can_be_switched_off():
    off = {"home_tab_enabled": True, "messages_tab_enabled": False}
    assert not app(manifest(app_home=off)).has_messages_tab
    assert app(manifest(app_home=off)).has_home_tab
