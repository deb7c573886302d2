"""The composer: lists to choose from, commands, drafts, and nothing typed is ever lost."""

from playwright.sync_api import expect

from tests.handlers.sandbox.page.stage import send, until
from tests.handlers.sandbox.world import AMARA, GENERAL, LIAM, REGULATORS, SINA, TECHNOLOGY


def test_a_slash_lists_the_commands_with_their_usage(act):
    page = act(SINA, TECHNOLOGY)
    box = page.get_by_test_id("composer")
    box.press_sequentially("/")
    rows = page.get_by_role("listbox", name="Commands").get_by_role("option")
    expect(rows).to_have_count(4)
    expect(rows.filter(has_text="/wg")).to_contain_text("[setup | members]")
    box.press_sequentially("di")
    expect(rows).to_have_count(1)
    box.press("Tab")
    expect(box).to_have_value("/dialogue ")
    expect(rows).to_have_count(0)
    expect(page.locator(".composer-hint")).to_contain_text("/dialogue [schedule | show D12]")


def test_arrow_keys_choose_and_escape_sends_the_list_away(act):
    page = act(SINA, TECHNOLOGY)
    box = page.get_by_test_id("composer")
    box.press_sequentially("Thanks @li")
    rows = page.get_by_role("listbox", name="People").get_by_role("option")
    expect(rows.first).to_contain_text("Liam O’Grady")
    box.press("Escape")
    expect(rows).to_have_count(0)
    box.fill("Many thanks @mi")
    box.press_sequentially("n")
    expect(rows.first).to_have_attribute("aria-selected", "true")
    box.press("ArrowDown")
    box.press("ArrowUp")
    box.press("Enter")
    expect(box).to_have_value("Many thanks @min-ji ")


def test_a_command_reaches_the_app_and_its_answer_is_for_one(act, stage):
    stage.app.answers["/wg"] = {"text": "*Technology* at a glance"}
    page = act(SINA, TECHNOLOGY)
    send(page, "/wg role @liam chair until 2027-03-31")
    expect(page.get_by_test_id("ephemeral")).to_contain_text("Technology at a glance")
    expect(page.get_by_test_id("composer")).to_have_value("")
    assert stage.app.commands() == [("/wg", f"role <@{LIAM}> chair until 2027-03-31")]
    page.get_by_test_id("composer").press("ArrowUp")
    expect(page.get_by_test_id("composer")).to_have_value("/wg role @liam chair until 2027-03-31")
    page.get_by_test_id("composer").press("ArrowDown")
    expect(page.get_by_test_id("composer")).to_have_value("")


def test_a_command_that_fails_gives_the_text_back(act, stage):
    stage.app.answers["/wg"] = 500
    page = act(SINA, TECHNOLOGY)
    send(page, "/wg members")
    expect(page.get_by_test_id("toast")).to_contain_text("/wg failed")
    expect(page.get_by_test_id("composer")).to_have_value("/wg members")


def test_an_unknown_command_is_not_sent(act, stage):
    page = act(SINA, TECHNOLOGY)
    send(page, "/dialog show D12")
    expect(page.get_by_test_id("toast")).to_contain_text("/dialog is not a command here")
    expect(page.get_by_test_id("composer")).to_have_value("/dialog show D12")
    assert not stage.app.commands()


def test_what_was_typed_meanwhile_is_kept_beside_what_failed(act):
    page = act(SINA, TECHNOLOGY)
    held = []
    page.route("**/door/say", lambda route: held.append(route))
    send(page, "First")
    box = page.get_by_test_id("composer")
    box.fill("Second")
    assert until(page, lambda: held)
    held.pop().abort()
    unsent = page.get_by_text("Not sent: First")
    expect(unsent).to_be_visible()
    expect(box).to_have_value("Second")
    page.get_by_role("button", name="Put back").click()
    expect(box).to_have_value("First\nSecond")


def test_drafts_are_kept_for_each_conversation_and_person(act):
    page = act(SINA, TECHNOLOGY)
    box = page.get_by_test_id("composer")
    box.fill("Half a thought")
    page.get_by_test_id(f"conversation-{REGULATORS}").click()
    expect(box).to_have_value("")
    page.get_by_test_id(f"conversation-{TECHNOLOGY}").click()
    expect(box).to_have_value("Half a thought")
    page.reload()
    expect(box).to_have_value("Half a thought")
    other = act(AMARA, TECHNOLOGY)
    expect(other.get_by_test_id("composer")).to_have_value("")


def test_shift_enter_makes_a_new_line(act):
    page = act(SINA, TECHNOLOGY)
    box = page.get_by_test_id("composer")
    box.fill("One")
    box.press("Shift+Enter")
    box.press_sequentially("Two")
    expect(box).to_have_value("One\nTwo")
    box.press("Enter")
    expect(page.locator(".message-body").last).to_have_text("One\nTwo")


def test_invite_is_the_pages_own_command(act, stage):
    page = act(SINA, GENERAL)
    send(page, "/invite @convenor")
    expect(page.get_by_test_id("invite-app")).to_be_hidden()
    expect(page.get_by_test_id("toast")).to_contain_text("Convenor is in the channel now.")
    send(page, "/invite @nobody")
    expect(page.get_by_test_id("composer")).to_have_value("/invite @nobody")
    assert not stage.app.commands()


def test_global_shortcuts_stand_under_the_plus(act, stage):
    page = act(SINA, TECHNOLOGY)
    page.get_by_test_id("plus").click()
    page.get_by_role("menuitem", name="Open").click()
    (payload,) = until(page, lambda: stage.app.of("shortcut"))
    assert payload["callback_id"] == "open"
