"""Chromium for the tests of the page: one browser, a fresh profile and sandbox for each test.

`act(user, place, …)` opens the page as a person and gives a Playwright page that fails the test
when the browser's console has reported an error.
"""

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.chromium import ARGUMENTS, find_chromium
from tests.handlers.sandbox.page.stage import Stage


@pytest.fixture(scope="package")  # no longer: its event loop would be in every later test's way
def chromium():
    if find_chromium() is None:
        pytest.skip("There is no Chromium on this machine, so the page was not tested.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        yield browser
        browser.close()


class Tabs:
    """Tabs used again by the next test, as a new one takes most of a second.

    Each test's sandbox has a port, and so an origin and a memory, of its own.
    """

    def __init__(self, browser):
        self.context = browser.new_context(timezone_id="America/Los_Angeles", locale="en-GB")
        self.context.set_default_timeout(20_000)
        expect.set_options(timeout=60_000)  # on a busy machine
        self.free = []
        self.watch = None

    def take(self):
        if self.free:
            return self.free.pop()
        page = self.context.new_page()
        page.on("console", lambda message: self.watch.console(message))
        page.on("pageerror", lambda error: self.watch.troubles.append(str(error)))
        return page

    def give_back(self, page):
        page.unroute_all(behavior="ignoreErrors")
        page.goto("about:blank")
        self.free.append(page)


class Watch:
    """What no test may end with: an error in the console, or one that nobody caught."""

    def __init__(self):
        self.troubles = []

    def console(self, message):
        # A refused request is the page's own business: it says so in words.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.troubles.append(message.text)


@pytest.fixture(scope="package")
def tabs(chromium):
    kept = Tabs(chromium)
    yield kept
    kept.context.close()


@pytest.fixture
def stage(chromium):
    playing = Stage()
    yield playing
    playing.close()


@pytest.fixture
def act(tabs, stage):
    watch = tabs.watch = Watch()
    taken = []

    def open_page(user=None, place=None, *, width=1280, height=820, dark=False):
        page = tabs.take()
        taken.append(page)
        page.bring_to_front()  # a tab behind another draws about once a second
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme="dark" if dark else "light", reduced_motion="reduce")
        address = "&".join(f"{key}={one}" for key, one in (("as", user), ("c", place)) if one)
        page.goto(f"{stage.url}/#{address}", wait_until="commit")
        page.wait_for_selector("body[data-ready]")
        return page

    yield open_page
    for page in taken:
        tabs.give_back(page)
    assert not watch.troubles


@pytest.fixture(scope="module")
def modules(chromium):
    """Runs a function of the page's own modules: modules("text/dates.js", "(m) => m.ago(1, 2)")."""
    playing = Stage()
    page = chromium.new_page()
    page.goto(f"{playing.url}/page/text/words.js")

    def run(path, script, *given):
        code = f"async ([path, given]) => ({script})(await import(path), ...given)"
        return page.evaluate(code, [f"/page/{path}", list(given)])

    yield run
    page.close()
    playing.close()
