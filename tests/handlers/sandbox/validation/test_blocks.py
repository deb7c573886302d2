"""Every limit of Block Kit at its edge: what just fits is taken, one more is refused."""

import pytest

from handlers.sandbox.refusal import Refused
from handlers.sandbox.validation.messages import checked_blocks
from tests.handlers.sandbox.world import actions, button, plain, text_input


def mrkdwn(words):
    return {"type": "mrkdwn", "text": words}


def section(words="x", **more):
    return {"type": "section", "text": mrkdwn(words), **more}


def field(element):
    return {"type": "input", "label": plain("L"), "element": element}


def option(value="v", words="t", **more):
    return {"text": plain(words), "value": value, **more}


def options(count):
    return [option(str(number)) for number in range(count)]


def groups(count, of=1):
    return [
        {"label": plain("g"), "options": [option(f"{group}.{one}") for one in range(of)]}
        for group in range(count)
    ]


def element(kind, **more):
    return {"type": kind, "action_id": "a", **more}


def confirm(**changed):
    return {
        "title": plain("t"),
        "text": plain("x"),
        "confirm": plain("c"),
        "deny": plain("d"),
        **changed,
    }


def image(**more):
    return {"type": "image", "image_url": "https://a.b/c.png", "alt_text": "x", **more}


# name, a block with n of something, the largest n
SIZES = [
    ("section text", lambda n: section("x" * n), 3000),
    ("section fields", lambda n: {"type": "section", "fields": [mrkdwn("x")] * n}, 10),
    ("field text", lambda n: {"type": "section", "fields": [mrkdwn("x" * n)]}, 2000),
    ("block_id", lambda n: section(block_id="x" * n), 255),
    ("header", lambda n: {"type": "header", "text": plain("x" * n)}, 150),
    ("context", lambda n: {"type": "context", "elements": [mrkdwn("x")] * n}, 10),
    ("context text", lambda n: {"type": "context", "elements": [mrkdwn("x" * n)]}, 3000),
    ("actions", lambda n: actions(*[button(f"a{i}") for i in range(n)]), 25),
    ("action_id", lambda n: actions(button("a" * n)), 255),
    ("label", lambda n: {**field(element("datepicker")), "label": plain("x" * n)}, 2000),
    ("hint", lambda n: {**field(element("datepicker")), "hint": plain("x" * n)}, 2000),
    ("image alt_text", lambda n: image(alt_text="x" * n), 2000),
    ("image title", lambda n: image(title=plain("x" * n)), 2000),
    ("image_url", lambda n: image(image_url="https://a.b/".ljust(n, "x")), 3000),
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
    ("list indent", lambda n: rich_list(indent=n), 8),
]


def rich(*elements):
    return {"type": "rich_text", "elements": list(elements)}


def rich_section(*pieces):
    return {"type": "rich_text_section", "elements": list(pieces)}


def rich_list(**more):
    words = rich_section({"type": "text", "text": "x"})
    return rich({"type": "rich_text_list", "style": "bullet", "elements": [words], **more})


@pytest.mark.parametrize(("made", "most"), [row[1:] for row in SIZES], ids=[r[0] for r in SIZES])
def test_a_limit_at_its_edge(made, most):
    assert checked_blocks([made(most)])
    with pytest.raises(Refused) as refused:
        checked_blocks([made(most + 1)])
    assert refused.value.error == "invalid_blocks"
    assert "[json-pointer:/blocks/0" in refused.value.messages[0]
    assert refused.value.as_answer()["response_metadata"]["messages"][0].startswith("[ERROR] ")


GOOD = [
    {"type": "divider"},
    section(accessory=button()),
    section(accessory=image()),
    section(accessory=element("multi_users_select", max_selected_items=2)),
    section(expand=True),
    {"type": "context", "elements": [image(), plain("x"), mrkdwn("y")]},
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
    {"type": "image", "slack_file": {"id": "F1"}, "alt_text": "x"},
    rich(rich_section({"type": "text", "text": "x", "style": {"bold": True}},
                      {"type": "link", "url": "https://a.b"},
                      {"type": "user", "user_id": "U1"},
                      {"type": "emoji", "name": "wave"},
                      {"type": "date", "timestamp": 1, "format": "{date}", "fallback": "x"})),
    rich({"type": "rich_text_quote", "elements": []}, {"type": "rich_text_preformatted",
                                                       "elements": [], "border": 0}),
]  # fmt: skip


