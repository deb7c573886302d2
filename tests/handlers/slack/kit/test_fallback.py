"""The top-level text: all that the blocks say, escaped once, within Slack's limit."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from handlers.slack.kit import blocks as kit
from handlers.slack.kit.fallback import escape_text, fallback_text
from handlers.slack.kit.slack_text import unescape_text


@given(st.text(max_size=100))
def test_escaping_is_undone_exactly(words):
    assert unescape_text(escape_text(words)) == words


def test_only_three_characters_are_escaped():
    assert escape_text('<!here> & "é" &amp;') == '&lt;!here&gt; &amp; "é" &amp;amp;'


def test_every_kind_of_block_is_read_in_order():
    at = datetime(2026, 12, 12, 14, 0, tzinfo=UTC)
    blocks = [
        kit.header("Head <1>"),
        kit.rich(
            kit.line("A & ", kit.bold("b"), " ", kit.person("U1")),
            kit.bullets([kit.line("one"), kit.line("two")]),
            kit.preformatted("<code>"),
        ),
        kit.rich(
            kit.line(kit.moment(at, "UTC", "{time}"), " ", kit.link("https://a.example", "A"))
        ),
        kit.divider(),
        kit.actions(kit.button("Never said", "a")),
        {"type": "section", "text": {"type": "mrkdwn", "text": "*bold* &amp; <@U1>"}},
        {"type": "section", "fields": [kit.plain("a", 9), kit.plain("<b>", 9)]},
        {"type": "image", "image_url": "https://a.example/1.png", "alt_text": "A <chart>"},
        kit.small("small & grey"),
    ]
    assert fallback_text(blocks) == (
        "Head &lt;1&gt;\n"
        "A &amp; b <@U1>\n"
        "• one\n"
        "• two\n"
        "&lt;code&gt;\n"
        "<!date^1797084000^{time}|Saturday 12 December 2026, 14:00 (UTC)> <https://a.example|A>\n"
        "*bold* &amp; <@U1>\n"
        "a\n"
        "&lt;b&gt;\n"
        "A &lt;chart&gt;\n"
        "small &amp; grey"
    )


def test_what_people_typed_can_neither_ping_nor_break_out_of_a_link():
    link = kit.link("https://a.example/?q=<x>", "a> <!channel|b")
    words = fallback_text([kit.rich(kit.line("<!channel> <@U1> ", link))])
    assert words == (
        "&lt;!channel&gt; &lt;@U1&gt; <https://a.example/?q=&lt;x&gt;|a&gt; &lt;!channel|b>"
    )


def test_a_message_of_nothing_but_buttons_says_nothing():
    assert fallback_text([kit.actions(kit.button("Done", "a")), kit.divider()]) == ""


def test_what_is_too_long_loses_whole_lines_and_says_so():
    lines = [kit.rich(kit.line("&" * 100)) for _ in range(20)]
    words = fallback_text(lines)
    assert len(words) <= 4_000
    *kept, last = words.split("\n")
    assert last == "and 13 more"
    assert kept == ["&amp;" * 100] * 7


@given(st.lists(st.text(max_size=600), max_size=30))
def test_it_is_never_longer_than_slack_allows(texts):
    assert len(fallback_text([kit.rich(kit.line(text)) for text in texts])) <= 4_000
