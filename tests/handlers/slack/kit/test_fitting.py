"""Any content fits; what is lost is counted; no markup is cut."""

import re

from hypothesis import given
from hypothesis import strategies as st

from handlers.sandbox.validation.messages import checked_blocks
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.fallback import (
    MESSAGE_WEIGHT,
    cut_lists,
    escape_text,
    fallback_text,
    fit_blocks,
    text_weight,
)
from tests.network import Network

NOW = Network.NOW

typed = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=60)
words = st.builds(lambda text, times: f"x{text}" * times, typed, st.sampled_from([1, 1, 1, 60]))
elements = st.one_of(
    words.map(kit.text),
    words.map(kit.bold),
    st.just(kit.person("U1")),
    st.just(kit.moment(NOW, "Asia/Kolkata")),
    words.map(lambda text: kit.link("https://example.org/?a=1&b=2", text)),
    st.just(kit.link("https://example.org/long", "https://example.org/long")),
)
lines = st.lists(elements, min_size=1, max_size=4).map(lambda some: kit.line(*some))
lists = st.tuples(
    st.lists(lines, min_size=1, max_size=8), st.sampled_from([1, 1, 40]), st.booleans()
)


def listed(drawn):
    some, times, numbered = drawn
    return [(kit.numbered if numbered else kit.bullets)(some * times)]


def cut_list(drawn):
    (made,) = listed(drawn)
    return [made, kit.more(288, command="/action list all")]


blocks = st.lists(
    st.one_of(
        st.lists(lines, min_size=1, max_size=9).map(lambda some: kit.rich(*some)),
        lists.map(lambda drawn: kit.rich(*listed(drawn))),
        lists.map(lambda drawn: kit.rich(*cut_list(drawn))),
        words.map(kit.header),
        words.map(kit.small),
        st.just(kit.divider()),
    ),
    max_size=70,
)

MARKUP = re.compile(r"<(?:@U1|!date\^\d+\^[^|<>]*\|[^<>]*|https://example\.org/[^<>]*)>")
MORE = re.compile(r"(?m)^and (\d+) more(?:: /action list all)?$")
CHARACTERS = re.compile(r" \(and (\d+) more characters\)")


def whole_lines(some):
    """Each line that the blocks have to say, also beyond what fits."""
    return [
        line
        for block in some
        for part in (block["elements"] if block["type"] == "rich_text" else [block])
        for line in fallback_text([kit.rich(part) if part is not block else block]).split("\n")
        if line.strip()
    ]


def number_of_lines(some):
    """Those that are there and those that are counted."""
    number = 0
    for block in some:
        if block["type"] == "divider":
            continue
        for part in block["elements"] if block["type"] == "rich_text" else [block]:
            if part["type"] == "rich_text_list":
                number += len(part["elements"])
            else:
                number += part.left if isinstance(part, kit.More) else 1
    return number


def counted_in(text):
    return (
        sum(int(n) for n in MORE.findall(text))
        + len(MORE.sub("", text).split("\n"))
        - len([line for line in MORE.sub("", text).split("\n") if not line.strip()])
    )


@given(blocks)
def test_the_text_holds_or_counts_every_line_and_cuts_no_markup(some):
    text = fallback_text(some)
    assert len(text.encode("utf-16-le")) // 2 <= kit.MESSAGE_TEXT
    assert counted_in(text) == number_of_lines(some)
    bare = MARKUP.sub("", text)
    assert not re.search("[<>]", bare)
    assert not re.search("&(?!amp;|lt;|gt;)", text)
    assert "…" not in text or any("…" in one for one in whole_lines(some))


@given(blocks, st.integers(2, 50))
def test_blocks_fit_and_hold_or_count_every_line(some, most):
    fitting = fit_blocks(some, most)
    assert len(fitting) <= most
    assert text_weight(fitting) <= MESSAGE_WEIGHT
    if fitting:
        checked_blocks(fitting)
    assert number_of_lines(fitting) == number_of_lines(some)


def test_too_many_blocks_cut_no_list():
    some = [kit.rich(kit.bullets([kit.line("a")] * 9))] * 60
    assert fit_blocks(some) == [*some[:49], kit.rich(kit.more(99))]


def test_what_fits_is_as_it_was():
    some = [kit.header("A"), kit.rich(kit.line("x" * 3_000), kit.bullets([kit.line("b")] * 40))]
    assert fit_blocks(some) == some


def test_long_lists_are_cut_before_anything_else_and_their_counts_add_up():
    some = [
        kit.rich(kit.line(kit.bold("Done")), kit.bullets([kit.line("short")] * 2)),
        kit.rich(
            kit.line(kit.bold("Logged")),
            kit.bullets(kit.line(f"A{n} ", "&" * 150) for n in range(12)),
            kit.more(288, command="/action list all"),
        ),
    ]
    told = fallback_text(some).split("\n")
    assert told[:4] == ["Done", "• short", "• short", "Logged"]
    shown = [line for line in told if line.startswith("• A")]
    assert len(shown) == 5
    assert told[-1] == "and 295 more: /action list all"


def test_one_long_text_keeps_its_beginning_and_says_how_much_follows():
    text = fallback_text([kit.rich(kit.line("&" * 6_000))])
    kept, more = text.split(" (and ")
    assert kept == escape_text("&") * (len(kept) // 5)
    assert more == f"{6_000 - len(kept) // 5} more characters)"
    assert len(text) > 3_900


def test_dates_and_links_are_shorter_only_where_the_whole_does_not_fit():
    line = kit.line(
        kit.moment(NOW, "Europe/London"), " ", kit.link("https://a.example", "https://a.example")
    )
    spelled = "Monday 23 November 2026, 10:00 (Europe/London, UTC+0)"
    long = f"<!date^1795428000^{{date_long}} at {{time}}|{spelled}>"
    assert fallback_text([kit.rich(line)]) == f"{long} <https://a.example|https://a.example>"
    many = fallback_text([kit.rich(kit.bullets([line] * 40))]).split("\n")
    short = "<!date^1795428000^{date_short} at {time}|23 Nov 2026, 10:00 UTC>"
    assert many == [f"• {short} <https://a.example>"] * 40


def test_a_cut_list_that_is_cut_again_still_counts_all():
    once = cut_lists([kit.rich(kit.numbered([kit.line("a")] * 9))], 5)
    assert once[0]["elements"][1].left == 4
    assert cut_lists(once, 2)[0]["elements"][1].left == 7
