"""`python -m tests.benchmarks.page [MESSAGES] [PEOPLE]`: the longest frames of the sandbox page.

One channel with 50,000 messages and 500 people in a real Chromium: the gaps between two frames
while one sends, while one scrolls up through loaded pages, and while others write.
"""

import sys

from playwright.sync_api import sync_playwright

from tests.benchmarks.rows import Row, percentile, table
from tests.chromium import ARGUMENTS, find_chromium
from tests.handlers.sandbox.page.crowd import NODES, crowded
from tests.handlers.sandbox.page.stage import Stage, send
from tests.handlers.sandbox.world import AMARA, GENERAL, SINA

TIMES = 40
WATCH = """() => { window.gaps = []; let last = performance.now(); window.watching = true;
  const frame = (at) => { window.gaps.push(at - last); last = at;
    if (window.watching) requestAnimationFrame(frame); };
  requestAnimationFrame(frame); }"""
STOP = "() => { window.watching = false; return window.gaps.slice(1); }"


def gaps(page, act):
    """The milliseconds between frames while act(number) is done TIMES times."""
    page.evaluate(WATCH)
    for number in range(TIMES):
        act(number)
        page.wait_for_timeout(50)
    return page.evaluate(STOP)


def run(messages, people):
    """The rows of one run."""
    stage = Stage(crowded(messages=messages, people=people))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1280, "height": 820})
        page.goto(f"{stage.url}/#as={SINA}&c={GENERAL}")
        page.wait_for_selector("body[data-ready]")
        page.locator("#place .message").last.wait_for()
        page.mouse.move(700, 400)
        found = {
            "sending": gaps(page, lambda number: send(page, f"Mine {number}")),
            "others write": gaps(page, lambda number: stage.say(AMARA, GENERAL, f"Hers {number}")),
            "scrolling up": gaps(page, lambda _: page.mouse.wheel(0, -1200)),
        }
        nodes = page.evaluate(NODES)
        browser.close()
    stage.close()
    rows = [
        Row(benchmark="page", what=f"{what}, {words}", unit="ms", ours=[figure])
        for what, these in found.items()
        for words, figure in (
            ("frame, median", percentile(these, 50)),
            ("frame, 99 %", percentile(these, 99)),
            ("longest frame", max(these)),
        )
    ]
    return [*rows, Row(benchmark="page", what="elements in the page", unit="", ours=[nodes])]


if __name__ == "__main__":
    wanted = [int(one) for one in sys.argv[1:3]] + [50_000, 500][len(sys.argv) - 1 :]
    print(table(run(*wanted)))
