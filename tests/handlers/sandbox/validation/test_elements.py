"""Every limit of interactive elements at its edge, and which block may hold which."""

import pytest

from handlers.sandbox.validation.messages import checked_blocks
from tests.handlers.sandbox.validation.parts import (
    confirm,
    element,
    field,
    groups,
    mrkdwn,
    option,
    options,
    refused,
    section,
)
from tests.handlers.sandbox.world import actions, button, plain, text_input

# name, a block with n of something, the largest n
SIZES = [
    ("actions", lambda n: actions(*[button(f"a{i}") for i in range(n)]), 25),
    ("action_id", lambda n: actions(button("a" * n)), 255),
    ("label", lambda n: {**field(element("datepicker")), "label": plain("x" * n)}, 2000),
    ("hint", lambda n: {**field(element("datepicker")), "hint": plain("x" * n)}, 2000),
    ("button text", lambda n: actions({**button(), "text": plain("x" * n)}), 75),
    ("button value", lambda n: actions(button(value="x" * n)), 2000),
    ("button url", lambda n: actions(button(url="https://a.b/".ljust(n, "x"))), 3000),
    ("button label", lambda n: actions(button(accessibility_label="x" * n)), 75),
    ("confirm title", lambda n: actions(button(confirm=confirm(title=plain("x" * n)))), 100),
    ("confirm text", lambda n: actions(button(confirm=confirm(text=plain("x" * n)))), 300),
    ("confirm yes", lambda n: actions(button(confirm=confirm(confirm=plain("x" * n)))), 30),
    ("confirm no", lambda n: actions(button(confirm=confirm(deny=plain("x" * n)))), 30),
    ("options", lambda n: actions(element("static_select", options=options(n))), 100),
    ("groups", lambda n: actions(element("static_select", option_groups=groups(n))), 100),
    (
        "options of a group",
        lambda n: actions(element("static_select", option_groups=groups(1, n))),
        100,
    ),
    (
        "group label",
        lambda n: actions(
            element(
                "static_select",
                option_groups=[{"label": plain("x" * n), "options": options(1)}],
            )
        ),
        75,
    ),
    (
        "many options",
        lambda n: field(element("multi_static_select", options=options(n))),
        100,
    ),
    (
        "option text",
        lambda n: actions(element("static_select", options=[option(words="x" * n)])),
        75,
    ),
    (
        "option value",
        lambda n: actions(element("static_select", options=[option("x" * n)])),
        150,
    ),
    (
        "option description",
        lambda n: actions(element("static_select", options=[option(description=plain("x" * n))])),
        75,
    ),
    (
        "option url",
        lambda n: actions(element("overflow", options=[option(url="https://a.b/".ljust(n, "x"))])),
        3000,
    ),
    (
        "placeholder",
        lambda n: actions(element("users_select", placeholder=plain("x" * n))),
        150,
    ),
    ("overflow", lambda n: actions(element("overflow", options=options(n))), 5),
    ("radio buttons", lambda n: actions(element("radio_buttons", options=options(n))), 10),
    ("checkboxes", lambda n: actions(element("checkboxes", options=options(n))), 10),
    ("max_length", lambda n: text_input(max_length=n), 3000),
    ("min_length", lambda n: text_input(min_length=n), 3000),
    ("initial value", lambda n: text_input(initial_value="x" * n), 3000),
    ("initial value", lambda n: text_input(initial_value="x" * n, max_length=20), 20),
]


@pytest.mark.parametrize(("made", "most"), [row[1:] for row in SIZES], ids=[r[0] for r in SIZES])
def test_a_limit_at_its_edge(made, most):
    assert checked_blocks([made(most)])
    assert refused(made(most + 1))


GOOD = [
    section(accessory=button()),
    section(accessory=element("multi_users_select", max_selected_items=2)),
    section(accessory=element("multi_channels_select", initial_channels=["C1"])),
    field(element("multi_conversations_select", filter={"include": ["im"]})),
    actions(button(style="primary"), button("b", style="danger")),
    actions(button(confirm=confirm(style="danger"))),
    actions(element("datepicker", initial_date="2026-12-12", placeholder=plain("x"))),
    actions(element("timepicker", initial_time="23:59", timezone="Europe/Dublin")),
    actions(element("datetimepicker", initial_date_time=1_800_000_000)),
    actions(element("conversations_select", default_to_current_conversation=True)),
    actions(element("conversations_select", filter={"include": ["private", "im"]})),
    actions(element("channels_select", initial_channel="C1")),
    actions(element("external_select", min_query_length=0)),
    field(element("multi_external_select", min_query_length=0, max_selected_items=2,
                  initial_options=options(2))),
    actions(element("static_select", options=options(2), initial_option=option("1"))),
    field(element("checkboxes", options=options(2), initial_options=options(1))),
    field(element("radio_buttons", options=[{"text": mrkdwn("*x*"), "value": "1"}])),
    field(element("number_input", is_decimal_allowed=True, min_value="-1.5", max_value="2")),
    field(element("email_text_input")),
    field(element("url_text_input", dispatch_action_config={
        "trigger_actions_on": ["on_enter_pressed"]})),
    {**text_input(), "dispatch_action": True, "optional": True},
]  # fmt: skip


