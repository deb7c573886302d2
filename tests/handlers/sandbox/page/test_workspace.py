"""The workspace as a file: saved, put back and reset in the page, by keyboard too."""

import json

from playwright.sync_api import expect

from tests.handlers.sandbox.page.test_axe import findings
from tests.handlers.sandbox.page.test_looks import looks_well
from tests.handlers.sandbox.world import AMARA, LIAM, SINA, TECHNOLOGY


def opened(page):
    page.get_by_test_id("workspace-button").press("Enter")
    return page.get_by_role("dialog", name="This workspace")


def chosen(page, name, content):
    """Choose a file to load, as `set_input_files` does for the one that is not shown."""
    content = content if isinstance(content, bytes) else content.encode()
    file = {"name": name, "mimeType": "application/json", "buffer": content}
    page.locator("dialog input[type=file]").set_input_files(file)


def test_it_is_saved_reset_and_put_back(act, stage):
    stage.say(LIAM, TECHNOLOGY, "Before the reset")
    page, other = act(SINA, TECHNOLOGY), act(AMARA, TECHNOLOGY)
    page.bring_to_front()
    window = opened(page)
    with page.expect_download() as downloaded:
        window.get_by_test_id("save").click()
    name, file = downloaded.value.suggested_filename, downloaded.value.path()
    assert name.endswith(".json")

    window.get_by_test_id("reset").press("Enter")
    question = page.get_by_role("dialog", name="Reset the workspace?")
    expect(question).to_contain_text("Save first what you want to keep")
    page.keyboard.press("Escape")
    expect(question).to_have_count(0)
    expect(window.get_by_test_id("reset")).to_be_focused()
    assert "Before the reset" in texts(stage)
    window.get_by_test_id("reset").press("Enter")
    question.get_by_role("button", name="Reset").click()
    expect(page.get_by_test_id("toast")).to_contain_text("as it was at first")
    expect(page.locator(".messages")).not_to_contain_text("Before the reset")
    assert "Before the reset" not in texts(stage)
    other.bring_to_front()
    expect(other.get_by_test_id("toast")).to_contain_text("The workspace was loaded or reset")
    expect(other.locator(".messages")).not_to_contain_text("Before the reset")

    page.bring_to_front()
    window = opened(page)
    chosen(page, name, file.read_bytes())
    page.get_by_role("dialog", name="Load this file?").get_by_role("button", name="Load it").click()
    expect(page.get_by_test_id("toast")).to_contain_text(f"The workspace is that of {name} now")
    expect(page.locator("#place .message").last).to_contain_text("Before the reset")
    expect(page.get_by_test_id("person-switcher")).to_contain_text("Sina Faleolo")


def test_a_bad_file_is_refused_in_words_and_the_window_stays(act, stage):
    page = act(SINA, TECHNOLOGY)
    window = opened(page)
    before = texts(stage)
    for name, content in (("notes.json", "Dear all"), ("other.json", json.dumps({"a": 1}))):
        chosen(page, name, content)
        page.get_by_role("button", name="Load it").click()
        expect(window.get_by_role("alert")).to_contain_text("This file cannot be loaded")
        expect(window.get_by_role("alert")).to_contain_text("Nothing was changed.")
    assert texts(stage) == before
    assert findings(page) == []
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("workspace-button")).to_be_focused()


def test_the_window_looks_well_in_a_narrow_page_and_in_the_dark(act):
    for width, dark in ((1280, True), (400, False)):
        page = act(SINA, TECHNOLOGY, width=width, dark=dark)
        if width < 760:
            page.get_by_role("button", name="Conversations and people").click()
        opened(page)
        assert findings(page) == []
        looks_well(page)
        page.get_by_test_id("reset").click()
        assert findings(page) == []


def texts(stage):
    return [message.text for message in stage.sandbox.core.workspace.messages.of(TECHNOLOGY)]
