"""The tour's card: steps of the embedding app, which tick themselves, and a ring that points."""

import pytest
from playwright.sync_api import expect

from tests.handlers.sandbox.page.blocks import actions, button, modal, section
from tests.handlers.sandbox.page.stage import opens, send
from tests.handlers.sandbox.page.test_axe import findings
from tests.handlers.sandbox.page.test_looks import looks_well
from tests.handlers.sandbox.world import AMARA, GENERAL, SINA, TECHNOLOGY

COMPOSER = {"at": "[data-testid=composer]", "words": "Type it here"}
STEPS = [
    {
        "id": "begin",
        "title": "Begin",
        "words": "Type *it*.",
        "as": SINA,
        "channel": TECHNOLOGY,
        "type": ["/wg setup"],
        "points": [{"at": "[data-testid=modal-submit]", "words": "Press"}, COMPOSER],
    },
    {
        "id": "answer",
        "title": "Answer",
        "words": "As Amara.",
        "as": AMARA,
        "channel": TECHNOLOGY,
        "points": [{"at": "[data-action-id=yes]", "words": "Press here"}],
    },
    {"id": "clock", "title": "Wait", "words": "Go on.", "points": [{"at": "]no selector["}]},
]


@pytest.fixture
def done(stage):
    """The ids of the steps that the app says were done."""
    ids = set()

    async def about():
        tour = [step | {"done": step["id"] in ids} for step in STEPS]
        note = {"badge": "not set up", "words": "Not yet: `/wg setup`"}
        return {
            "opens": {"as": SINA, "channel": TECHNOLOGY},
            "people": {AMARA: "Chairs Technology"},
            "channels": {TECHNOLOGY: note},
            "tour": tour,
        }

    stage.sandbox.hooks.about = about
    return ids


def ring_is_around(page, node):
    """Whether the ring encloses the middle of this control, once it has moved there."""
    expect(page.get_by_test_id("pointer")).to_be_visible()
    script = """node => {
      const ring = document.querySelector("[data-testid=pointer]").getBoundingClientRect();
      const at = node.getBoundingClientRect();
      return Math.abs(ring.left - at.left) < 12 && Math.abs(ring.top - at.top) < 12;
    }"""
    page.wait_for_function(f"node => ({script})(node)", arg=node.element_handle())


def tick(stage, done, step):
    done.add(step)
    stage.post(TECHNOLOGY, f"{step} is done")


def test_it_opens_where_the_app_says_with_the_composer_focused(act, done):
    page = act()
    expect(page.get_by_role("heading", level=1)).to_have_text("technology")
    expect(page.get_by_test_id("person-switcher")).to_contain_text("Sina Faleolo")
    expect(page.get_by_test_id("composer")).to_be_focused()
    expect(page.get_by_test_id("about-place")).to_have_text("Not yet: /wg setup")
    row = page.get_by_test_id(f"conversation-{TECHNOLOGY}")
    expect(row).to_contain_text("not set up")
    page.get_by_test_id("person-switcher").click()
    expect(page.get_by_test_id(f"person-{AMARA}")).to_contain_text("Chairs Technology")
    page.keyboard.press("Escape")
    page.get_by_test_id(f"conversation-{GENERAL}").click()
    expect(page.get_by_test_id("about-place")).to_be_hidden()


def test_words_go_into_the_composer_and_steps_tick_themselves(act, stage, done):
    opens(stage, modal(section("x")))
    page = act()
    card, composer = page.get_by_test_id("tour"), page.get_by_test_id("composer")
    expect(card).to_contain_text("1 of 3")
    ring_is_around(page, composer)
    composer.fill("half a thought")
    page.get_by_test_id("tour-put").click()
    expect(composer).to_have_value("/wg setup")
    expect(composer).to_be_focused()
    page.keyboard.press("Control+z")
    expect(composer).to_have_value("half a thought")
    page.get_by_test_id("tour-put").click()
    page.keyboard.press("Enter")
    ring_is_around(page, page.get_by_test_id("modal-submit"))
    page.keyboard.press("Escape")
    stage.post(TECHNOLOGY, "Coming?", blocks=[actions(button("Yes", "yes"))])
    tick(stage, done, "begin")
    expect(card).to_contain_text("2 of 3")
    expect(page.locator("#announcer")).to_contain_text("Next: Answer")
    move = page.get_by_test_id("tour-move")
    expect(move).to_have_text("Act as Amara Okonkwo")
    ring_is_around(page, move)
    move.click()
    expect(page.get_by_test_id("person-switcher")).to_contain_text("Amara Okonkwo")
    ring_is_around(page, page.locator("[data-action-id=yes]"))
    tick(stage, done, "answer")
    expect(card).to_contain_text("3 of 3")
    expect(page.get_by_test_id("pointer")).to_be_hidden()
    tick(stage, done, "clock")
    expect(card).to_contain_text("You have done all of it")


