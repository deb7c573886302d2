"""Behind the sandbox: what the clock's step brought, what is owed, and the traffic."""

import re

import pytest
from playwright.sync_api import expect

from tests.handlers.sandbox.page.stage import START, send, until
from tests.handlers.sandbox.page.test_axe import findings
from tests.handlers.sandbox.page.test_looks import LONG, looks_well
from tests.handlers.sandbox.world import AMARA, BOT, LIAM, REGULATORS, SINA, TECHNOLOGY

PERSON = "person-switcher"


def row(at, to, what, **more):
    told = {"at": at, "to": to, "kind": "reminder", "what": what, "about": "Age assurance"}
    return told | {"why": "The group asked for it.", "state": "waiting"} | more


@pytest.fixture
def owed(stage):
    rows = []

    async def tell(since):
        return [one for one in rows if one["at"] >= since]

    stage.sandbox.hooks.owed = tell
    return rows


@pytest.fixture
def due(stage, owed):
    """due(moment, channel, text): what the app posts when the clock comes there."""
    posts = {}

    async def settle():
        for moment in sorted(at for at in posts if at <= stage.sandbox.clock.now()):
            for channel, text in posts.pop(moment):
                await stage.call("chat.postMessage", {"channel": channel, "text": text})

    def plan(moment, channel, text, **more):
        stage.due.append(moment)
        posts.setdefault(moment, []).append((channel, text))
        owed.append(row(moment, channel, text, state="sent", **more))

    stage.sandbox.hooks.settle = settle
    return plan


def test_the_clock_tells_what_arrived_and_one_looks_as_each_person(act, stage, due, owed):
    due(START + 600, TECHNOLOGY, "In 1 hour: Age assurance\nwith *all*")
    due(START + 900, AMARA, "Your morning", kind="morning message")
    due(START + 900, LIAM, "Your morning", kind="morning message")
    owed.append(row(START + 700, SINA, "x", state="dropped", why="Not sent: nothing to say."))
    owed.append(row(START + 800, SINA, "y", state="dropped", why="Not sent: nothing to say."))
    page = act(SINA, TECHNOLOGY)
    page.get_by_test_id("clock-hour").click()
    words = "2 moments passed: 1 reminder, 2 morning messages. Not sent: 2."
    expect(page.get_by_test_id("passed")).to_have_text(words)
    expect(page.locator("#announcer")).to_contain_text(words)
    rows = page.get_by_test_id("arrival")
    expect(rows).to_have_count(3)
    expect(rows.nth(0)).to_contain_text("#technology")
    expect(rows.nth(0)).to_contain_text("In 1 hour: Age assurance")
    page.get_by_text("What was not sent, and why").click()
    expect(page.locator(".desk-more")).to_contain_text("2 reminders Not sent: nothing to say.")

    page.get_by_test_id(PERSON).click()
    for person in (AMARA, LIAM):
        expect(page.get_by_test_id(f"person-{person}")).to_contain_text("1 unread")
    page.keyboard.press("Escape")

    amara = rows.filter(has_text="Amara Okonkwo")
    expect(amara.get_by_test_id("arrival-look")).to_have_attribute("data-kinds", "morning message")
    amara.get_by_role("link", name="Look as Amara Okonkwo").press("Enter")
    expect(page.get_by_test_id(PERSON)).to_contain_text("Amara Okonkwo")
    expect(page.locator(".messages")).to_contain_text("Your morning")
    expect(page.locator("main")).to_be_focused()
    expect(rows).to_have_count(3)  # the list stays, to look at the next one
    expect(amara.get_by_test_id("arrival-look")).to_have_attribute("data-seen", "true")
    place = stage.sandbox.core.workspace
    direct = place.conversations.between(BOT, AMARA).id
    assert until(page, lambda: place.unread(AMARA, direct) == 0)
    page.get_by_test_id(PERSON).click()
    expect(page.get_by_test_id(f"person-{LIAM}")).to_contain_text("1 unread")
    expect(page.get_by_test_id(f"person-{AMARA}")).not_to_contain_text("unread")
    page.keyboard.press("Escape")
    page.get_by_test_id("back-to").click()
    expect(page.get_by_test_id(PERSON)).to_contain_text("Sina Faleolo")


def test_a_keyboard_keeps_its_place_from_step_to_step(act, due):
    for day in (1, 2, 3):
        due(START + 86400 * day, AMARA, "Your morning", kind="morning message")
    page = act(SINA, TECHNOLOGY)
    button = page.get_by_test_id("clock-next")
    button.focus()
    for day in (25, 26):
        page.keyboard.press("Enter")
        expect(page.get_by_label("What arrived")).to_contain_text(f"{day} Nov 2026")
        expect(button).to_be_focused()


