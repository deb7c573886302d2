"""The page by keyboard alone, and in a window zoomed to 200 %."""

import pytest
from playwright.sync_api import expect

from tests.handlers.sandbox.page.blocks import actions, button
from tests.handlers.sandbox.page.stage import send, until
from tests.handlers.sandbox.world import AMARA, EDUCATION, SINA, TECHNOLOGY


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("To the messages", ".scroller"),
        ("To writing", "[data-testid=composer]"),
        ("To the conversations", "#conversations"),
    ],
    ids=["messages", "writing", "conversations"],
)
def test_skip_links_lead_where_they_say(act, words, first):
    page = act(SINA, TECHNOLOGY)
    link = page.get_by_role("link", name=words)
    link.focus()
    expect(link).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator(first).first).to_be_focused()
    assert TECHNOLOGY in page.url


def test_arrows_go_from_message_to_message_and_tab_to_its_tools(act, stage):
    for number in range(60):
        stage.say(AMARA, TECHNOLOGY, f"Item {number}")
    page = act(SINA, TECHNOLOGY)
    expect(page.get_by_text("Item 59")).to_be_visible()  # the page is ready before its messages are
    page.get_by_role("region", name="Messages").focus()
    page.keyboard.press("ArrowUp")
    focused = page.locator(".message:focus")
    expect(focused).to_contain_text("Item 59")
    page.keyboard.press("ArrowUp")
    expect(focused).to_contain_text("Item 58")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_attribute("aria-label", "Add a reaction")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(page.get_by_role("menu")).to_have_count(0)
    for _ in range(3):
        page.keyboard.press("Shift+Tab")
    expect(focused).to_contain_text("Item 58")
    for _ in range(48):
        page.keyboard.press("ArrowUp")
    expect(page.get_by_text("Item 7")).to_be_attached()  # of the page before
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(focused).to_contain_text("Item 8")
    expect(focused).to_be_in_viewport()


def test_the_focus_goes_on_when_what_had_it_is_gone(act, stage):
    page = act(AMARA, EDUCATION)
    page.get_by_test_id("join-here").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("composer")).to_be_focused()
    ts = stage.post(EDUCATION, "x", blocks=[actions(button("Gone soon", "gone"))])
    page.get_by_role("button", name="Gone soon").focus()
    stage.api("chat.delete", channel=EDUCATION, ts=ts)
    expect(page.get_by_role("button", name="Gone soon")).to_have_count(0)
    assert until(page, lambda: page.evaluate("document.activeElement !== document.body"))


def test_a_window_that_closes_takes_no_focus_from_who_has_gone_on(act):
    page = act(SINA, TECHNOLOGY)
    opener = page.get_by_role("button", name="New channel")
    opener.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.evaluate(
        """async () => {
          document.querySelector("dialog").close();
          document.querySelector("[data-testid=composer]").focus();
          for (let n = 0; n < 3; n += 1) await new Promise(requestAnimationFrame);
        }"""
    )
    expect(page.get_by_test_id("composer")).to_be_focused()
    opener.click()
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()


def test_at_200_percent_two_thirds_of_the_window_are_for_messages(act, stage):
    page = act(SINA, TECHNOLOGY, width=640, height=410)
    send(page, "Hello")
    expect(page.locator(".message").last).to_contain_text("Hello")
    tall = page.locator("#place .scroller").evaluate("(node) => node.clientHeight")
    assert tall >= 410 * 2 / 3
    assert page.evaluate("document.documentElement.scrollWidth") <= 640
    for name in ("clock-hour", "clock-day", "clock-next", "composer", "send", "members-button"):
        expect(page.get_by_test_id(name)).to_be_in_viewport(ratio=1)
