"""Files and pictures in the page: names, sizes, downloads, and what a picture says in words."""

import re
import struct
import zlib

from playwright.sync_api import expect

from tests.handlers.sandbox.page.stage import send, until
from tests.handlers.sandbox.world import BOT_TOKEN, EDUCATION, LIAM, SINA, TECHNOLOGY

ICS = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


def png(width=8, height=5):
    """A small teal picture."""

    def chunk(kind, body):
        framed = kind + body
        return struct.pack(">I", len(body)) + framed + struct.pack(">I", zlib.crc32(framed))

    rows = zlib.compress((b"\x00" + b"\x0f\x76\x6e" * width) * height)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def upload(stage, name, content, *, title, **more):
    """The whole way that Slack has for files; the id."""
    return stage.run(_upload(stage, name, content, title, more))


async def _upload(stage, name, content, title, more):
    headers = {"Authorization": f"Bearer {BOT_TOKEN}"}
    wanted = {"filename": name, "length": str(len(content))}
    url = f"{stage.url}/api/files.getUploadURLExternal"
    async with stage._http.post(url, data=wanted, headers=headers) as response:
        ticket = await response.json()
    async with stage._http.post(ticket["upload_url"], data=content) as response:
        assert response.status == 200
    files = [{"id": ticket["file_id"], "title": title}]
    done = await stage.call("files.completeUploadExternal", {"files": files, **more})
    assert done["ok"], done
    return ticket["file_id"]


def test_a_file_shows_its_name_and_size_and_downloads(act, stage):
    page = act(LIAM, TECHNOLOGY)
    upload(stage, "D1.ics", ICS, title="D1 <b>Round</b> table", channel_id=TECHNOLOGY)
    link = page.get_by_role("link", name="D1 <b>Round</b> table")
    expect(link).to_contain_text(f"{len(ICS)} bytes")
    with page.expect_download() as downloaded:
        link.click()
    assert downloaded.value.suggested_filename == "D1.ics"
    assert downloaded.value.path().read_bytes() == ICS


def test_a_picture_in_a_block_is_drawn_and_described(act, stage):
    picture = upload(stage, "hours.png", png(), title="Hours")
    told = "Hours of the day by organisation: Seoul and Sydney pay most"
    image = {
        "type": "image",
        "slack_file": {"id": picture},
        "alt_text": told,
        "title": {"type": "plain_text", "text": "Whose night it is"},
    }
    stage.post(TECHNOLOGY, told, blocks=[image])
    page = act(LIAM, TECHNOLOGY)
    shown = page.get_by_role("img", name=told)
    expect(shown).to_be_visible()
    assert until(page, lambda: shown.evaluate("(img) => img.naturalWidth")) == 8
    expect(page.locator("figcaption")).to_have_text("Whose night it is")
    page.emulate_media(color_scheme="dark")
    expect(shown).to_be_visible()


def test_a_shared_picture_is_drawn_too(act, stage):
    page = act(SINA, EDUCATION)
    upload(stage, "hours.png", png(), title="Hours", channel_id=EDUCATION)
    shown = page.get_by_role("img", name="Hours")
    assert until(page, lambda: shown.evaluate("(img) => img.naturalWidth")) == 8


def test_a_picture_pressed_is_shown_large_and_the_focus_comes_back(act, stage):
    page = act(SINA, TECHNOLOGY)
    upload(stage, "map.png", png(), title="A map", channel_id=TECHNOLOGY)
    link = page.locator("a.file-picture")
    link.focus()
    page.keyboard.press("Enter")
    large = page.get_by_role("dialog", name="A map").get_by_role("img", name="A map")
    expect(large).to_be_visible()
    page.keyboard.press("Escape")
    expect(large).to_have_count(0)
    expect(link).to_be_focused()


def chosen(name, content=b"words", kind="text/plain"):
    return {"name": name, "mimeType": kind, "buffer": content}


def attached(page):
    return page.get_by_test_id("attached")


DROP = """([zone, names, size = 7]) => {
  const data = new DataTransfer();
  const made = (name) => new File([new Uint8Array(size)], name, { type: "text/plain" });
  for (const name of names) data.items.add(made(name));
  const at = document.querySelector(zone);
  for (const kind of ["dragover", "drop"])
    at.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
}"""
PASTE = """(area) => {
  const data = new DataTransfer();
  data.items.add(new File(["pasted"], "image.png", { type: "image/png" }));
  const about = { clipboardData: data, bubbles: true, cancelable: true };
  area.dispatchEvent(new ClipboardEvent("paste", about));
}"""


