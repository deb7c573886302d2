"""Takes messages and forms out of the sandbox's page as pictures, each in light and in dark."""

from io import BytesIO

from PIL import Image

COLOURS = 256
"""Of one picture: a page has few, and so it takes a third of the room."""
_WIDTH, _HEIGHT, _SCALE = 720, 3200, 1.5
_MARGIN = 8
_INSIDE = 12
"""Past the border of a form, and before the first thing in a message."""
_QUIET = """
.tools, .toasts, .jump { display: none !important; }
.dialog::backdrop { background: var(--paper) !important; }
.dialog { max-height: none !important; border-radius: 0 !important; box-shadow: none !important; }
"""
"""Without what lies over it, and forms in full where a window would scroll them."""
_CHOSEN = ".messages > ROW { background: none !important; padding-block: 7px !important; }"
"""By what a row says of itself, and not by a mark on it: the page draws its rows again at times.

The other rows stay as they are: the page keeps those near the view alone, by the heights they have.
"""
_LOADED = (
    "(row) => [...(document.querySelector(row)?.querySelectorAll('img') ?? [{}])]"
    ".every((image) => image.complete && image.naturalWidth)"
)

WITHOUT_TOUR = "try { localStorage.setItem('tour:T0GOSRN001', 'closed'); } catch { /* no page */ }"
"""The card of the tour and its ring are in no picture."""


class Camera:
    """Opens the page as anyone of the network; pictures go to `folder` as name-light, name-dark."""

    def __init__(self, browser, network, folder):
        self._network = network
        self._folder = folder
        self._browser = browser

    def messages(self, name, *messages):
        """These messages below one another, each as its reader has it."""
        self.below(name, *[self.cut(*run) for run in _runs(messages)])

    def below(self, name, *takes):
        """What `cut` gave, below one another."""
        self._save(name, takes, beside=False)

    def forms(self, name, *takes):
        """What `form` gave, side by side."""
        self._save(name, takes, beside=True)

    def for_readme(self, name, take):
        """What `cut` or `form` gave, in light alone."""
        save(take[0], self._folder / f"{name}-wide.png")

    def form(self, person, channel, fill=None, *, waits_for=None, width=_WIDTH, part=None):
        """The form that a person has open, once `fill(dialog)` has typed into it: (light, dark).

        `part`: only its block with these words.
        """
        page = self._open(person, person.channel(channel), width)
        dialog = page.get_by_test_id("modal")
        dialog.wait_for()
        if fill is not None:
            fill(dialog)
        if waits_for is not None:
            dialog.get_by_text(waits_for).first.wait_for()
        page.evaluate("document.activeElement.blur()")
        self._rest(page, dialog)
        shown = dialog if part is None else dialog.locator(".block", has_text=part).first
        return self._both(page, shown.screenshot)

    def cut(self, *messages, most=_HEIGHT):
        """Messages that one person has in one place, `most` pixels high: (light, dark)."""
        once = {message.ts: message for message in messages}  # two notices may be one message
        rows = [self._row(message) for message in once.values()]
        edge, most = round(_MARGIN * _SCALE), round(most * _SCALE)
        whole = []
        for taken in zip(*rows, strict=True):
            joined = _joined(taken, beside=False, edge=edge)
            whole.append(joined.crop((0, 0, joined.width, min(joined.height, most))))
        return whole

    def _row(self, message):
        """One message as its reader has it, from the left edge to the right one."""
        page = self._open(message.reader, message.channel, _WIDTH, at=message.ts)
        row = f"[data-testid='message-{message.ts}']"
        page.locator(row).wait_for()
        page.add_style_tag(content=_CHOSEN.replace("ROW", row))
        page.wait_for_function(_LOADED, arg=row)
        page.evaluate("document.activeElement.blur()")
        return self._both(page, page.locator(row).screenshot)

    def _rest(self, page, dialog):
        """Until the app has answered all that was typed, and the form changes no more."""
        before = None
        while before != (before := dialog.inner_text()):
            page.wait_for_timeout(1_000)  # the page waits a moment for the next letter
            self._network.settle()
            page.wait_for_timeout(300)

    def _open(self, person, channel_id, width, at=None):
        context = self._browser.new_context(
            viewport={"width": width, "height": _HEIGHT},
            device_scale_factor=_SCALE,
            locale="en-GB",
            reduced_motion="reduce",
            bypass_csp=True,  # the page takes no styles but its own
        )
        context.add_init_script(WITHOUT_TOUR)
        page = context.new_page()
        there = f"#as={person.id}&c={channel_id}" + (f"&m={at}" if at else "")
        page.goto(f"{self._network.ground.sandbox.url}/{there}")
        page.wait_for_selector("body[data-ready]")
        page.add_style_tag(content=_QUIET)
        return page

    @staticmethod
    def _both(page, take):
        taken = []
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.wait_for_timeout(300)  # for fonts, and colours that fade into each other
            taken.append(Image.open(BytesIO(take())).convert("RGB"))
        page.context.close()
        return taken

    def _save(self, name, takes, *, beside):
        for index, scheme in enumerate(("light", "dark")):
            whole = _joined([take[index] for take in takes], beside=beside)
            save(whole, self._folder / f"{name}-{scheme}.png")


def save(picture, file):
    """In few colours, as small as they allow."""
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)


def _runs(messages):
    """Those that one reader has in one place, together."""
    runs = []
    for message in messages:
        last = runs[-1][-1] if runs else None
        if last is None or (last.reader.id, last.channel) != (message.reader.id, message.channel):
            runs.append([])
        runs[-1].append(message)
    return runs


def _joined(pictures, *, beside, edge=0):
    """Below or beside one another, on the ground that the first begins with.

    `edge`: pixels above the first and below the last.
    """
    if beside:
        gap = round(16 * _SCALE)
        size = (
            sum(p.width for p in pictures) + gap * (len(pictures) - 1),
            max(p.height for p in pictures),
        )
    else:
        gap = 0
        size = max(p.width for p in pictures), sum(p.height for p in pictures) + 2 * edge
    ground = Image.new("RGB", size, pictures[0].getpixel((_INSIDE, _INSIDE)))
    x, y = 0, edge
    for picture in pictures:
        ground.paste(picture, (x, y))
        if beside:
            x += picture.width + gap
        else:
            y += picture.height
    return ground
