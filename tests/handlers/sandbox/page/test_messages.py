"""Messages in the page: shown literally, threads, ephemerals, long channels, changes in place."""

import re

from playwright.sync_api import expect

from tests.handlers.sandbox.page.blocks import actions, button, section
from tests.handlers.sandbox.page.stage import send, until
from tests.handlers.sandbox.world import (
    AMARA,
    EDUCATION,
    GENERAL,
    LIAM,
    REGULATORS,
    SINA,
    TECHNOLOGY,
)


def test_what_is_typed_is_shown_as_typed(act):
    page = act(SINA, TECHNOLOGY)
    send(page, "<b>1 < 2</b> &amp; *bold* @min-ji")
    body = page.locator(".message-body").last
    expect(body).to_have_text("<b>1 < 2</b> &amp; bold @김민지")
    expect(body.locator("strong")).to_have_text("bold")


def test_an_ephemeral_message_is_for_one_and_can_be_dismissed(act, stage):
    stage.api("chat.postEphemeral", channel=TECHNOLOGY, user=SINA, text="Only for Sina")
    page = act(SINA, TECHNOLOGY)
    note = page.get_by_test_id("ephemeral")
    expect(note).to_contain_text("Only visible to you")
    expect(note).to_contain_text("Only for Sina")
    note.get_by_role("button", name="Dismiss").click()
    expect(note).to_have_count(0)
    page.reload()
    expect(page.get_by_test_id("composer")).to_be_visible()
    expect(note).to_have_count(0)
    expect(act(LIAM, TECHNOLOGY).get_by_test_id("ephemeral")).to_have_count(0)


def test_replies_live_in_their_thread(act, stage):
    ts = stage.post(TECHNOLOGY, "Who comes?")
    page = act(LIAM, TECHNOLOGY)
    message = page.get_by_test_id(f"message-{ts}")
    message.hover()
    message.get_by_role("button", name="Reply in thread").first.click()
    send(page, "I do", "thread-composer")
    panel = page.get_by_role("complementary", name="Thread")
    expect(panel).to_contain_text("1 reply")
    expect(panel.locator(".message")).to_have_count(2)
    expect(message.get_by_role("button", name="1 reply")).to_be_visible()
    expect(page.locator("#place .message-body", has_text="I do")).to_have_count(0)
    page.get_by_test_id("panel-close").click()
    expect(panel).to_have_count(0)


def test_commands_are_not_for_threads(act, stage):
    ts = stage.post(TECHNOLOGY, "Who comes?")
    page = act(LIAM, TECHNOLOGY)
    page.get_by_test_id(f"message-{ts}").hover()
    page.get_by_role("button", name="Reply in thread").last.click()
    send(page, "/wg members", "thread-composer")
    expect(page.get_by_test_id("toast")).to_contain_text("send it in the channel")
    expect(page.get_by_test_id("thread-composer")).to_have_value("/wg members")
    assert not stage.app.commands()


def test_a_message_that_changes_keeps_the_focus_of_who_pressed_in_it(act, stage):
    def blocks(going):
        return [section(f"{going} going"), actions(button("Going", "going"), button("No", "no"))]

    ts = stage.post(TECHNOLOGY, "Dialogue", blocks=blocks(0))

    async def count(payload):
        body = {"channel": TECHNOLOGY, "ts": ts, "text": "Dialogue", "blocks": blocks(1)}
        await stage.call("chat.update", body)

    stage.app.answers["going"] = count
    page = act(AMARA, TECHNOLOGY)
    message = page.get_by_test_id(f"message-{ts}")
    message.get_by_role("button", name="Going").focus()
    page.keyboard.press("Enter")
    expect(message).to_contain_text("1 going")
    expect(message).to_contain_text("(edited)")
    expect(message.get_by_role("button", name="Going")).to_be_focused()
    (pressed,) = stage.app.of("block_actions")
    assert pressed["user"]["id"] == AMARA
    assert pressed["actions"][0]["value"] == "going"


def test_a_failed_press_is_told_once_in_words(act, stage):
    stage.app.answers["going"] = 500
    ts = stage.post(TECHNOLOGY, "x", blocks=[actions(button("Going", "going"))])
    page = act(AMARA, TECHNOLOGY)
    page.get_by_test_id(f"message-{ts}").get_by_role("button", name="Going").click()
    expect(page.get_by_test_id("toast")).to_contain_text("dispatch_failed")
    page.wait_for_timeout(700)
    expect(page.get_by_test_id("toast")).to_have_count(1)


def test_a_failed_press_is_told_once_however_late_its_answer_comes(act, stage):
    stage.app.answers["going"] = 500
    ts = stage.post(TECHNOLOGY, "x", blocks=[actions(button("Going", "going"))])
    page = act(AMARA, TECHNOLOGY)
    held = []
    page.route("**/door/press", lambda route: held.append((route, route.fetch())))
    page.get_by_test_id(f"message-{ts}").get_by_role("button", name="Going").click()
    expect(page.get_by_test_id("toast")).to_contain_text("could not be reached (")
    ((route, answer),) = held
    route.fulfill(response=answer)
    expect(page.get_by_test_id("toast")).to_contain_text("or refused the request")
    expect(page.get_by_test_id("toast")).to_have_count(1)


