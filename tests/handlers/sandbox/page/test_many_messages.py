"""Long conversations: few rows in the document, no page fetched twice, and the view stays put."""

import pytest
from playwright.sync_api import expect

from tests.handlers.sandbox.page.crowd import NODES, ROWS, asked_while, crowded, up
from tests.handlers.sandbox.page.stage import Stage, send, until
from tests.handlers.sandbox.page.test_connection import cut
from tests.handlers.sandbox.world import AMARA, GENERAL, LIAM, SINA

TOP = """(node) => {
  const edge = node.getBoundingClientRect().top;
  const row = [...node.querySelectorAll(".message")].find((each) =>
    each.getBoundingClientRect().top >= edge);
  return { ts: row.dataset.ts, top: row.getBoundingClientRect().top - edge };
}"""
AT = """(node, ts) => node.querySelector(`[data-ts="${ts}"]`).getBoundingClientRect().top
  - node.getBoundingClientRect().top"""


@pytest.fixture
def stage(request):
    playing = Stage(crowded(**request.param))
    yield playing
    playing.close()


few = pytest.mark.parametrize("stage", [{"messages": 300}], indirect=True, ids=["300"])


@few
def test_pages_come_while_scrolling_and_rows_beyond_the_view_go(act):
    page = act(SINA, GENERAL)
    rows, place = page.locator("#place .message"), page.locator("#place .scroller")
    expect(rows.last).to_contain_text("Item 00299")
    asked = hold_pages(page)
    seen = set()
    for _ in range(100):
        if page.get_by_text("Welcome to the network").count():
            break
        seen |= set(rows.evaluate_all("(all) => all.map((each) => each.dataset.ts)"))
        assert page.evaluate(ROWS) < 150
        up(page, 700)
        if not asked:
            continue
        before, at_first = place.evaluate(TOP), place.evaluate("(node) => node.scrollHeight")
        asked.pop().continue_()  # a page comes, and moves nothing
        page.wait_for_function(
            "(was) => document.querySelector('#place .scroller').scrollHeight !== was", arg=at_first
        )
        up(page, 0)
        assert abs(place.evaluate(AT, before["ts"]) - before["top"]) < 2
    seen |= set(rows.evaluate_all("(all) => all.map((each) => each.dataset.ts)"))
    expect(page.get_by_role("button", name="Earlier messages")).to_be_hidden()
    expect(page.get_by_text("Item 00000")).to_be_attached()
    assert len(seen) >= 300
    assert page.get_by_text("Item 00299").count() == 0
    send(page, "One more")
    expect(rows.last).to_contain_text("One more")
    page.wait_for_function(
        "(() => { const s = document.querySelector('#place .scroller');"
        " return s.scrollHeight - s.scrollTop - s.clientHeight < 2; })()"
    )


def hold_pages(page):
    """The requests for earlier messages from now on: each waits until it is let go."""
    held = []
    page.route("**/door/messages?*before=*", lambda route: held.append(route))
    return held


@few
def test_what_grows_above_the_view_moves_nobody(act):
    page = act(SINA, GENERAL)
    place = page.locator("#place .scroller")
    expect(page.locator("#place .message").last).to_contain_text("Item 00299")
    up(page, 1500)
    before = place.evaluate(TOP)
    place.evaluate("(node) => { node.querySelector('.message').style.paddingBottom = '90px'; }")
    up(page, 0)
    assert abs(place.evaluate(AT, before["ts"]) - before["top"]) < 2


@few
def test_a_message_costs_one_request_and_one_row(act, stage):
    page = act(SINA, GENERAL)
    rows = page.locator("#place .message")
    expect(rows.last).to_contain_text("Item 00299")
    assert until(page, lambda: stage.sandbox.core.workspace.unread(SINA, GENERAL) == 0)
    page.wait_for_timeout(700)
    page.evaluate("document.querySelectorAll('.message').forEach((each) => { each.kept = 1; })")

    def write():
        send(page, "Mine")
        expect(rows.last).to_contain_text("Mine")

    assert asked_while(page, write) == ["POST say"]

    def hear():
        stage.say(AMARA, GENERAL, "Hers")
        expect(rows.last).to_contain_text("Hers")

    assert asked_while(page, hear) == ["POST conversation/mark"]
    new = "[...document.querySelectorAll('.message')].filter((each) => !each.kept).length"
    assert page.evaluate(new) == 2


@few
def test_a_message_that_comes_while_two_pages_are_under_way_stays(act, stage):
    page = act(SINA, GENERAL)
    rows = page.locator("#place .message")
    expect(rows.last).to_contain_text("Item 00299")
    held = []
    page.route("**/door/messages?*", lambda route: held.append((route, route.fetch())))
    stage.run(cut(stage))  # the page asks for all of it again
    assert until(page, lambda: len(held) == 1)
    stage.say(AMARA, GENERAL, "In between")
    expect(rows.last).to_contain_text("In between")
    up(page, 1e9)  # and for earlier ones
    assert until(page, lambda: len(held) == 2)
    for route, answer in held:
        with page.expect_response("**/door/messages?*"):
            route.fulfill(response=answer)
    page.get_by_test_id("composer").press("Escape")
    page.evaluate("document.querySelector('#place .scroller').scrollTop = 1e9")
    expect(rows.last).to_contain_text("In between")


@few
def test_who_reads_above_stays_there_as_others_write(act, stage):
    page = act(SINA, GENERAL)
    expect(page.locator("#place .message").last).to_contain_text("Item 00299")
    up(page, 1500)
    place = page.locator("#place .scroller")
    before = place.evaluate(TOP)
    stage.say(AMARA, GENERAL, "Later")
    jump = page.get_by_role("button", name="New messages")
    expect(jump).to_be_visible()
    assert abs(place.evaluate(AT, before["ts"]) - before["top"]) < 2
    jump.click()
    expect(page.locator("#place .message").last).to_be_in_viewport()
    expect(page.locator("#place .message").last).to_contain_text("Later")


@few
def test_the_line_new_stands_where_one_had_read_to(act, stage):
    page = act(SINA, GENERAL)
    expect(page.locator("#place .message").last).to_contain_text("Item 00299")
    row = page.get_by_test_id(f"conversation-{GENERAL}")
    unread = stage.sandbox.core.workspace.unread
    assert until(page, lambda: unread(SINA, GENERAL) == 0)
    page.get_by_test_id("conversation-app").click()
    expect(row).not_to_have_attribute("aria-current", "page")
    stage.say(AMARA, GENERAL, "First new one")
    stage.say(LIAM, GENERAL, "Second new one")
    expect(row).to_contain_text("2 unread")
    row.click()
    line = page.get_by_test_id("new-line")
    expect(line).to_have_text("New")
    assert "First new one" in line.evaluate("(node) => node.nextElementSibling.textContent")
    expect(row).not_to_contain_text("unread")


@pytest.mark.long
@pytest.mark.parametrize(
    "stage", [{"messages": 50_000, "people": 500}], indirect=True, ids=["50000"]
)
def test_fifty_thousand_messages_cost_no_more_than_fifty(act, stage):
    page = act(SINA, GENERAL)
    rows = page.locator("#place .message")
    expect(rows.last).to_contain_text("Item 49999")
    assert page.evaluate(NODES) < 4_000
    for _ in range(100):
        up(page, 3_000)
    assert page.evaluate(ROWS) < 150
    page.evaluate("document.querySelector('#place .scroller').scrollTop = 1e9")

    def write():
        send(page, "Mine")
        expect(rows.last).to_contain_text("Mine")

    assert asked_while(page, write) == ["POST say"]
    assert page.evaluate(ROWS) < 150
