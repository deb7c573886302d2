"""Wide and narrow, light and dark: all fits, all text can be read, every control has a name."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.handlers.sandbox.page.blocks import actions, button, field, modal, option, plain, section
from tests.handlers.sandbox.page.stage import open_drawer, opens, send
from tests.handlers.sandbox.world import SINA, TECHNOLOGY

MEASURE = (Path(__file__).parent / "looks.js").read_text(encoding="utf-8")
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2
FORM = modal(
    section("In *Technology*."),
    field("title", "plain_text_input", max_length=150, hint="Short and plain"),
    field("start", "datetimepicker", optional=True),
    field("due", "datepicker", optional=True),
    field("topics", "multi_static_select", options=[option(LONG[:75], "a"), option("b", "b")]),
    field("kind", "radio_buttons", options=[option("Members", "m"), option("All", "a")]),
    field("remind", "checkboxes", optional=True, options=[option("A day before", "d")]),
    actions(button("Find a fair time", "find"), button("Remove", "remove", style="danger")),
    title="Schedule a dialogue now",
)


def looks_well(page):
    assert page.evaluate(MEASURE) == {"outside": [], "faint": [], "nameless": []}


@pytest.fixture(params=[(1280, False), (400, True)], ids=str)
def page(request, act, stage):
    width, dark = request.param
    rich = [
        {"type": "header", "text": plain(f"AI-generated CSAM roundtable {LONG}"[:150])},
        section(
            f"*D12* <!date^1797084000^{{date_long}} at {{time}}|x> `code` <@{SINA}> <!here> {LONG}",
            accessory=button("Done", "done"),
        ),
        section("> quoted\n```preformatted```", fields=None),
        {"type": "section", "fields": [{"type": "mrkdwn", "text": "*a*\nb"}] * 4},
        {"type": "context", "elements": [{"type": "mrkdwn", "text": "Out of hours: 01:00"}]},
        {"type": "divider"},
        actions(
            button("Going", "yes", style="primary"),
            button("Maybe", "maybe"),
            button("Cancel the dialogue", "cancel", style="danger"),
            {
                "type": "static_select",
                "action_id": "pick",
                "placeholder": plain("Filter"),
                "options": [option("Open", "o")],
            },
        ),
    ]
    del rich[2]["fields"]
    stage.post(TECHNOLOGY, "مرحباً بالجميع، هل يمكننا تأجيل الاجتماع")
    stage.post(TECHNOLOGY, "x", blocks=rich)
    stage.api("chat.postEphemeral", channel=TECHNOLOGY, user=SINA, text="x", blocks=rich)
    opens(stage, FORM)
    return act(SINA, TECHNOLOGY, width=width, dark=dark)


def test_every_state_fits_and_can_be_read(page):
    expect(page.get_by_test_id("ephemeral")).to_be_visible()

    looks_well(page)
    if page.viewport_size["width"] < 760:
        open_drawer(page)
    page.get_by_test_id("person-switcher").click()
    looks_well(page)
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.get_by_test_id("composer").fill("/")
    expect(page.get_by_role("listbox", name="Commands")).to_be_visible()
    looks_well(page)
    send(page, "/wg")
    expect(page.get_by_test_id("modal")).to_be_visible()
    page.get_by_test_id("modal-submit").click()
    expect(page.locator(".field-error").first).to_be_visible()
    looks_well(page)
    page.locator("[data-action-id=topics_value]").click()
    page.get_by_role("option").first.click()
    looks_well(page)
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("modal")).to_have_count(0)
    page.get_by_test_id("members-button").click()
    expect(page.get_by_test_id("members")).to_be_visible()
    looks_well(page)
    page.get_by_test_id("clock-hour").click()
    expect(page.get_by_test_id("toast")).to_be_visible()
    looks_well(page)
