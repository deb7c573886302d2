"""One's own messages changed, deleted and reacted to; links to a message; what was kept unread."""

from playwright.sync_api import expect

from tests.handlers.sandbox.page.stage import send, until
from tests.handlers.sandbox.world import AMARA, GENERAL, LIAM, SINA, TECHNOLOGY

EVENTS = ["message.groups", "reaction_added", "reaction_removed"]


def hears(stage, *kinds):
    """The app subscribes to what happens in private channels, and gives what it heard of that."""
    granted = stage.sandbox.core.config.manifest
    granted["settings"]["event_subscriptions"]["bot_events"] += EVENTS
    granted["oauth_config"]["scopes"]["bot"] += ["reactions:read"]
    return lambda kind: [p["event"] for p in stage.app.heard if _kind(p.get("event", {})) == kind]


def _kind(event):
    return event.get("subtype") or event.get("type")


def menu(page, ts, item):
    message = page.get_by_test_id(f"message-{ts}")
    message.hover()
    message.get_by_test_id("message-menu").click()
    page.get_by_role("menuitem", name=item).click()
    return message


def test_one_changes_what_one_wrote(act, stage):
    heard = hears(stage)
    ts = stage.say(AMARA, TECHNOLOGY, "<@U0LIAM0001> & 1 < 2, see https://example.org")
    page = act(AMARA, TECHNOLOGY)
    message = menu(page, ts, "Edit…")
    area = page.get_by_role("dialog", name="Edit the message").get_by_label("Message")
    expect(area).to_be_focused()
    expect(area).to_have_value("@liam & 1 < 2, see https://example.org")
    area.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    menu(page, ts, "Edit…")
    area.fill("@liam: tomorrow")
    area.press("Enter")
    expect(message).to_contain_text("@Liam O’Grady: tomorrow(edited)")
    (event,) = until(page, lambda: heard("message_changed"))
    assert event["message"]["text"] == "<@U0LIAM0001>: tomorrow"
    assert event["message"]["edited"]["user"] == AMARA
    assert "1 &lt; 2" in event["previous_message"]["text"]
    assert (event["channel"], event["hidden"]) == (TECHNOLOGY, True)


def test_one_deletes_what_one_wrote_and_nothing_else(act, stage):
    heard = hears(stage)
    ts = stage.say(AMARA, TECHNOLOGY, "A slip")
    other = stage.say(LIAM, TECHNOLOGY, "Not hers")
    page = act(AMARA, TECHNOLOGY)
    message = menu(page, ts, "Delete…")
    page.get_by_role("button", name="Delete", exact=True).click()
    expect(message).to_have_count(0)
    expect(page.locator(":focus")).to_have_count(1)
    (event,) = until(page, lambda: heard("message_deleted"))
    assert (event["deleted_ts"], event["previous_message"]["text"]) == (ts, "A slip")
    theirs = page.get_by_test_id(f"message-{other}")
    theirs.hover()
    theirs.get_by_test_id("message-menu").click()
    expect(page.get_by_role("menuitem", name="Copy link")).to_be_visible()
    expect(page.get_by_role("menuitem", name="Delete…")).to_have_count(0)
    expect(page.get_by_role("menuitem", name="Edit…")).to_have_count(0)


def test_reactions_are_put_by_name_joined_and_taken_away(act, stage):
    heard = hears(stage)
    ts = stage.say(LIAM, TECHNOLOGY, "Done")
    page = act(AMARA, TECHNOLOGY)
    message = menu(page, ts, "Add a reaction…")
    page.get_by_role("searchbox", name="Name of the emoji").fill("white check")
    page.keyboard.press("Enter")
    chip = message.get_by_role("button", name="white check mark: 1 reaction by Amara Okonkwo")
    expect(chip).to_have_attribute("aria-pressed", "true")
    (added,) = until(page, lambda: heard("reaction_added"))
    assert (added["user"], added["reaction"]) == (AMARA, "white_check_mark")
    assert (added["item"]["ts"], added["item_user"]) == (ts, LIAM)
    theirs = act(LIAM, TECHNOLOGY).get_by_test_id(f"message-{ts}")
    theirs.get_by_role("button", name="white check mark").click()
    expect(theirs.locator(".reaction")).to_contain_text("2")
    page.bring_to_front()
    chip = message.get_by_role("button", name="white check mark: 2 reactions")
    chip.focus()
    page.keyboard.press("Enter")
    expect(message.locator(".reaction")).to_contain_text("1")
    expect(message.locator(".reaction")).to_be_focused()
    (removed,) = until(page, lambda: heard("reaction_removed"))
    assert removed["user"] == AMARA


def test_a_link_opens_its_message_also_in_a_thread_and_far_back(act, stage):
    first = stage.say(LIAM, GENERAL, "The one that counts")
    reply = stage.say(SINA, GENERAL, "An answer", thread_ts=first)
    for number in range(220):  # more than the page asks for at once
        stage.say(LIAM, GENERAL, f"Item {number}")
    page = act(SINA, GENERAL)
    home = f"https://{stage.sandbox.core.workspace.team['domain']}.slack.com"
    mark = f"archives/{GENERAL}/p{first.replace('.', '')}"
    stage.say(SINA, GENERAL, f"See {home}/{mark} there")
    page.get_by_role("link", name=home).click()
    message = page.get_by_test_id(f"message-{first}")
    expect(message).to_be_in_viewport()
    expect(message).to_be_focused()
    page.get_by_role("button", name="New messages").click()
    expect(page.get_by_text("Item 219")).to_be_in_viewport()
    page.goto(f"{stage.url}/archives/{GENERAL}/p{reply.replace('.', '')}?thread_ts={first}")
    expect(page.get_by_test_id(f"thread-message-{reply}")).to_be_focused()
    expect(message).to_be_in_viewport()


def test_copy_link_gives_an_address_that_opens(act, stage):
    ts = stage.say(LIAM, TECHNOLOGY, "Look here")
    page = act(SINA, TECHNOLOGY)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=stage.url)
    menu(page, ts, "Copy link")
    expect(page.get_by_test_id("toast")).to_contain_text("copied")
    page.goto(page.evaluate("navigator.clipboard.readText()"))
    expect(page.get_by_test_id(f"message-{ts}")).to_be_focused()


def test_what_is_kept_unread_stays_so_until_one_comes_back(act, stage):
    stage.say(LIAM, GENERAL, "One")
    ts = stage.say(LIAM, GENERAL, "Two")
    page = act(SINA, GENERAL)
    unread = stage.sandbox.core.workspace.unread
    assert until(page, lambda: unread(SINA, GENERAL) == 0)
    menu(page, ts, "Mark unread")
    expect(page.get_by_test_id("new-line")).to_be_visible()
    send(page, "Mine does not count")
    expect(page.locator("#place .message").last).to_contain_text("Mine does not count")
    page.get_by_test_id("conversation-app").click()
    row = page.get_by_test_id(f"conversation-{GENERAL}")
    expect(row).to_contain_text("1 unread")
    row.click()
    expect(page.get_by_test_id("new-line")).to_be_visible()
    assert until(page, lambda: unread(SINA, GENERAL) == 0)
