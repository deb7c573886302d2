"""A sample with many people, and one channel with many messages."""

from handlers.sandbox import load_sample
from tests.handlers.sandbox.page.stage import until
from tests.handlers.sandbox.world import GENERAL

LENGTHS = (20, 60, 400, 30, 150)
ROWS = "document.querySelectorAll('.message').length"
NODES = "document.querySelectorAll('*').length"


def crowded(*, people=0, messages=0):
    """The sample with this many more people, all in #general, and this many messages there."""
    sample = dict(load_sample())
    sample["people"] = sample["people"] + [
        {
            "id": f"U0CROWD{number:04d}",
            "name": f"crowd{number}",
            "real_name": f"Person {number}",
            "title": f"Regulator {number % 90}",
            "tz": "Pacific/Auckland" if number % 2 else "Europe/Lisbon",
        }
        for number in range(people)
    ]
    writers = [one["name"] for one in sample["people"] if not one.get("deleted")]
    general = next(one["name"] for one in sample["channels"] if one["id"] == GENERAL)
    sample["messages"] = [
        *sample.get("messages", ()),
        *(
            {
                "channel": general,
                "user": writers[number // 3 % len(writers)],
                "text": f"Item {number:05d} " + "word " * (LENGTHS[number % 5] // 5),
            }
            for number in range(messages)
        ),
    ]
    return sample


def up(page, pixels):
    """Scroll up as a hand on the wheel does, and wait until that is drawn."""
    page.locator("#place .scroller").evaluate(
        "async (node, pixels) => { node.scrollTop -= pixels;"
        " for (let n = 0; n < 3; n += 1) await new Promise(requestAnimationFrame); }",
        pixels,
    )


def asked_while(page, do, count=1):
    """What the page asks of the sandbox while do() runs, as "METHOD route".

    Waits for `count` of them, and then for longer than the page gathers its news. The clock and
    the app's own notes aside, which are short and asked for once in a while.
    """
    asked = []

    def note(request):
        route = request.url.split("/door/")[-1].split("?")[0]
        if route not in ("clock", "about"):
            asked.append(f"{request.method} {route}")

    page.on("request", note)
    do()
    until(page, lambda: len(asked) >= count)
    page.wait_for_timeout(700)
    page.remove_listener("request", note)
    return asked
