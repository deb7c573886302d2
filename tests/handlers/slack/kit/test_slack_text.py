"""What people typed, out of Slack's escaping."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.slack.kit.fallback import escape_text
from handlers.slack.kit.slack_text import (
    Mention,
    mentioned_ids,
    read_parts,
    spoken_text,
    unescape_text,
)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("a &amp; b", "a & b"),
        ("&lt;!channel&gt;", "<!channel>"),
        ("&amp;lt;", "&lt;"),
        ("&amp;amp;", "&amp;"),
        ("&copy; & <", "&copy; & <"),
    ],
)
def test_escaping_is_undone_once(raw, text):
    assert unescape_text(raw) == text


@pytest.mark.parametrize(
    ("raw", "parts"),
    [
        ("", ()),
        ("plain", ("plain",)),
        ("ask <@U1|amara> and <@W2>!", ("ask ", Mention("U1"), " and ", Mention("W2"), "!")),
        ("<@U1><@U1>", (Mention("U1"), Mention("U1"))),
        ("see <https://a.example/?q=1&amp;r=2|a.example>", ("see https://a.example/?q=1&r=2",)),
        ("<mailto:a@b.example|a@b.example>", ("a@b.example",)),
        ("in <#C1|general> or <#C2>", ("in #general or #C2",)),
        ("<!channel> <!here|here> <!subteam^S1|@team>", ("@channel @here @subteam",)),
        ("&lt;@U1&gt;", ("<@U1>",)),
        ("<@lower>", ("@lower",)),
        ("1 &lt; 2 &gt; 0", ("1 < 2 > 0",)),
    ],
)
def test_parts(raw, parts):
    assert read_parts(raw) == parts


def test_each_person_is_named_once_in_order():
    assert mentioned_ids("<@U2> <@U1|a> <@U2>") == ("U2", "U1")
    assert mentioned_ids("&lt;@U1&gt; @U1") == ()


def test_spoken_names_people_without_pinging_them():
    assert (
        spoken_text(" <@U1|x> and <@U2>: &lt;@U3&gt; ", {"U1": "amara"}) == "@amara and @U2: <@U3>"
    )


@given(st.text(max_size=80))
def test_what_was_typed_comes_back_literally(text):
    assert "".join(p for p in read_parts(escape_text(text)) if isinstance(p, str)) == text
    assert mentioned_ids(escape_text(text)) == ()
