"""What people typed, out of Slack's escaping."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.slack.kit.fallback import escape_text
from handlers.slack.kit.slack_text import (
    Mention,
    mentioned_ids,
    plain_text,
    read_parts,
    reason_in,
    spoken_text,
    unescape_text,
    with_channels,
    without_own_words,
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
        ("see <https://a.example/?q=1&amp;r=2|a.example>", ("see a.example",)),
        ("<https://a.example/?q=1&amp;r=2>", ("https://a.example/?q=1&r=2",)),
        ("call <tel:+442079813000|+44 20 7981 3000>", ("call +44 20 7981 3000",)),
        ("<tel:+442079813000>", ("+442079813000",)),
        ("<mailto:a@b.example|a@b.example>", ("a@b.example",)),
        ("in <#C1|general> or <#C2>", ("in #general or #channel",)),
        ("<!channel> <!here|here> <!subteam^S1|@team>", ("@channel @here @team",)),
        ("<!subteam^S1> <!date^1^{date}|2 May>", ("@group 2 May",)),
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
    raw = " <@U1|x>, <@U4|kofi> and <@U2>: &lt;@U3&gt; "
    assert spoken_text(raw, {"U1": "amara"}) == "@amara, @kofi and @someone: <@U3>"


def test_plain_has_one_space_for_blanks_and_nothing_unseen():
    assert plain_text("\u3000add\u00a0\t Draft\u200b\u2009it\u202e\nnow ") == "add Draft it\nnow"


def test_channels_are_named_where_slack_did_not():
    names = {"C1": "technology", "C2": ""}
    assert with_channels("<#C1> <#C1|> <#C2|old> <#C3>", names) == (
        "<#C1|technology> <#C1|technology> <#C2|old> <#C3>"
    )


@pytest.mark.parametrize(
    ("raw", "left"),
    [
        ("Draft it @liam · due Friday", ""),
        ("Draft  it\n@liam · due Friday sent to all", "sent to all"),
        ("Draft it <@U1|liam> · due Monday", "Monday"),
        ("Draft it sent to all", "sent to all"),
        ("Draft sent to all", "Draft sent to all"),
        ("sent to all", "sent to all"),
        ("", ""),
    ],
)
def test_a_pasted_line_of_ours_says_nothing_more_than_its_reference(raw, left):
    assert without_own_words(raw, "Draft it", "@liam · due Friday", {"U1": "liam"}) == left


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("because the law changed", "the law changed"),
        ("Because: the law changed", "the law changed"),
        ("because of the vote", "because of the vote"),
        ("the law changed", "the law changed"),
        ("because", ""),
        ("", ""),
        ("becausewise", "becausewise"),
    ],
)
def test_a_reason_is_what_stands_behind_because(typed, reason):
    assert reason_in(typed) == reason


@given(st.text(max_size=80))
def test_what_was_typed_comes_back_literally(text):
    assert "".join(p for p in read_parts(escape_text(text)) if isinstance(p, str)) == text
    assert mentioned_ids(escape_text(text)) == ()
