"""Calls as Slack sends them, through router and desk: one effect each, and the right way back."""

import asyncio

import pytest

from handlers.sandbox.validation.messages import checked_view
from handlers.slack import routes
from handlers.slack.dispatch.dispatcher import Desk
from handlers.slack.kit.fallback import fallback_text
from handlers.slack.request.request import read_press, read_submission
from tests.bot.use_cases.actions.network import (
    AMARA,
    GRACE,
    LIAM,
    NORA,
    NOW,
    OLIVE,
    TECH,
    everybody,
    settle_in,
)
from tests.databases import WORKSPACE
from tests.journal import told_about
from tests.ports import ToldDirectory


@pytest.fixture
def slack(database_sqlite):
    return FakeSlack(database_sqlite)


class FakeSlack:
    """Sends what Slack sends and keeps the wire that would go back."""

    def __init__(self, database):
        self.database = database
        with database.transaction(WORKSPACE) as work:
            network = settle_in(work)
        self.desk = Desk(
            memory=database,
            directory=ToldDirectory(people=everybody(), channels=network.presence),
            now=lambda: NOW,
            secretariat=frozenset({GRACE}),
            commands=routes.COMMANDS,
        )

    def command(self, user_id, text, trigger="1"):
        call, route = routes.route_command(
            {
                "team_id": WORKSPACE,
                "user_id": user_id,
                "channel_id": TECH,
                "command": "/action",
                "text": text,
                "trigger_id": trigger,
                "response_url": "https://hooks.slack.test/1",
            }
        )
        return asyncio.run(self.desk.answer(call, route))

    def press(self, user_id, action_id, value, trigger="2"):
        call = read_press(
            {
                "team": {"id": WORKSPACE},
                "user": {"id": user_id},
                "channel": {"id": TECH},
                "actions": [{"action_id": action_id, "type": "button", "value": value}],
                "trigger_id": trigger,
                "response_url": "https://hooks.slack.test/2",
            }
        )
        return asyncio.run(self.desk.answer(call, routes.find_route(call)))

    def submit(self, user_id, view, values, view_id="V1"):
        call = read_submission(
            {
                "team": {"id": WORKSPACE},
                "user": {"id": user_id},
                "view": {
                    **view,
                    "id": view_id,
                    "hash": "h",
                    "state": {"values": {name: {"value": v} for name, v in values.items()}},
                },
            }
        )
        return asyncio.run(self.desk.answer(call, routes.find_route(call)))

    def count(self):
        with self.database.transaction(WORKSPACE, write=False) as work:
            return sum(1 for n in range(1, 9) if told_about(work, f"A{n}"))


FILLED = {
    "title": {"type": "plain_text_input", "value": "Draft the summary"},
    "owners": {"type": "multi_users_select", "selected_users": [OLIVE]},
    "organisations": {"type": "multi_static_select", "selected_options": []},
    "due_on": {"type": "datepicker", "selected_date": "2026-12-11"},
    "audience": {"type": "static_select", "selected_option": {"value": "group"}},
}


def test_a_command_is_answered_in_its_acknowledgement(slack):
    wire = slack.command(LIAM, f"add Draft the summary <@{OLIVE}> by Friday")
    assert wire.ack["response_type"] == "ephemeral"
    assert wire.ack["text"].startswith("Logged in Technology.\nA1 Draft the summary")


def test_slacks_retry_logs_nothing_twice_and_answers_the_same(slack):
    first = slack.command(LIAM, "add Draft the summary")
    assert slack.command(LIAM, "add Draft the summary") == first
    assert slack.count() == 1
    slack.command(LIAM, "add Draft the summary", trigger="9")
    assert slack.count() == 2


def test_alone_it_opens_a_view(slack):
    wire = slack.command(LIAM, "add")
    assert (wire.opens, wire.view["callback_id"]) == ("open", "action.add")


def test_a_form_is_answered_in_its_place_and_once(slack):
    view = slack.command(LIAM, "add").view
    wire = slack.submit(LIAM, view, FILLED)
    assert wire.ack["response_action"] == "update"
    assert "Logged in Technology." in str(wire.ack["view"]["blocks"])
    assert slack.submit(LIAM, view, FILLED) == wire
    assert slack.count() == 1


def test_what_is_wrong_in_a_form_stands_beside_its_field(slack):
    view = slack.command(LIAM, "add").view
    members = {"type": "static_select", "selected_option": {"value": "members"}}
    owners = {"type": "multi_users_select", "selected_users": [NORA]}
    wire = slack.submit(LIAM, view, FILLED | {"audience": members, "owners": owners})
    assert wire.ack["response_action"] == "errors"
    assert list(wire.ack["errors"]) == ["owners"]
    assert slack.count() == 0


