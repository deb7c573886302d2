"""The main job in a real Chromium: schedule a dialogue, move the clock, see the reminder."""

import re
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.chromium import ARGUMENTS, find_chromium
from tests.stories.evidence import day, free_day

LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def page():
    if find_chromium() is None:
        pytest.skip("There is no Chromium on this machine, so the page was not tried.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        opened = browser.new_page(timezone_id="America/Los_Angeles")
        opened.set_default_timeout(30_000)
        expect.set_options(timeout=60_000)  # a leap of a day may take that long on a busy machine
        yield opened
        browser.close()


def test_schedule_a_dialogue_move_the_clock_see_the_reminder(technology, page):
    until_three = (15 - technology.now.astimezone(LONDON).hour) % 24
    technology.advance(hours=until_three)  # so that a day later two o'clock is past
    while day(technology, 2) != free_day(technology, 2):
        technology.advance(days=1)
    amara = technology.person("amara")
    address = f"{technology.ground.sandbox.url}/#as={amara.id}&c={amara.channel('#technology')}"
    page.goto(address)
    composer = page.get_by_test_id("composer")
    composer.click()
    page.keyboard.type(
        f"/dialogue schedule AI-generated CSAM roundtable on {day(technology, 2)} 14:00 for 60m"
    )
    page.keyboard.press("Enter")
    invitation = page.locator("[data-testid^=message-]", has_text="Chaired by")
    expect(invitation).to_contain_text("AI-generated CSAM roundtable")
    expect(invitation).to_contain_text(re.compile(r"at 14:00"))

    invitation.locator("button", has_text="Going").click()
    expect(invitation.locator("button", has_text="Going 1")).to_be_visible()

    page.get_by_test_id("clock-day").click()
    expect(page.locator("[data-testid^=message-]", has_text="In 1 day:")).to_be_visible()
    page.get_by_test_id("clock-day").click()
    reminder = page.locator("[data-testid^=message-]", has_text="In 1 hour:")
    expect(reminder).to_contain_text("AI-generated CSAM roundtable")
    expect(page.locator("[data-testid^=message-]", has_text="In 1 ")).to_have_count(2)
