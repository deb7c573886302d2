"""Block Kit in the few shapes that Convenor uses, kept inside Slack's limits by construction.

User text goes into rich text elements or plain_text objects, which Slack never parses for markup:
what a person typed is shown literally and pings nobody. `mrkdwn` is for Convenor's own words only.

Features know this file as `kit`, with the elements of `rich_text`, so that no shape is made twice.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.domain.wording import shortened
from bot.languages import _
from handlers.slack.kit.rich_text import Element as Element
from handlers.slack.kit.rich_text import More as More
from handlers.slack.kit.rich_text import bold as bold
from handlers.slack.kit.rich_text import bullets as bullets
from handlers.slack.kit.rich_text import fill_sentence as fill_sentence
from handlers.slack.kit.rich_text import first_lines as first_lines
from handlers.slack.kit.rich_text import joined as joined
from handlers.slack.kit.rich_text import line as line
from handlers.slack.kit.rich_text import link as link
from handlers.slack.kit.rich_text import moment as moment
from handlers.slack.kit.rich_text import more as more
from handlers.slack.kit.rich_text import numbered as numbered
from handlers.slack.kit.rich_text import person as person
from handlers.slack.kit.rich_text import preformatted as preformatted
from handlers.slack.kit.rich_text import say as say
from handlers.slack.kit.rich_text import text as text
from handlers.slack.kit.shown import INITIAL, SHOWN, marks_shown

Block = dict[str, Any]

Renderer = Callable[[Any], list[Block]]
"""Makes the blocks of what the loop sends."""
View = dict[str, Any]

MESSAGE_BLOCKS, VIEW_BLOCKS = 50, 100
MENU = "row"
"""The action_id of a menu in which buttons are chosen."""
TYPED = "draft"
"""The action_id of an input that nobody but the draft of its form listens to."""
BUTTON, OPTION, HEADER, PLACEHOLDER = 75, 75, 150, 150
PICTURE_TEXT = 2_000
ROW_LINE, MENU_OPTIONS = 900, 5
MESSAGE_TEXT = 4_000
"""`chat.update` refuses longer top-level text; notifications and screen readers read it."""


def plain(text: str, limit: int) -> Element:
    """A plain_text object of at most `limit` characters; emoji codes stay as typed."""
    return {"type": "plain_text", "text": shortened(text, limit) or " ", "emoji": False}


def packed(carried: Mapping[str, Any]) -> str:
    """What a button or a form carries, as JSON without blanks."""
    return json.dumps(carried, separators=(",", ":"))


def given(element: Element, **more: Any) -> Element:
    """The element with those fields that have a value."""
    return element | {name: value for name, value in more.items() if value}


# Blocks ---------------------------------------------------------------------------------------


def rich(*paragraphs: Element) -> Block:
    """A rich_text block of lines, bullets and preformatted parts."""
    return {"type": "rich_text", "elements": [p for p in paragraphs if p["elements"]]}


def header(words: str) -> Block:
    return {"type": "header", "text": plain(words, HEADER)}


def small(words: str) -> Block:
    """A line of small grey literal text."""
    return {"type": "context", "elements": [plain(words, 2_000)]}


def note(text: str, /, **facts: Any) -> Block:
    """The same of a sentence of ours, spoken in the reader's language."""
    return small(_(text, **facts))


