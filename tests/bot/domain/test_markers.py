"""Which lines of a message mark something, however people decorate them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.markers import WHOLE, LineKind, read_lines, read_whole

DECISION, ACTION, INFO = LineKind.DECISION, LineKind.ACTION, LineKind.INFO


@pytest.mark.parametrize(
    ("raw", "kind", "text", "item"),
    [
        ("decision: meet in May", DECISION, "meet in May", None),
        ("DECISION: meet in May", DECISION, "meet in May", None),
        ("Action： <@U1> draft it", ACTION, "<@U1> draft it", None),
        ("*Action:* <@U1> draft it", ACTION, "<@U1> draft it", None),
        ("*action*: draft it", ACTION, "draft it", None),
        ("*decision: meet in May*", DECISION, "meet in May", None),
        ("_*info*_ : three tests", INFO, "three tests", None),
        ("• info: three tests", INFO, "three tests", None),
        ("* info: three *bold* tests", INFO, "three *bold* tests", None),
        ("  - decision 2: meet in May", DECISION, "meet in May", 2),
        ("info #12: three tests", INFO, "three tests", 12),
        ("ACTION - <@U1> draft it", ACTION, "<@U1> draft it", None),
        ("*Action* – <@U1> draft it", ACTION, "<@U1> draft it", None),
        ("Info 2 — three tests", INFO, "three tests", 2),
        ("decision: at 14:00, not 15:00", DECISION, "at 14:00, not 15:00", None),
    ],
    ids=[
        "plain", "capitals", "full width", "bold mark", "bold word", "bold line", "two marks",
        "bullet", "asterisk", "item", "number sign",
        "dash", "en dash", "em dash", "more colons",
    ],
)  # fmt: skip
def test_a_marked_line_is_read(raw, kind, text, item):
    (line,) = read_lines(f"Good morning\n{raw}\nThank you")
    assert (line.place, line.kind, line.text, line.item) == (1, kind, text, item)


@pytest.mark.parametrize(
    "raw",
    [
        "We made a decision: none",
        "decisions: two",
        "Action-oriented: see below",
        "decision:",
        "decision : ",
        "&gt; decision: what you said before",
        "`decision: …` is how you mark one",
        "```\ndecision: in code\n```",
        "[off] decision: secret",
        "decision: [off] secret",
        "*[OFF]* action: secret",
    ],
    ids=[
        "amid", "plural", "hyphen", "empty", "blank", "quoted", "code", "block", "off",
        "off behind", "off bold",
    ],
)  # fmt: skip
def test_what_marks_nothing(raw):
    assert read_lines(raw) == ()


def test_an_emoji_marks_the_whole_message_without_what_is_off():
    (line,) = read_whole("We meet in May\n[off] and they do not know it\nin Seoul", DECISION)
    assert (line.place, line.text) == (WHOLE, "We meet in May  in Seoul")
    assert read_whole("[off] all of it", DECISION) == ()
    assert [one.kind for one in read_whole("info: a\nmore", DECISION)] == [INFO]


@given(st.lists(st.text(max_size=20), max_size=6))
def test_nothing_of_an_off_line_is_ever_read(parts):
    secret = "zzqq"
    raw = "\n".join([*parts, f"[off] action: {secret}", *parts])
    found = [*read_lines(raw), *read_whole(raw, INFO)]
    assert not any(secret in line.text for line in found)
