"""What the page says when the app, or the sandbox, is away."""

from playwright.sync_api import expect

from tests.handlers.sandbox.page.stage import send
from tests.handlers.sandbox.world import AMARA, SINA, TECHNOLOGY


def test_an_app_that_is_not_connected_is_said_to_be_so(act, stage):
    stage.run(stage.sandbox.use_request_url(None))
    page = act(SINA, TECHNOLOGY)
    expect(page.get_by_test_id("not-connected")).to_contain_text("Convenor is not connected")
    send(page, "/wg")
    expect(page.get_by_test_id("toast")).to_contain_text("/wg failed")
    expect(page.get_by_test_id("composer")).to_have_value("/wg")


def test_the_page_finds_its_way_back_after_the_line_was_cut(act, stage):
    page = act(AMARA, TECHNOLOGY)
    page.route("**/door/stream*", lambda route: route.abort())
    stage.run(cut(stage))
    expect(page.get_by_text("The sandbox does not answer")).to_be_visible()
    stage.say(SINA, TECHNOLOGY, "Said while the line was cut")
    page.unroute("**/door/stream*")
    expect(page.locator(".messages")).to_contain_text("while the line was cut")
    expect(page.get_by_text("The sandbox does not answer")).to_be_hidden()


def test_the_page_asks_no_other_host(act, stage):
    image = {"type": "image", "image_url": "http://127.0.0.1:9/x.png", "alt_text": "Totals"}
    stage.post(TECHNOLOGY, "See <http://127.0.0.1:9/a>", blocks=[image])
    page = act(SINA)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    page.get_by_test_id(f"conversation-{TECHNOLOGY}").click()
    expect(page.get_by_text("Totals")).to_be_visible()
    assert asked
    assert [url for url in asked if not url.startswith(stage.url)] == []


async def cut(stage):
    for listener in stage.sandbox.core.stream._listeners:
        listener.queue.put_nowait(None)