@pytest.mark.parametrize("block", GOOD, ids=lambda block: block["type"])
def test_what_slack_takes(block):
    (named,) = checked_blocks([block])
    assert named["block_id"]


BAD = [
    ("context button", {"type": "context", "elements": [button()]}, "unsupported context element"),
    ("input in actions", actions(element("plain_text_input")), "unsupported element type"),
    ("multi in actions", actions(element("multi_users_select")), "unsupported element type"),
    ("multi channels", actions(element("multi_channels_select")), "unsupported element type"),
    ("button as input", field(button()), "unsupported element type: button"),
    ("overflow as input", field(element("overflow", options=options(1))), "unsupported element"),
    ("file input", field(element("file_input")), "not offered by the sandbox, uns"),
    ("rich text", field(element("rich_text_input")), "not offered by the sandbox, unsupported"),
    ("accessory text", section(accessory=element("plain_text_input")), "unsupported accessory"),
    ("no label", {"type": "input", "element": element("datepicker")}, "missing required field"),
    ("mrkdwn label", {**field(element("datepicker")), "label": mrkdwn("x")}, "unsupported text"),
    ("style", actions(button(style="default")), "must be one of primary, danger"),
    ("value no string", actions(button(value=1)), "must be a string"),
    ("button key", actions(button(placeholder=plain("x"))), "additional property: placeholder"),
    ("half a confirm", actions(button(confirm={"title": plain("x")})), "missing required field"),
    ("no options", actions(element("static_select")), "exactly one of options, option_groups"),
    ("both", actions(element("static_select", options=options(1), option_groups=groups(1))),
     "exactly one of"),
    ("empty options", actions(element("static_select", options=[])), "no less than 1 items"),
    ("mrkdwn option", actions(element("static_select", options=[{"text": mrkdwn("x"),
     "value": "1"}])), "unsupported text type"),
    ("no value", actions(element("static_select", options=[{"text": plain("x")}])), "value"),
    ("url in select", actions(element("static_select", options=[option(url="https://a.b")])),
     "additional property: url"),
    ("stranger", actions(element("static_select", options=options(1), initial_option=option("9"))),
     "initial options must be among"),
    ("strangers", field(element("checkboxes", options=options(1), initial_options=[option("9")])),
     "initial options must be among"),
    ("most 0", field(element("multi_users_select", max_selected_items=0)), "between 1 and"),
    ("date", actions(element("datepicker", initial_date="12.12.2026")), "YYYY-MM-DD"),
    ("no such date", actions(element("datepicker", initial_date="2026-02-30")), "YYYY-MM-DD"),
    ("time", actions(element("timepicker", initial_time="24:00")), "HH:mm"),
    ("zone", actions(element("timepicker", timezone="Mars/Olympus")), "IANA"),
    ("moment", actions(element("datetimepicker", initial_date_time=123)), "must be between"),
    ("moment text", actions(element("datetimepicker", initial_date_time="1800000000")), "integer"),
    ("placeholder", actions(element("datetimepicker", placeholder=plain("x"))), "placeholder"),
    ("decimal", field(element("number_input")), "missing required field: is_decimal_allowed"),
    ("number", field(element("number_input", is_decimal_allowed=False, min_value=1)), "a number"),
    ("numbers", field(element("number_input", is_decimal_allowed=False, min_value="2",
     max_value="1")), "min_value must not be more"),
    ("lengths", text_input(min_length=5, max_length=4), "min_length must not be more"),
    ("max_length 0", text_input(max_length=0), "must be between 1 and 3000"),
    ("flag", {**text_input(), "optional": "yes"}, "must be a boolean"),
    ("dispatch", text_input(dispatch_action_config={"trigger_actions_on": ["x"]}), "must be one"),
    ("filter", actions(element("conversations_select", filter={})), "at least one key"),
]  # fmt: skip


@pytest.mark.parametrize(("block", "words"), [row[1:] for row in BAD], ids=[r[0] for r in BAD])
def test_what_slack_refuses(block, words):
    assert words in refused(block)
