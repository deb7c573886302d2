"""A history is told a page at a time, and no line of it is cut."""

from handlers.slack.kit import blocks as kit
from handlers.slack.kit.fallback import fallback_text
from handlers.slack.kit.histories import history_page


def told(lines, page):
    return history_page(
        "What happened", [kit.line(one) for one in lines], turn="turn", value="A1", page=page
    )


def buttons(blocks):
    return [
        each["action_id"]
        for block in blocks
        for each in block.get("elements", ())
        if each["type"] == "button"
    ]


def test_each_change_stands_whole_on_one_page_whatever_its_length():
    lines = [f"{number}: {'long note ' * (number % 7 * 60)}." for number in range(40)]
    pages, page = [], 0
    while page == len(pages):
        blocks = told(lines, page)
        pages.append(fallback_text(blocks))
        page += f"turn:{page + 1}" in buttons(blocks)
    for line in lines:
        assert sum(f"• {line}" in said for said in pages) == 1
    assert "Changes" in pages[0]
    assert "39:" in pages[0]


def test_a_page_past_the_end_is_the_last_and_few_changes_have_no_buttons():
    lines = [str(number) for number in range(20)]
    assert told(lines, 9) == told(lines, 1)
    assert buttons(told(lines[:15], 0)) == []
    assert fallback_text(told([], 0)).strip() == "What happened"
