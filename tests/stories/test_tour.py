"""The tour in a real Chromium, by keyboard alone and by mouse: six steps, each ticks itself.

How long it took to the first reminder is printed (`-s` shows it); a busy machine fails nothing.
"""

import time

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.chromium import ARGUMENTS, find_chromium

MOST_TABS = 60
MOST_MOMENTS = 12


class Visitor:
    """Somebody who has read nothing and does what the card says."""

    def __init__(self, page, address):
        self.page = page
        self.card = page.get_by_test_id("tour")
        page.goto(address)
        self.began = time.monotonic()

    def does(self, step, then):
        """Is shown this step, does it, and sees it ticked."""
        expect(self.card.locator("h3")).to_have_text(step)
        then()
        ticked = self.card.get_by_role("button", name=f"{step} (done)")
        expect(ticked).to_be_attached()

    def types_what_is_offered(self):
        self.presses("tour-put")
        expect(self.page.get_by_test_id("composer")).to_be_focused()
        self.page.keyboard.press("Enter")

    def sets_up(self):
        self.types_what_is_offered()
        self.presses("modal-submit")
        expect(self.page.get_by_test_id("modal")).to_contain_text("is set up")
        self.presses("modal-close")

    def schedules(self):
        self.types_what_is_offered()
        anyway = self.page.locator("[data-action-id='dialogue.anyway']").last
        invitation = self.page.locator("[data-action-id='dialogue.rsvp:going']").last
        expect(anyway.or_(invitation).first).to_be_visible()
        if not invitation.count():  # a holiday is in the way
            self.reaches(anyway)

    def answers(self):
        self.presses("tour-move")
        expect(self.page.get_by_test_id("person-switcher")).to_contain_text("Amara Okonkwo")
        self.reaches(self.page.locator("[data-action-id='dialogue.rsvp:going']").last)

    def goes_on(self):
        self.presses("clock-next")
        expect(self.page.get_by_test_id("arrival").first).to_be_visible()
        took = time.monotonic() - self.began
        print(f"from the first page to the first reminder, {type(self).__name__}: {took:.1f} s")

    def looks(self):
        mornings = self.page.get_by_test_id("arrival").filter(has_text="Your morning")
        look = mornings.get_by_test_id("arrival-look")
        for _ in range(MOST_MOMENTS):
            if look.count():
                break
            before = self.page.get_by_test_id("passed").element_handle()
            self.presses("clock-next")
            self.page.wait_for_function("node => !node.isConnected", arg=before)
        who = look.first.get_attribute("aria-label").removeprefix("Look as ")
        self.reaches(look.first)
        expect(self.page.get_by_test_id("person-switcher")).to_contain_text(who)

    def presses(self, test_id):
        self.reaches(self.page.get_by_test_id(test_id).first)


class WithMouse(Visitor):
    def reaches(self, node):
        node.click()


class WithKeyboard(Visitor):
    """Tab until it is reached, then Enter: no control is out of reach, and none is a trap."""

    def reaches(self, node):
        expect(node).to_be_enabled()
        for _ in range(MOST_TABS):
            if node.evaluate("node => node === document.activeElement"):
                break
            self.page.keyboard.press("Tab")
        expect(node).to_be_focused()
        self.page.keyboard.press("Enter")


@pytest.mark.parametrize(
    "visitor",
    [
        pytest.param(WithMouse, id="mouse"),
        pytest.param(WithKeyboard, id="keyboard", marks=pytest.mark.long),
    ],
)
def test_six_steps_from_the_first_page_to_somebodys_morning(network, visitor):
    if find_chromium() is None:
        pytest.skip("There is no Chromium on this machine, so the tour was not tried.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1280, "height": 820})
        page.set_default_timeout(30_000)
        expect.set_options(timeout=60_000)  # on a busy machine
        one = visitor(page, network.ground.sandbox.url)
        expect(page.get_by_role("heading", level=1)).to_have_text("technology")
        expect(page.get_by_test_id("about-place")).to_contain_text("not set up")
        one.does("Set the group up", one.sets_up)
        expect(page.get_by_test_id("about-place")).to_be_hidden()
        one.does("Schedule a dialogue", one.schedules)
        one.does("Answer as somebody else", one.answers)
        one.does("Log an action", one.types_what_is_offered)
        one.does("Go to the next reminder", one.goes_on)
        one.does("See whose morning it is", one.looks)
        expect(page.get_by_test_id("tour-button")).to_have_text("Tour 6/6")
        browser.close()
