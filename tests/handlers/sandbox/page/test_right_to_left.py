"""A line of a list that runs from right to left has its mark on the right, inside the message."""

from playwright.sync_api import expect

from tests.handlers.sandbox.world import SINA, TECHNOLOGY

ROOM = """(item) => {
  const list = item.parentElement.getBoundingClientRect();
  const own = item.getBoundingClientRect();
  return [own.left - list.left, list.right - own.right].map(Math.round);
}"""
"""Pixels that are left for a mark, on the left and on the right of a line."""


def items(style, *lines):
    elements = [
        {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
        for text in lines
    ]
    listed = {"type": "rich_text_list", "style": style, "elements": elements}
    return [{"type": "rich_text", "elements": [listed]}]


def test_there_is_room_for_the_mark_on_the_side_where_it_stands(act, stage):
    stage.post(TECHNOLOGY, "x", blocks=items("ordered", "Opening", "مائدة مستديرة"))
    page = act(SINA, TECHNOLOGY, width=400)
    left_to_right, right_to_left = (page.get_by_text(t) for t in ("Opening", "مائدة مستديرة"))
    expect(left_to_right).to_be_visible()
    ours, theirs = (
        line.locator("xpath=ancestor-or-self::li[@dir]").evaluate(ROOM)
        for line in (left_to_right, right_to_left)
    )
    assert ours[0] >= 20
    assert ours[1] == 0
    assert theirs[1] >= 20
