"""However long the lists are, they fit, and what is left off is counted."""

from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.sandbox.validation.messages import checked_blocks
from handlers.slack.features.digests.blocks import (
    LINES,
    SECTION,
    TEXT,
    Section,
    fit_sections,
    share_room,
    text_weight,
)
from handlers.slack.kit import blocks as kit

lines = st.text(min_size=1, max_size=400).map(kit.line)
LONG = kit.line("<" * 150)


def more(number):
    return kit.line(f"and {number} more: ", kit.text("/action list all", code=True))


def section(held, title="Title"):
    return Section(title=title, lines=held, more=more)


def shown(block):
    """The block's bullets."""
    return block["elements"][1]["elements"]


sections = st.builds(
    lambda title, some, repeat: section(some * repeat, title),
    st.text(min_size=1, max_size=60),
    st.lists(lines, max_size=20),
    st.sampled_from([1, 1, 20]),
)


@settings(deadline=None)
@given(st.lists(sections, max_size=9))
def test_any_sections_fit_with_whole_lines_and_a_true_count(some):
    blocks = fit_sections(some)
    full = [one for one in some if one.lines]
    assert len(blocks) == len(full)
    assert text_weight(blocks) <= TEXT
    if blocks:
        checked_blocks(blocks)
    for one, block in zip(full, blocks, strict=True):
        assert text_weight(block) <= SECTION
        said = shown(block)
        if said == list(one.lines):
            continue
        *kept, rest = said
        assert kept == list(one.lines[: len(kept)])
        assert rest == more(len(one.lines) - len(kept))
        assert len(kept) <= LINES


def test_short_sections_are_whole_beside_long_ones():
    few = [kit.line(f"line {n}") for n in range(5)]
    blocks = fit_sections([section(few), *[section([LONG] * 300)] * 8])
    assert shown(blocks[0]) == few
    assert all(shown(block)[-1] == more(301 - len(shown(block))) for block in blocks[1:])


def test_twelve_lines_are_shown_of_a_thousand_when_there_is_room():
    many = [kit.line(f"line {n}") for n in range(1_000)]
    (block,) = fit_sections([section(many)])
    assert shown(block) == [*many[:12], more(988)]


def test_one_line_too_many_is_not_replaced_by_words_about_it_when_all_fit():
    held = [kit.line(f"line {n}") for n in range(LINES)]
    (block,) = fit_sections([section(held)])
    assert shown(block) == held


def test_empty_sections_are_left_out():
    assert fit_sections([section([]), section([])]) == []


@settings(deadline=None)
@given(st.lists(st.integers(0, 5_000), max_size=12), st.integers(0, 12_000))
def test_shares_never_exceed_needs_or_room_and_waste_nothing(needs, room):
    given_out = share_room(needs, room)
    assert all(0 <= got <= need for got, need in zip(given_out, needs, strict=True))
    assert sum(given_out) <= room
    if sum(needs) <= room:
        assert given_out == needs
    elif needs:
        assert room - sum(given_out) < len(needs)
        short = [got for got, need in zip(given_out, needs, strict=True) if got < need]
        assert max(short) - min(short) <= 1
        assert all(got <= min(short) + 1 for got in given_out)


def test_weight_counts_as_much_as_slack_may():
    assert text_weight(kit.line("abc")) == 3
    assert text_weight(kit.line("<&>")) == 13
    assert text_weight(kit.line("😀")) == 2
    date = {"type": "date", "timestamp": 0, "format": "{date}", "fallback": "12345"}
    assert text_weight(kit.line(date)) == 5
