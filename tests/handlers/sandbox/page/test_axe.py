"""axe-core, with every rule that it has switched on, finds nothing in any state of the page."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from handlers.sandbox.app import Exhibit
from tests.handlers.sandbox.page.blocks import actions, button, field, modal, option, plain, section
from tests.handlers.sandbox.page.stage import open_drawer, opens, send
from tests.handlers.sandbox.page.test_looks import LONG, looks_well
from tests.handlers.sandbox.page.test_uploads import png
from tests.handlers.sandbox.world import AMARA, BOT, EDUCATION, LIAM, SINA, TECHNOLOGY

EVERY_RULE = """async () => {
  const rules = Object.fromEntries(axe.getRules().map((each) => [each.ruleId, { enabled: true }]));
  const { violations } = await axe.run(document, { rules, resultTypes: ["violations"] });
  return violations.flatMap((rule) => rule.nodes.map(
    (node) => `${rule.id} (${rule.impact}): ${node.html.slice(0, 160)} ${node.failureSummary}`));
}"""
CONFIRM = {
    "title": plain("Really?"),
    "text": {"type": "mrkdwn", "text": "*All* will hear of it."},
    "confirm": plain("Cancel it"),
    "deny": plain("Keep it"),
    "style": "danger",
}
RICH = [
    {"type": "header", "text": plain("Round table")},
    section(
        f"*D12* <!date^1797084000^{{date_long}} at {{time}}|x> `code` <@{SINA}> <!here> "
        "<https://example.org|a page>\n> quoted\n```preformatted```",
        accessory=button("Done", "done"),
    ),
    {"type": "section", "fields": [{"type": "mrkdwn", "text": "*a*\nb"}] * 4},
    {"type": "context", "elements": [{"type": "mrkdwn", "text": "Out of hours: 01:00"}]},
    {"type": "divider"},
    actions(
        button("Going", "yes", style="primary"),
        button("Cancel the dialogue", "cancel", style="danger", confirm=CONFIRM),
        {
            "type": "static_select",
            "action_id": "pick",
            "placeholder": plain("Filter"),
            "options": [option("Open", "o")],
        },
        {
            "type": "overflow",
            "action_id": "more",
            "options": [option("Show", "s"), option("Hide", "h")],
        },
        {"type": "users_select", "action_id": "who", "placeholder": plain("Somebody")},
    ),
]
FORM = modal(
    section("In *Technology*."),
    field("title", "plain_text_input", max_length=150, hint="Short and plain"),
    field("words", "plain_text_input", multiline=True, optional=True),
    field("start", "datetimepicker", optional=True),
    field("due", "datepicker", optional=True),
    field("hour", "timepicker", optional=True),
    field("topics", "multi_static_select", options=[option("One", "a"), option("b", "b")]),
    field("people", "multi_users_select", optional=True),
    field("kind", "radio_buttons", options=[option("Members", "m"), option("All", "a")]),
    field("remind", "checkboxes", optional=True, options=[option("A day before", "d")]),
    actions(button("Find a fair time", "find"), button("Remove", "remove", style="danger")),
    title="Schedule a dialogue",
)
HOME = {"type": "home", "blocks": [*RICH, actions(button("Another", "another"))]}


@pytest.fixture(params=[(1280, False), (1280, True), (400, False)], ids=["light", "dark", "narrow"])
def page(request, act, stage):
    width, dark = request.param
    stage.ts = stage.post(TECHNOLOGY, "x", blocks=RICH)
    stage.say(AMARA, TECHNOLOGY, "I agree with <@U0SINA0001>")
    stage.say(LIAM, TECHNOLOGY, "So do I", thread_ts=stage.ts)
    stage.say(SINA, TECHNOLOGY, "مرحباً بالجميع")
    stage.api("chat.postEphemeral", channel=TECHNOLOGY, user=SINA, text="x", blocks=RICH)
    stage.api("views.publish", user_id=SINA, view=HOME)
    opens(stage, FORM)
    return act(SINA, TECHNOLOGY, width=width, dark=dark)


def findings(page):
    page.evaluate(Axe().axe_script)
    return page.evaluate(EVERY_RULE)


def test_the_rooms(page, stage):
    def clean():
        assert findings(page) == []

    expect(page.get_by_test_id("ephemeral")).to_be_visible()
    clean()
    message = page.get_by_test_id(f"message-{stage.ts}")
    message.hover()
    message.get_by_test_id("message-menu").click()
    clean()
    page.keyboard.press("Escape")
    message.get_by_role("button", name="1 reply").click()
    expect(page.locator("#panel")).to_contain_text("So do I")
    clean()
    page.get_by_test_id("panel-close").click()
    page.get_by_test_id("members-button").click()
    expect(page.get_by_test_id("members")).to_be_visible()
    clean()
    page.get_by_test_id("panel-close").click()
    page.get_by_test_id("clock-hour").click()
    expect(page.get_by_test_id("toast")).to_be_visible()
    clean()
    if page.viewport_size["width"] > 760:
        for kind in ("arrived", "owed", "traffic"):
            page.get_by_test_id(f"desk-{kind}").click()
            expect(page.get_by_test_id("panel-close")).to_be_visible()
            clean()
        page.get_by_test_id("panel-close").click()
    page.get_by_test_id("composer").fill("/")
    expect(page.get_by_role("listbox", name="Commands")).to_be_visible()
    clean()
    page.get_by_test_id("composer").fill("@li")
    clean()
    page.get_by_test_id("composer").fill("")
    page.get_by_test_id("plus").click()
    clean()
    page.keyboard.press("Escape")
    page.goto(page.url.replace(TECHNOLOGY, "home"))
    expect(page.get_by_role("button", name="Another")).to_be_visible()
    clean()


def test_the_windows(page, stage):
    def clean():
        assert findings(page) == []

    if page.viewport_size["width"] < 760:
        open_drawer(page)
        clean()
    page.get_by_test_id("person-switcher").click()
    clean()
    page.get_by_test_id("person-search").fill("nobody of this name")
    clean()
    page.keyboard.press("Escape")
    page.get_by_test_id("new-channel").click()
    clean()
    page.keyboard.press("Escape")
    page.get_by_test_id("new-direct").click()
    clean()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.get_by_test_id("invite-button").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    clean()
    page.keyboard.press("Escape")
    message = page.get_by_test_id(f"message-{stage.ts}")
    message.get_by_role("button", name="Cancel the dialogue").click()
    clean()
    page.keyboard.press("Escape")
    send(page, "/wg")
    expect(page.get_by_test_id("modal")).to_be_visible()
    clean()
    page.get_by_test_id("modal-submit").click()
    expect(page.locator(".field-error").first).to_be_visible()
    clean()
    page.locator("[data-action-id=topics_value]").click()
    page.get_by_role("option").first.click()
    clean()


def test_what_a_message_opens(act, stage):
    for width, dark in ((1280, False), (1280, True), (400, False)):
        mine = stage.say(SINA, TECHNOLOGY, "مرحباً: a paper to read")
        page = act(SINA, TECHNOLOGY, width=width, dark=dark)
        files = page.locator("#place .composer input[type=file]")
        picture = {"name": f"map{width}{dark}.png", "mimeType": "image/png", "buffer": png()}
        files.set_input_files([picture, {**picture, "name": LONG}])
        expect(page.get_by_test_id("attached")).to_have_count(2)
        assert findings(page) == []
        send(page, "Two files")
        link = page.locator("a.file-picture", has=page.get_by_alt_text(picture["name"]))
        expect(link).to_be_visible()
        message = page.get_by_test_id(f"message-{mine}")
        for name, title in (("Add a reaction", "Add a reaction"), ("Edit", "Edit the message")):
            message.focus()
            page.keyboard.press("Tab")
            menu = message.get_by_test_id("message-menu")
            menu.press("Enter")
            page.get_by_role("menuitem", name=name).press("Enter")
            window = page.get_by_role("dialog", name=title)
            expect(window).to_be_visible()
            assert findings(page) == []
            looks_well(page)
            assert window.evaluate("(node) => node.contains(document.activeElement)")
            if name == "Add a reaction":
                window.get_by_role("searchbox").fill("nothing of this name")
                assert findings(page) == []
                page.keyboard.press("Escape")  # empties the field first, as browsers have it
            page.keyboard.press("Escape")
            expect(window).to_have_count(0)
            expect(menu).to_be_focused()
        link.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("dialog", name=picture["name"])).to_be_visible()
        assert findings(page) == []
        looks_well(page)
        page.keyboard.press("Escape")
        expect(link).to_be_focused()


def test_places_without_a_composer(act, stage):
    stage.sandbox.core.config.manifest["features"]["app_home"]["messages_tab_enabled"] = True
    page = act(AMARA, EDUCATION)
    expect(page.get_by_test_id("join-here")).to_be_visible()
    assert findings(page) == []
    page.get_by_test_id("conversation-app").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Convenor")
    assert findings(page) == []


def test_the_gallery(act, stage):
    core = stage.sandbox.core

    async def hang():
        message = {"ts": "1797084000.000100", "user": BOT, "text": "x", "blocks": RICH}
        core.exhibits += [
            Exhibit("Dialogues", "/dialogue", SINA, "message", message),
            Exhibit("Dialogues", "/dialogue", SINA, "modal", FORM),
            Exhibit("Groups", "Home", SINA, "home", HOME),
            Exhibit("Groups", "/wg", AMARA, "message", {**message, "ephemeral": True}),
        ]

    stage.run(hang())
    page = act(SINA)
    page.goto(f"{stage.url}/gallery")
    page.wait_for_selector("body[data-ready]")
    assert findings(page) == []
