"""One page, many people: what each may see, in whose time, and what the address remembers."""

import re

from playwright.sync_api import expect

from tests.handlers.sandbox.page.stage import until
from tests.handlers.sandbox.world import (
    AMARA,
    EDUCATION,
    GENERAL,
    MINJI,
    PRIYA,
    REGULATORS,
    SINA,
    TECHNOLOGY,
)


def test_the_first_admin_is_who_one_is_at_first(act):
    page = act()
    expect(page.get_by_test_id("person-switcher")).to_contain_text("Sina Faleolo")
    assert f"as={SINA}" in page.url


def test_a_person_is_found_by_organisation_and_sees_what_they_may(act):
    page = act(SINA, REGULATORS)
    page.get_by_test_id("person-switcher").click()
    page.get_by_test_id("person-search").fill("education lead esafety")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("person-switcher")).to_contain_text("Priya Raghunathan")
    assert f"as={PRIYA}" in page.url
    expect(page.get_by_test_id(f"conversation-{EDUCATION}")).to_be_visible()
    expect(page.get_by_test_id(f"conversation-{TECHNOLOGY}")).to_have_count(0)
    expect(page.get_by_test_id(f"conversation-{REGULATORS}")).to_have_count(0)
    page.go_back()
    expect(page.get_by_test_id("person-switcher")).to_contain_text("Sina Faleolo")
    expect(page.get_by_role("heading", level=1)).to_have_text("regulators-only")


def test_nobody_acts_as_an_app_or_as_somebody_who_left(act):
    page = act(SINA)
    page.get_by_test_id("person-switcher").click()
    people = page.get_by_role("listbox", name="People")
    expect(people.get_by_role("option", name="Convenor")).to_have_count(0)
    people.get_by_role("option", name="Greta Lindqvist").click(force=True)
    expect(page.get_by_test_id("person-switcher")).to_contain_text("Sina Faleolo")


def test_an_address_with_a_place_one_may_not_see_leads_elsewhere(act):
    page = act(PRIYA, TECHNOLOGY)
    expect(page.get_by_role("heading", level=1)).not_to_have_text("technology")
    assert TECHNOLOGY not in page.url


def test_times_and_dates_are_those_of_the_person_and_not_of_the_browser(act, stage):
    ts = stage.post(TECHNOLOGY, "Due <!date^1797084000^{date_long} at {time}|then>.")
    for user, time, date in (
        (SINA, "01:05", "Sunday, 13 December at 01:00"),
        (AMARA, "14:05", "Saturday, 12 December at 14:00"),
        (MINJI, "23:05", "12월 12일 토요일 at 23:00"),
    ):
        message = act(user, TECHNOLOGY).get_by_test_id(f"message-{ts}")
        expect(message.locator(".stamp")).to_have_text(time)
        expect(message.locator("time.date")).to_have_text(date)


def test_an_answer_from_before_the_news_does_not_undo_it(act, stage):
    page = act(SINA, TECHNOLOGY)
    row = page.get_by_test_id(f"conversation-{GENERAL}")
    held = []
    page.route("**/door/conversations?*", lambda route: held.append((route, route.fetch())))

    async def tell():
        stage.sandbox.core.stream.tell("conversations", channel=GENERAL)

    stage.run(tell())
    assert until(page, lambda: held)
    for words in ("One", "Two", "Three"):
        stage.say(AMARA, GENERAL, words)
    expect(row).to_contain_text(re.compile(r"[3-9] unread"))
    route, answer = held.pop()
    with page.expect_response("**/door/conversations?*"):
        route.fulfill(response=answer)
    page.evaluate("new Promise((drawn) => setTimeout(() => requestAnimationFrame(drawn), 100))")
    expect(row).to_contain_text(re.compile(r"[3-9] unread"))


def test_two_tabs_are_two_people_and_news_arrive_by_themselves(act):
    sina = act(SINA, TECHNOLOGY)
    amara = act(AMARA, GENERAL)
    sina.bring_to_front()
    sina.get_by_test_id("composer").fill("Good morning, @amara")
    sina.get_by_test_id("send").click()
    amara.bring_to_front()
    row = amara.get_by_test_id(f"conversation-{TECHNOLOGY}")
    expect(row).to_contain_text(re.compile(r"[1-9]\d* unread"))
    row.click()
    expect(amara.locator(".mention-me")).to_have_text("@Amara Okonkwo")
    amara.get_by_test_id("composer").fill("And to you")
    amara.keyboard.press("Enter")
    sina.bring_to_front()
    expect(sina.locator(".messages")).to_contain_text("And to you")
    expect(sina.locator("#announcer")).to_contain_text("Amara Okonkwo: And to you")
