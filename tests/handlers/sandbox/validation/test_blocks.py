"""Every limit of Block Kit at its edge: what just fits is taken, one more is refused."""

import pytest

from handlers.sandbox.refusal import Refused
from handlers.sandbox.validation.messages import checked_blocks
from tests.handlers.sandbox.validation.parts import (
    image,
    mrkdwn,
    refused,
    section,
)
from tests.handlers.sandbox.world import actions, button, plain

# name, a block with n of something, the largest n
SIZES = [
    ("section text", lambda n: section("x" * n), 3000),
    ("section fields", lambda n: {"type": "section", "fields": [mrkdwn("x")] * n}, 10),
    ("field text", lambda n: {"type": "section", "fields": [mrkdwn("x" * n)]}, 2000),
    ("block_id", lambda n: section(block_id="x" * n), 255),
    ("header", lambda n: {"type": "header", "text": plain("x" * n)}, 150),
    ("context", lambda n: {"type": "context", "elements": [mrkdwn("x")] * n}, 10),
    ("context text", lambda n: {"type": "context", "elements": [mrkdwn("x" * n)]}, 3000),
    ("image alt_text", lambda n: image(alt_text="x" * n), 2000),
    ("image title", lambda n: image(title=plain("x" * n)), 2000),
    ("image_url", lambda n: image(image_url="https://a.b/".ljust(n, "x")), 3000),
    ("list indent", lambda n: rich_list(indent=n), 8),
    ("table rows", lambda n: table([cell()] * n), 100),
    ("table cells", lambda n: table([[raw()] * n]), 20),
    ("table text", lambda n: table([[raw("x" * n)]]), 10_000),
    ("markdown", lambda n: {"type": "markdown", "text": "x" * n}, 12_000),
    ("video title", lambda n: video(title=plain("x" * n)), 199),
    ("video author", lambda n: video(author_name="x" * n), 49),
]


def raw(words="x"):
    return {"type": "raw_text", "text": words}


def cell():
    return [raw()]


def table(rows, **more):
    return {"type": "table", "rows": rows, **more}


def video(**more):
    address = "https://video.example/1"
    own = {"alt_text": "x", "title": plain("x"), "thumbnail_url": address, "video_url": address}
    return {"type": "video", **own, **more}


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
    assert refused(made(most + 1))


GOOD = [
    {"type": "divider"},
    section(accessory=image()),
    section(expand=True),
    {"type": "context", "elements": [image(), plain("x"), mrkdwn("y")]},
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
    ("unsupported type", {"type": "carousel"}, "unsupported type: carousel"),
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
    ("no context", {"type": "context", "elements": []}, "no less than 1 items"),
    ("no actions", actions(), "no less than 1 items"),
    ("actions no list", {"type": "actions", "elements": {}}, "must be an array"),
    ("rich", {"type": "rich_text"}, "missing required field: elements"),
    ("rich part", rich({"type": "rich_text_table"}), "unsupported rich text part"),
    ("rich piece", rich(rich_section({"type": "video"})), "unsupported rich text element"),
    ("rich style", rich(rich_section({"type": "text", "text": "x", "style": {"loud": True}})),
     "additional property: loud"),
]  # fmt: skip


@pytest.mark.parametrize(("block", "words"), [row[1:] for row in BAD], ids=[r[0] for r in BAD])
def test_what_slack_refuses(block, words):
    assert words in refused(block)


def test_ids_must_be_unique_and_missing_ones_are_given():
    with pytest.raises(Refused, match="invalid_blocks") as caught:
        checked_blocks([section(block_id="x"), section(block_id="x")])
    assert "`block_id` x already exists" in caught.value.messages[0]
    with pytest.raises(Refused) as caught:
        checked_blocks([actions(button("same"), button("same"))])
    assert "`action_id` same already exists" in caught.value.messages[0]
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


def test_a_message_has_one_table_and_so_much_markdown():
    half = {"type": "markdown", "text": "x" * 6_000}
    assert checked_blocks([half, half])
    with pytest.raises(Refused) as caught:
        checked_blocks([half, half, {**half, "text": "x"}])
    assert "markdown must be less than 12001 characters" in caught.value.messages[0]
    with pytest.raises(Refused) as caught:
        checked_blocks([table([cell()]), table([cell()])])
    assert "only_one_table_allowed" in caught.value.messages[0]


def test_columns_are_set_or_skipped():
    settings = [None, {"align": "right", "is_wrapped": True}]
    assert checked_blocks([table([[raw(), raw()]], column_settings=settings)])
    assert "must be one of left" in refused(table([cell()], column_settings=[{"align": "middle"}]))