def test_a_step_that_brings_nothing_is_told_without_a_list(act, stage):
    stage.due = [START + 600]
    page = act(SINA, TECHNOLOGY)
    page.get_by_test_id("clock-hour").click()
    expect(page.get_by_test_id("toast")).to_contain_text("1 moment passed.")
    expect(page.locator("#panel")).to_be_hidden()
    page.get_by_test_id("desk-arrived").click()
    expect(page.locator("#panel")).to_contain_text("Nothing arrived.")


def test_in_a_narrow_window_the_list_gives_way_to_what_is_looked_at(act, due):
    due(START + 600, REGULATORS, "For members")
    page = act(AMARA, TECHNOLOGY, width=600)
    page.get_by_test_id("clock-hour").click()
    page.get_by_role("link", name="Show in #regulators-only").click()
    expect(page.locator("#panel")).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_have_text("regulators-only")
    page.get_by_role("button", name="Conversations and people").click()
    page.get_by_test_id("desk-arrived").click()
    expect(page.get_by_test_id("arrival")).to_have_count(1)


def test_what_is_owed_is_listed_by_day_in_the_readers_time_and_found_by_words(act, owed):
    owed.append(row(START + 3600, TECHNOLOGY, "1 hour before D1"))
    owed.append(row(START + 90_000, AMARA, "Morning message", kind="morning message", about=""))
    owed.append(row(START + 95_000, LIAM, "taken back", state="dropped"))
    owed.extend(row(START + 200_000 + n, LIAM, f"copy {n}") for n in range(400))
    page = act(SINA, TECHNOLOGY)
    page.get_by_test_id("desk-owed").press("Enter")
    panel, rows = page.locator("#panel"), page.get_by_test_id("owed-row")
    expect(panel).to_contain_text("402 messages to come")
    expect(rows).to_have_count(300)
    expect(panel).to_contain_text("And 102 more")
    expect(rows.first).to_contain_text(re.compile("#technology.*02:05", re.DOTALL))
    expect(rows.first).to_contain_text("1 hour before D1 Age assurance")
    expect(rows.first).to_contain_text("The group asked for it.")
    expect(panel.locator(".desk-day")).to_contain_text(["Today", "Tomorrow"])
    page.get_by_test_id("owed-filter").fill("okonkwo morning")
    expect(rows).to_have_count(1)
    page.get_by_test_id("owed-filter").fill("nobody at all")
    expect(page.get_by_test_id("owed")).to_have_text("Nothing fits.")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(page.get_by_test_id("desk-owed")).to_be_focused()


def test_the_inspector_shows_calls_and_payloads_as_json_the_newest_first(act, stage):
    page = act(SINA, TECHNOLOGY)
    page.get_by_test_id("desk-traffic").press("Enter")
    lines = page.get_by_test_id("traffic").locator("summary")
    stage.post(TECHNOLOGY, "from the app")
    expect(lines.first).to_contain_text("chat.postMessage")
    send(page, "/wg help")
    expect(lines.first).to_contain_text("/wg")
    lines.first.press("Enter")
    expect(page.get_by_label("Sent")).to_contain_text('"text": "help"')
    expect(page.get_by_label("Sent")).to_contain_text('"token": "•••"')
    page.get_by_test_id("traffic-filter").fill("postmessage")
    expect(lines).to_have_count(1)
    lines.first.click()
    expect(page.get_by_label("Answered")).to_contain_text('"ok": true')


@pytest.mark.parametrize(
    ("width", "dark"), [(1280, False), (1280, True), (400, False)], ids=["light", "dark", "narrow"]
)
def test_it_is_good_for_everybody(act, due, owed, width, dark):
    due(START + 600, AMARA, f"Your morning مرحباً بالجميع {LONG}", kind="morning message")
    due(START + 600, TECHNOLOGY, LONG)
    owed.append(row(START + 700, LIAM, LONG, state="dropped", why=LONG))
    owed.append(row(START + 90_000, AMARA, LONG, about="مرحباً بالجميع", why=LONG))
    page = act(SINA, TECHNOLOGY, width=width, dark=dark)

    def good():
        assert findings(page) == []
        looks_well(page)

    page.get_by_test_id("clock-hour").click()
    expect(page.get_by_test_id("arrival")).to_have_count(2)
    page.get_by_text("What was not sent, and why").click()
    good()
    for kind in ("owed", "traffic"):
        page.get_by_test_id(f"desk-{kind}").dispatch_event("click")
        expect(page.locator("#panel").get_by_test_id(kind)).to_be_visible()
        if kind == "traffic":
            for summary in page.locator("summary").all()[:2]:
                summary.click()
            expect(page.get_by_label("Sent")).to_have_count(2)
        good()
