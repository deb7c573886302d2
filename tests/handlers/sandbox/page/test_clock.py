"""The moving clock: shown in the person's zone, moved by buttons, and everything follows it."""

from playwright.sync_api import expect

from tests.handlers.sandbox.page.stage import START
from tests.handlers.sandbox.world import AMARA, SINA, TECHNOLOGY


def test_the_clock_shows_the_persons_time_and_utc(act):
    clock = act(SINA, TECHNOLOGY).get_by_test_id("clock")
    expect(clock).to_contain_text("Tue 24 Nov 2026")
    expect(clock).to_contain_text("Sydney, GMT+11 · 14:05 UTC")
    expect(act(AMARA, TECHNOLOGY).get_by_test_id("clock")).to_contain_text("Mon 23 Nov 2026")


def test_the_clock_ticks(act):
    page = act(SINA, TECHNOLOGY)
    before = page.locator(".clock-time").inner_text()
    expect(page.locator(".clock-time")).not_to_have_text(before)


def test_an_hour_and_a_day_pass_and_dates_follow(act, stage):
    stage.due = [START + 1800, START + 2400, START + 80000]
    day_after = int(START) + 86400
    ts = stage.post(TECHNOLOGY, f"Due <!date^{day_after}^{{date_pretty}}|x>")
    page = act(SINA, TECHNOLOGY)
    date = page.get_by_test_id(f"message-{ts}").locator("time.date")
    expect(date).to_have_text("tomorrow")
    page.get_by_test_id("clock-hour").click()
    expect(page.get_by_test_id("toast")).to_contain_text("2 moments passed.")
    expect(page.locator(".clock-time")).to_contain_text("02:05")
    expect(page.get_by_test_id("clock")).to_contain_text("1 h ahead")
    page.get_by_test_id("clock-day").click()
    expect(page.get_by_test_id("toast").last).to_contain_text("1 moment passed.")
    expect(date).to_have_text("today")
    expect(page.get_by_test_id("clock")).to_contain_text("1 day 1 h ahead")
    expect(page.get_by_test_id("person-switcher")).to_contain_text("02:0")


def test_the_next_reminder_is_announced_and_reached(act, stage):
    stage.due = [START + 86400 + 7200]
    page = act(SINA, TECHNOLOGY)
    button = page.get_by_test_id("clock-next")
    expect(button).to_contain_text("Tomorrow, 03:05")
    button.click()
    expect(page.get_by_test_id("toast")).to_contain_text("Wed 25 Nov 2026, 03:05")
    expect(button).to_contain_text("nothing is due")
    expect(button).to_be_disabled()
