"""Search on the page: by key, conversations, people and messages, and only what one may read."""

from playwright.sync_api import expect

from tests.handlers.sandbox.page.stage import until
from tests.handlers.sandbox.page.test_axe import findings
from tests.handlers.sandbox.world import AMARA, GENERAL, LIAM, PRIYA, REGULATORS, SINA, TECHNOLOGY


def search(page, words):
    page.keyboard.press("Control+k")
    box = page.get_by_test_id("search-box")
    expect(box).to_be_focused()
    box.fill(words)
    return page.get_by_role("listbox", name="Found").get_by_role("option")


def test_a_message_is_found_without_its_accents_and_opened(act, stage):
    ts = stage.say(AMARA, REGULATORS, "Coimisiún na Meán asks about <@U0LIAM0001>")
    for number in range(60):
        stage.say(AMARA, REGULATORS, f"Item {number}")
    page = act(LIAM, GENERAL)
    found = search(page, "coimisiun mean")
    expect(found).to_have_count(1)
    expect(found).to_contain_text("asks about @Liam O’Grady")
    expect(found).to_contain_text("Amara Okonkwo in #regulators-only")
    assert findings(page) == []
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("regulators-only")
    expect(page.get_by_test_id(f"message-{ts}")).to_be_focused()
    expect(page.get_by_test_id(f"message-{ts}")).to_be_in_viewport()


def test_nobody_finds_what_they_may_not_read(act, stage):
    stage.say(AMARA, REGULATORS, "Embargoed zebra")
    stage.api("chat.postEphemeral", channel=TECHNOLOGY, user=SINA, text="Private zebra")
    page = act(PRIYA, GENERAL)
    found = search(page, "zebra")
    expect(found).to_have_text("Nothing found.")
    expect(search(act(SINA, GENERAL), "private zebra")).to_have_text("Nothing found.")


def test_a_conversation_and_a_person_are_found_by_keys_alone(act, stage):
    page = act(SINA, GENERAL)
    found = search(page, "techno")
    expect(found.first).to_contain_text("technology")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("technology")
    search(page, "amara")
    expect(found.first).to_contain_text("Amara Okonkwo")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Amara Okonkwo")
    search(page, "xyzzy")
    expect(found).to_have_text("Nothing found.")
    page.keyboard.press("Escape")
    assert until(page, lambda: page.evaluate("document.activeElement !== document.body"))


def test_a_reply_is_opened_in_its_thread(act, stage):
    ts = stage.say(AMARA, TECHNOLOGY, "Who drafts it?")
    reply = stage.say(LIAM, TECHNOLOGY, "I draft the zebra chapter", thread_ts=ts)
    page = act(SINA, GENERAL)
    expect(search(page, "zebra")).to_contain_text("I draft the zebra chapter")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id(f"thread-message-{reply}")).to_be_focused()