@pytest.mark.parametrize("block", GOOD, ids=lambda block: block["type"])
def test_what_slack_takes(block):
    (named,) = checked_blocks([block])
    assert named["block_id"]


BAD = [
    ("unsupported type", {"type": "video"}, "unsupported type: video"),
    ("type no string", {"type": []}, "unsupported type: []"),
    ("no type", {"text": plain("x")}, "missing required field: type"),
    ("no object", "divider", "must be an object"),
    ("unknown key", {"type": "divider", "colour": "red"}, "additional property: colour"),
    ("empty text", section(""), "must be more than 0 characters"),
    ("no text", {"type": "section"}, "must have text or fields"),
    ("no fields", {"type": "section", "fields": []}, "no less than 1 items allowed"),
    ("text no string", {"type": "header", "text": plain(1)}, "must be a string"),
    ("text no object", {"type": "header", "text": "x"}, "must be an object"),
    ("mrkdwn header", {"type": "header", "text": mrkdwn("x")}, "unsupported text type: mrkdwn"),
    ("emoji in mrkdwn", section() | {"text": {**mrkdwn("x"), "emoji": True}}, "property: emoji"),
    ("verbatim in plain", {"type": "header", "text": {**plain("x"), "verbatim": True}}, "verbatim"),
    ("no alt_text", {"type": "image", "image_url": "https://a.b"}, "missing required field: alt"),
    ("two images", image(slack_file={"id": "F1"}), "must have exactly one of"),
    ("no image", {"type": "image", "alt_text": "x"}, "must have exactly one of"),
    ("bad url", image(image_url="not a url"), "must be a valid URL"),
    ("context button", {"type": "context", "elements": [button()]}, "unsupported context element"),
    ("no context", {"type": "context", "elements": []}, "no less than 1 items"),
    ("no actions", actions(), "no less than 1 items"),
    ("actions no list", {"type": "actions", "elements": {}}, "must be an array"),
    ("input in actions", actions(element("plain_text_input")), "unsupported element type"),
    ("multi in actions", actions(element("multi_users_select")), "unsupported element type"),
    ("button as input", field(button()), "unsupported element type: button"),
    ("overflow as input", field(element("overflow", options=options(1))), "unsupported element"),
    ("file input", field(element("file_input")), "unsupported element type: file_input"),
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
    ("rich", {"type": "rich_text"}, "missing required field: elements"),
    ("rich part", rich({"type": "rich_text_table"}), "unsupported rich text part"),
    ("rich piece", rich(rich_section({"type": "video"})), "unsupported rich text element"),
    ("rich style", rich(rich_section({"type": "text", "text": "x", "style": {"loud": True}})),
     "additional property: loud"),
]  # fmt: skip


@pytest.mark.parametrize(("block", "words"), [row[1:] for row in BAD], ids=[r[0] for r in BAD])
def test_what_slack_refuses(block, words):
    with pytest.raises(Refused) as refused:
        checked_blocks([block])
    assert refused.value.error == "invalid_blocks"
    assert words in refused.value.messages[0]


def test_ids_must_be_unique_and_missing_ones_are_given():
    with pytest.raises(Refused, match="invalid_blocks") as refused:
        checked_blocks([section(block_id="x"), section(block_id="x")])
    assert "`block_id` x already exists" in refused.value.messages[0]
    with pytest.raises(Refused) as refused:
        checked_blocks([actions(button("same"), button("same"))])
    assert "`action_id` same already exists" in refused.value.messages[0]
    one, two = checked_blocks([section(block_id="1"), section()])
    assert one["block_id"] == "1"
    assert len(two["block_id"]) == 5
    bare = button()
    del bare["action_id"]
    (named,) = checked_blocks([actions(bare)])
    assert len(named["elements"][0]["action_id"]) == 5


def test_the_same_action_id_may_stand_in_two_blocks():
    assert checked_blocks([actions(button("a"), block_id="1"), actions(button("a"), block_id="2")])


def test_length_is_counted_in_code_points():
    assert checked_blocks([section("😀" * 3000)])