def test_a_form_that_opens_an_action_shows_first_what_opens_and_saves_when_sent_again(slack):
    slack.command(AMARA, f"add Compare the fines <@{OLIVE}> for members")
    slack.command(AMARA, f"assign A1 <@{LIAM}>", trigger="2")
    view = slack.command(AMARA, "edit A1").view
    owner = {"type": "users_select", "selected_user": OLIVE}
    filled = {name: FILLED[name] for name in ("due_on", "audience")} | {"owner_user_id": owner}
    filled |= {"title": {"type": "plain_text_input", "value": "Compare them for all"}}
    shown = slack.submit(AMARA, view, filled).ack
    said = fallback_text(shown["view"]["blocks"])
    assert shown["response_action"] == "update"
    assert "You are about to open A1 to the whole group." in said
    assert "They will see its title, owner and due date, and who logged it." in said
    assert "2 lines of its history stay closed to them" in said
    checked = checked_view(shown["view"], kind="modal")
    kept = {b["block_id"]: b["element"] for b in checked["blocks"] if b["type"] == "input"}
    assert kept["title"]["initial_value"] == "Compare them for all"
    assert (kept["owner_user_id"]["initial_user"], kept["due_on"]["initial_date"]) == (
        OLIVE,
        "2026-12-11",
    )
    assert "I can't find A1" in str(slack.command(NORA, "show A1", trigger="3").ack)

    slack.submit(AMARA, shown["view"], filled, view_id="V2")
    observer = slack.command(NORA, "show A1", trigger="4").ack["text"]
    assert "Compare them for all" in observer
    assert "What happened" not in observer
    member = slack.command(LIAM, "show A1", trigger="5").ack["text"]
    assert "assigned by @amara (to @liam) · members only" in member


def test_a_press_replaces_the_list_it_stands_in(slack):
    slack.command(LIAM, f"add Draft it <@{LIAM}>")
    wire = slack.press(LIAM, "action.done", "A1|list 0 open mine")
    assert wire.respond["replace_original"] is True
    assert wire.respond["text"].startswith("Done: A1 Draft it")
    assert slack.press(LIAM, "action.done", "A1|list 0 open mine") == wire


def test_a_refused_press_leaves_the_message_alone(slack):
    slack.command(LIAM, f"add Draft it <@{LIAM}>")
    wire = slack.press(NORA, "action.done", "A1|list 0 open mine")
    assert wire.respond["replace_original"] is False
    assert "Only its owner or a chair of Technology" in wire.respond["text"]


def test_a_form_by_button_opens_a_view(slack):
    slack.command(LIAM, f"add Draft it <@{LIAM}>")
    wire = slack.press(LIAM, "action.handover", "A1|morning")
    assert (wire.opens, wire.view["callback_id"]) == ("open", "action.handover")


def test_the_chosen_day_logs_it(slack):
    asked = slack.command(LIAM, f"add Draft it <@{OLIVE}> by next Wednesday").ack
    chosen = asked["blocks"][1]["elements"][1]
    wire = slack.press(LIAM, chosen["action_id"], chosen["value"])
    assert "Due Wednesday 16 December 2026" in wire.respond["text"]
    assert slack.count() == 1


def test_of_several_all_or_none_are_done(slack):
    slack.command(LIAM, f"add Draft it <@{LIAM}>")
    refused = slack.command(LIAM, "done A1 A9", trigger="2").ack["text"]
    assert "I can't find A9" in refused
    assert "/action done A1 A9" in refused
    assert "Your open actions in Technology: 1" in slack.command(LIAM, "", trigger="3").ack["text"]


def test_a_refusal_gives_the_typed_text_back(slack):
    wire = slack.command(LIAM, "add Draft it by 12 Dec UTC")
    assert "names a time zone" in wire.ack["text"]
    assert "/action add Draft it by 12 Dec UTC" in wire.ack["text"]
    assert slack.count() == 0


def test_a_refusal_says_what_to_type_next(slack):
    slack.command(LIAM, "add Write the summary", trigger="1")
    slack.command(LIAM, "drop A1 because it is late", trigger="2")
    wire = slack.command(LIAM, "due A1 tomorrow", trigger="3")
    told = fallback_text(wire.ack["blocks"])
    assert (
        "A1 is dropped, so it stays as it is. To change it, type /action reopen A1 first." in told
    )