def test_a_person_attaches_drops_and_pastes_files_and_sends_them_with_words(act):
    page = act(LIAM, TECHNOLOGY)
    files = page.locator("#place .composer input[type=file]")
    files.set_input_files([chosen("D1 <b>.ics", ICS), chosen("مذكرة.txt")])
    page.evaluate(DROP, ["#place", ["dropped.txt"]])
    page.get_by_test_id("composer").evaluate(PASTE)
    expect(attached(page)).to_have_count(4)
    page.get_by_role("button", name="Remove dropped.txt").press("Enter")
    expect(page.get_by_role("button", name="Remove image.png")).to_be_focused()
    send(page, "The papers")
    message = page.locator("#place .message").last
    expect(message).to_contain_text("The papers")
    expect(message.locator("a.file")).to_have_count(2)
    expect(message.locator("a.file-picture")).to_have_count(1)
    expect(attached(page)).to_have_count(0)
    with page.expect_download() as downloaded:
        message.get_by_role("link", name="D1 <b>.ics").click()
    assert downloaded.value.path().read_bytes() == ICS


def test_a_file_goes_without_words_and_into_a_thread(act, stage):
    ts = stage.say(SINA, TECHNOLOGY, "Who has the paper?")
    page = act(LIAM, TECHNOLOGY)
    page.get_by_test_id(f"message-{ts}").hover()
    page.get_by_test_id(f"message-{ts}").get_by_role("button", name="Reply in thread").click()
    page.evaluate(DROP, ["#panel", ["paper.txt"]])
    page.get_by_test_id("thread-composer").press("Enter")
    expect(page.locator("#panel .message").last).to_contain_text("paper.txt")
    expect(page.locator("#place .message").last).to_contain_text("1 reply")


def test_what_cannot_be_sent_is_said_and_what_failed_is_given_back(act):
    page = act(LIAM, TECHNOLOGY)
    files = page.locator("#place .composer input[type=file]")
    toast = page.get_by_test_id("toast").last
    files.set_input_files(chosen("empty.txt", b""))
    expect(toast).to_contain_text("empty.txt is empty")
    files.set_input_files([chosen(f"{number}.txt") for number in range(11)])
    expect(toast).to_contain_text("at most 10 files")
    page.evaluate(DROP, ["#place", ["large.bin"], 20 * 1024 * 1024 + 1])
    expect(toast).to_contain_text("large.bin is too large. A file has at most 20 MB here.")
    expect(attached(page)).to_have_count(0)

    files.set_input_files(chosen("a.txt"))
    send(page, "/wg")
    expect(toast).to_contain_text("A command takes no files")
    expect(page.get_by_test_id("composer")).to_have_value("/wg")
    page.route("**/door/upload*", lambda route: route.abort())
    send(page, "Here")
    expect(toast).to_contain_text("The sandbox does not answer")
    expect(page.get_by_test_id("composer")).to_have_value("Here")
    page.get_by_test_id(f"conversation-{EDUCATION}").click()
    expect(attached(page)).to_have_count(0)
    page.get_by_test_id(f"conversation-{TECHNOLOGY}").click()
    expect(attached(page)).to_contain_text(["a.txt"])
    page.unroute("**/door/upload*")
    page.get_by_test_id("send").click()
    expect(page.locator("#place .message").last).to_contain_text("a.txt")


KEPT = """() => new Promise((resolve) => {
  const asked = indexedDB.open("drafts", 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore("files");
  asked.onsuccess = () => {
    const all = asked.result.transaction("files").objectStore("files").getAll();
    all.onsuccess = () => resolve(all.result.flat().map((file) => file.name));
  };
})"""


def test_files_that_were_not_sent_are_there_after_a_reload(act):
    page = act(LIAM, TECHNOLOGY)
    files = page.locator("#place .composer input[type=file]")
    files.set_input_files([chosen("D1.ics", ICS), chosen("other.txt"), chosen("third.txt")])
    page.get_by_role("button", name="Remove other.txt").press("Enter")
    assert until(page, lambda: page.evaluate(KEPT) == ["D1.ics", "third.txt"])
    page.reload()
    expect(attached(page)).to_have_text([re.compile("D1.ics"), re.compile("third.txt")])
    page.evaluate(DROP, ["#place", ["more.txt"]])
    page.get_by_test_id("send").click()
    message = page.locator("#place .message").last
    expect(message.locator("a.file")).to_have_count(3)
    with page.expect_download() as downloaded:
        message.get_by_role("link", name="D1.ics").click()
    assert downloaded.value.path().read_bytes() == ICS
    assert until(page, lambda: page.evaluate(KEPT) == [])
    page.reload()
    page.wait_for_selector("body[data-ready]")
    expect(attached(page)).to_have_count(0)