def divider() -> Block:
    return {"type": "divider"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """`draw` gives a PNG (see `Drawer.draw`); `says` replaces it where it is not seen."""

    name: str
    title: str
    says: str
    draw: Callable[[], bytes]


def picture(file_id: str, title: str, says: str) -> Block:
    """A picture that was uploaded; `says` is what is heard where it is not seen."""
    return {
        "type": "image",
        "slack_file": {"id": file_id},
        "title": plain(title, PICTURE_TEXT),
        "alt_text": shortened(says, PICTURE_TEXT),
    }


def actions(*elements: Element, block_id: str | None = None) -> Block:
    return given({"type": "actions", "elements": list(elements)}, block_id=block_id)


def button(
    words: str,
    action_id: str,
    value: str = "",
    *,
    style: str | None = None,
    says: str | None = None,
    confirm: Element | None = None,
) -> Element:
    """`says` is what a screen reader hears where the visible words repeat down a list.

    The visible words are always among it: people who speak to their computer say what they see
    (WCAG 2.5.3, Label in Name).
    """
    seen = words.rstrip("…")
    heard = shortened(says or "", BUTTON)
    if says and seen.casefold() not in heard.casefold():
        heard = shortened(f"{seen}: {says}", BUTTON)
    element: Element = {"type": "button", "text": plain(words, BUTTON), "action_id": action_id}
    return given(element, value=value, style=style, accessibility_label=heard, confirm=confirm)


def row(
    lines: Sequence[str], presses: Sequence[Element] = (), *, button: Element | None = None
) -> Block:
    """An item of a list: literal lines, and at its end one button, or a menu with those given.

    Each choice in the menu arrives as a press of its button (`read_press`), so a list of ten is as
    high as its words.
    """
    words = "\n".join(shortened(line, ROW_LINE) for line in lines)
    words_shown = {"type": "plain_text", "text": words, "emoji": False}
    block: Block = {"type": "section", "text": words_shown, "expand": True}
    if button is not None:
        return block | {"accessory": button}
    if not presses:
        return block
    options = _options_of(presses)[:MENU_OPTIONS]
    return block | {"accessory": {"type": "overflow", "action_id": MENU, "options": options}}


def menu(says: str, presses: Sequence[Element]) -> Element:
    """A select with the words `says`; each choice arrives as a press of its button."""
    return choice(_options_of(presses), says=says) | {"action_id": MENU}


def _options_of(presses: Sequence[Element]) -> list[Element]:
    return [option(b["text"]["text"], f"{b['action_id']} {b['value']}") for b in presses]


def confirm(title: str, words: str, yes: str, no: str | None = None) -> Element:
    return {
        "title": plain(title, 100),
        "text": plain(words, 300),
        "confirm": plain(yes, 30),
        "deny": plain(no or _("Keep it"), 30),
    }


# Inputs of a modal: `block_id` is the wish's field, so that refusals find their place ---------


_EACH_KEY = {"trigger_actions_on": ["on_character_entered"]}


def field(
    block_id: str,
    label: str,
    element: Element,
    *,
    hint: str | None = None,
    optional: bool = False,
    dispatch: bool = False,
) -> Block:
    """An input block; what is put into it is told to us, so that a draft of the form is kept.

    An element with an action_id of its own tells it to its route, where `dispatch` says so.
    """
    if "action_id" not in element:
        element, dispatch = element | {"action_id": TYPED}, True
        if element["type"] == "plain_text_input":
            element["dispatch_action_config"] = _EACH_KEY
    block: Block = {
        "type": "input",
        "block_id": block_id,
        "label": plain(label, 2_000),
        "element": element,
        "optional": optional,
    }
    return given(block, hint=hint and plain(hint, 2_000), dispatch_action=dispatch)


def chooser(kind: str, chosen: Any = None) -> Element:
    """A datepicker, timepicker, users_select or multi_users_select, with what is chosen in it."""
    return given({"type": kind}, **{INITIAL[kind]: chosen})


def day_picker(day: date | None = None) -> Element:
    """A datepicker with the day that is chosen in it."""
    return chooser("datepicker", day and day.isoformat())


def text_input(
    initial: str | None = None, limit: int | None = None, *, lines: bool = False, example: str = ""
) -> Element:
    element: Element = {"type": "plain_text_input", "multiline": lines}
    placeholder = example and plain(example, PLACEHOLDER)
    return given(element, initial_value=initial, max_length=limit, placeholder=placeholder)


def option(words: str, value: str, description: str | None = None) -> Element:
    made: Element = {"text": plain(words, OPTION), "value": value}
    return given(made, description=description and plain(description, OPTION))


def option_group(heading: str, options: Sequence[Element]) -> Element:
    return {"label": plain(heading, OPTION), "options": list(options)}


def choice(
    options: Sequence[Element],
    *,
    initial: str | None = None,
    kind: str = "static_select",
    says: str | None = None,
) -> Element:
    """A static_select or radio_buttons; `initial` is a value among the options. `says`: the words
    of a select in which nothing is chosen."""
    element: Element = {"type": kind, "options": list(options)}
    chosen = next((o for o in options if o["value"] == initial), None)
    return given(element, placeholder=says and plain(says, PLACEHOLDER), initial_option=chosen)


def number_choice(offered: Iterable[int], chosen: int, words: Callable[[int], str]) -> Element:
    """A select of numbers, each in words; `chosen` is always among them."""
    numbers = sorted({*offered, chosen})
    return choice([option(words(n), str(n)) for n in numbers], initial=str(chosen))


def choices(
    options: Sequence[Element], *, initial: Iterable[str] = (), kind: str = "checkboxes"
) -> Element:
    """Checkboxes (at most ten options) or a multi_static_select."""
    wanted = set(initial)
    chosen = [o for o in options if o["value"] in wanted]
    return given({"type": kind, "options": list(options)}, initial_options=chosen)


def modal(callback_id: str, title: str, blocks: Sequence[Block]) -> View:
    """A modal that is only read."""
    return {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain(title, 24),
        "close": plain(_("Close"), 24),
        "blocks": list(blocks)[:VIEW_BLOCKS],
        "private_metadata": "",
    }


def form(
    callback_id: str,
    title: str,
    blocks: Sequence[Block],
    submit: str,
    close: str = "",
    /,
    **metadata: Any,
) -> View:
    """A modal that is sent or cancelled; `title` is spoken in the reader's language here or before.
    `close`: what its second button says where "Cancel" could be misread.

    `metadata` comes back with the submission (at most 3,000 characters). Beside it are the marks of
    what the form shows, so that it can be told what was changed.
    """
    carried = given(metadata, **{SHOWN: marks_shown(blocks)})
    return modal(callback_id, _(title), blocks) | {
        "close": plain(close or _("Cancel"), 24),
        "submit": plain(submit, 24),
        "private_metadata": packed(carried) if carried else "",
    }
