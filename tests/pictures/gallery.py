"""Pictures of the gallery: messages and forms of each style, as their readers got them."""

import asyncio
import tempfile
import threading
from contextlib import contextmanager
from io import BytesIO

from PIL import Image

from handlers.cli.sandbox import walked_playground
from tests.pictures.camera import save

SHOWN = {
    "card": ("Practices", "/practice show P1", 0),
    "list": ("Three hundred items", "/action list", 0),
    "search": ("Practices", "/practice search library", 0),
    "confirmation": ("Actions", "/action add إعداد ملخص نتائج الاختبار @yasmin by 9 February", 0),
    "refusal": ("Dialogues", "/dialogue schedule Round table on 30 February", 0),
    "form": ("Home and shortcuts", "/wg settings", 0),
    "home": ("Home and shortcuts", "home", 0),
}
"""By the name of the picture: the gallery's section and step, and which of its exhibits."""
_TALLEST = 1_100
"""CSS pixels; what is longer goes on below the picture."""


@contextmanager
def walked():
    """The address of a gallery in which every step was taken; it runs in a thread of its own."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, daemon=True).start()

    def wait(job):
        return asyncio.run_coroutine_threadsafe(job, loop).result()

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        ground = wait(walked_playground(folder, languages={"en"}))
        try:
            yield ground.sandbox.url
        finally:
            wait(ground.stop())
            loop.call_soon_threadsafe(loop.stop)


def take(browser, address, folder):
    for theme in ("light", "dark"):
        context = browser.new_context(
            viewport={"width": 800, "height": _TALLEST},
            device_scale_factor=1.5,
            color_scheme=theme,
            locale="en-GB",
        )
        page = context.new_page()
        page.goto(f"{address}/gallery")
        page.locator("body[data-ready]").wait_for()
        for name, (section, step, nth) in SHOWN.items():
            of_section = page.locator("main section", has=page.locator("h2", has_text=section))
            figures = of_section.locator(f"figure[data-step={_quoted(step)}]")
            framed = figures.nth(nth).locator(".framed")
            framed.scroll_into_view_if_needed()
            taken = Image.open(BytesIO(framed.screenshot())).convert("RGB")
            tall = min(taken.height, round(_TALLEST * 1.5))
            cropped = taken.crop((0, 0, taken.width, tall))
            save(cropped, folder / f"gallery-{name}-{theme}.png")
        context.close()


def _quoted(words):
    return '"' + words.replace('"', '\\"') + '"'