def test_a_step_that_is_done_can_be_looked_at_again(act, done):
    done.add("begin")
    page = act()
    expect(page.get_by_test_id("tour-begin")).to_contain_text("(done)")
    page.get_by_test_id("tour-begin").click()
    expect(page.get_by_test_id("tour")).to_contain_text("1 of 3")
    expect(page.get_by_test_id("tour-begin")).to_be_focused()


def test_it_is_closed_and_taken_up_again_by_keyboard(act, stage, done):
    page = act()
    page.get_by_test_id("tour-close").press("Enter")
    expect(page.get_by_test_id("tour")).to_be_hidden()
    expect(page.get_by_test_id("pointer")).to_be_hidden()
    expect(page.get_by_test_id("tour-button")).to_be_focused()
    page.reload()
    expect(page.get_by_test_id("tour-button")).to_have_text("Tour 0/3")
    expect(page.get_by_test_id("tour")).to_be_hidden()
    page.get_by_test_id("tour-button").press("Enter")
    heading = page.get_by_test_id("tour").get_by_role("heading", level=2)
    expect(heading).to_be_focused()
    tick(stage, done, "begin")
    expect(page.get_by_test_id("tour")).to_contain_text("2 of 3")
    expect(heading).to_be_focused()


@pytest.mark.parametrize(
    ("width", "height", "dark"),
    [(1280, 820, False), (1280, 820, True), (400, 800, False), (640, 410, True)],
    ids=["light", "dark", "narrow", "zoomed"],
)
def test_it_is_good_for_everybody(act, done, width, height, dark):
    page = act(width=width, height=height, dark=dark)
    expect(page.get_by_test_id("tour")).to_contain_text("1 of 3")
    expect(page.get_by_test_id("pointer")).to_be_visible()
    assert findings(page) == []
    page.get_by_test_id("tour-answer").dispatch_event("click")
    expect(page.get_by_test_id("tour-move")).to_be_visible()
    assert findings(page) == []
    looks_well(page)


def test_at_200_percent_two_thirds_are_for_the_messages_beside_every_step(act, stage, done):
    page = act(SINA, TECHNOLOGY, width=640, height=410)
    for step in STEPS:
        page.get_by_test_id(f"tour-{step['id']}").dispatch_event("click")
        expect(page.get_by_test_id("tour")).to_contain_text(step["title"])
        expect(page.get_by_test_id("tour-button")).to_contain_text("Tour")
        tall = page.locator("#place .scroller").evaluate("node => node.clientHeight")
        assert tall >= 410 * 2 / 3, step["id"]


def test_it_takes_no_press_and_no_room_from_the_conversation(act, done):
    page = act(width=640, height=800)
    page.get_by_test_id("composer").click()  # it has the ring around it
    send(page, "still writing")
    expect(page.locator(".messages")).to_contain_text("still writing")
    card, foot = (
        page.locator(one).evaluate("node => node.getBoundingClientRect().toJSON()")
        for one in ("#tour", ".composer")
    )
    assert foot["bottom"] <= card["top"] + 1


def test_an_app_without_a_tour_has_no_button_for_it(act):
    page = act(SINA, TECHNOLOGY)
    expect(page.get_by_test_id("tour-button")).to_be_hidden()
    expect(page.get_by_test_id("tour")).to_be_hidden()