def test_a_dangerous_button_asks_first(act, stage):
    confirm = {
        "title": {"type": "plain_text", "text": "Really?"},
        "text": {"type": "mrkdwn", "text": "*All* will hear of it."},
        "confirm": {"type": "plain_text", "text": "Cancel it"},
        "deny": {"type": "plain_text", "text": "Keep it"},
        "style": "danger",
    }
    cancel = button("Cancel dialogue", "cancel", style="danger", confirm=confirm)
    ts = stage.post(TECHNOLOGY, "x", blocks=[actions(cancel)])
    page = act(AMARA, TECHNOLOGY)
    press = page.get_by_test_id(f"message-{ts}").get_by_role("button", name="Cancel dialogue")
    press.click()
    question = page.get_by_role("dialog", name="Really?")
    expect(question.locator("strong")).to_have_text("All")
    question.get_by_role("button", name="Keep it").click()
    expect(question).to_have_count(0)
    expect(press).to_be_focused()
    assert not stage.app.of("block_actions")
    press.click()
    question.get_by_role("button", name="Cancel it").click()
    expect(question).to_have_count(0)
    assert len(until(page, lambda: stage.app.of("block_actions"))) == 1


def test_message_shortcuts_are_in_the_menu_of_a_message(act, stage):
    ts = stage.post(TECHNOLOGY, "Somebody should draft it")
    page = act(AMARA, TECHNOLOGY)
    message = page.get_by_test_id(f"message-{ts}")
    message.hover()
    message.get_by_test_id("message-menu").click()
    page.get_by_role("menuitem", name="Log it").click()
    page.wait_for_function("() => !document.querySelector('[role=menu]')")
    expect(message.get_by_test_id("message-menu")).to_be_focused()
    (payload,) = until(page, lambda: stage.app.of("message_action"))
    assert (payload["callback_id"], payload["message"]["ts"]) == ("log", ts)


def test_channels_are_joined_filled_and_left(act, stage):
    page = act(SINA, GENERAL)
    notice = page.get_by_test_id("invite-app")
    notice.click()
    expect(notice).to_be_hidden()
    page.get_by_test_id("new-channel").click()
    window = page.get_by_role("dialog", name="New channel")
    window.get_by_label("Name").fill("Age Assurance")
    window.get_by_label("Private").check()
    window.get_by_role("button", name="Create").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("age-assurance")
    expect(page.locator(".empty")).to_contain_text("Type / to see what Convenor can do.")
    page.get_by_test_id("invite-button").click()
    window = page.get_by_role("dialog", name="Invite to #age-assurance")
    window.get_by_role("searchbox").fill("ofcom principal")
    window.get_by_role("button", name="Invite Amara Okonkwo").click()
    expect(window).to_contain_text("In the channel")
    window.get_by_role("button", name="Done").click()
    page.get_by_test_id("members-button").click()
    member = page.get_by_test_id(f"member-{AMARA}")
    expect(member).to_contain_text("14:05")
    expect(member).to_contain_text("London, GMT")
    page.get_by_role("button", name="Leave channel").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("age-assurance")
    expect(page.locator(".side-row", has_text="age-assurance")).to_have_count(0)


def test_a_channel_not_joined_is_grey_and_can_be_read_and_joined(act):
    page = act(AMARA, EDUCATION)
    expect(page.get_by_test_id("composer")).to_have_count(0)
    expect(page.get_by_test_id(f"conversation-{EDUCATION}")).to_have_class(re.compile("faint"))
    page.get_by_test_id("join-here").click()
    expect(page.get_by_test_id("composer")).to_be_visible()
    expect(page.get_by_test_id(f"conversation-{EDUCATION}")).not_to_have_class(re.compile("faint"))


def test_convenor_is_always_there_for_a_direct_message(act, stage):
    page = act(AMARA, REGULATORS)
    page.get_by_test_id("conversation-app").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Convenor")
    send(page, "help")
    events = until(page, lambda: [p["event"] for p in stage.app.heard if "event" in p])
    kinds = {event["type"] for event in events}
    assert "app_home_opened" in kinds
    until(page, lambda: any(p.get("event", {}).get("text") == "help" for p in stage.app.heard))
    assert any(p.get("event", {}).get("text") == "help" for p in stage.app.heard)


def test_right_to_left_text_and_long_words_stay_inside(act, stage):
    stage.post(TECHNOLOGY, "مرحباً بالجميع " + "a" * 400)
    page = act(AMARA, TECHNOLOGY, width=400)
    body = page.locator(".message-body .mrkdwn").last
    expect(body).to_have_attribute("dir", "auto")
    assert body.evaluate("(node) => getComputedStyle(node).direction") == "rtl"
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
