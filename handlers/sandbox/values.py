"""Elements in blocks, and what people have put into them, as `state.values` has it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from copy import deepcopy
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from handlers.sandbox.store import random_id

Block = dict[str, Any]
Element = dict[str, Any]


def elements_of(block: Block) -> Iterator[Element]:
    """The interactive elements of one block: its accessory, its elements or its input."""
    if block["type"] == "section":
        accessory = block.get("accessory")
        if accessory is not None and accessory["type"] != "image":
            yield accessory
    elif block["type"] == "actions":
        yield from block["elements"]
    elif block["type"] == "input":
        yield block["element"]


def each_element(blocks: Sequence[Block] | None) -> Iterator[tuple[Block, Element]]:
    """Every interactive element, with the block it is in."""
    return ((block, element) for block in blocks or () for element in elements_of(block))


def texts_of(value: Any) -> Iterator[str]:
    """Every `text` in blocks, however deep."""
    if isinstance(value, Mapping):
        for key, held in value.items():
            if key == "text" and isinstance(held, str):
                yield held
            else:
                yield from texts_of(held)
    elif isinstance(value, list):
        for item in value:
            yield from texts_of(item)


def find(blocks: Sequence[Block] | None, block_id: str, action_id: str) -> tuple[Block, Element]:
    """The block and the element of these ids; LookupError when they are not there."""
    for block, element in each_element(blocks):
        if block.get("block_id") == block_id and element["action_id"] == action_id:
            return block, element
    raise LookupError(f"no element {action_id} in block {block_id}")


def with_names(blocks: Sequence[Block]) -> list[Block]:
    """A copy of valid blocks in which every block and every interactive element has an id."""
    named = deepcopy(list(blocks))
    for block in named:
        block.setdefault("block_id", random_id())
        for element in elements_of(block):
            element.setdefault("action_id", random_id())
    return named


Values = dict[str, dict[str, dict[str, Any]]]
Offered = dict[str, list[dict[str, Any]]]
"""Options that an app suggested, by action_id."""

_HELD = {
    "value": "plain_text_input number_input email_text_input url_text_input",
    "selected_option": "static_select external_select radio_buttons",
    "selected_options": "multi_static_select multi_external_select checkboxes",
    "selected_user": "users_select",
    "selected_users": "multi_users_select",
    "selected_conversation": "conversations_select",
    "selected_conversations": "multi_conversations_select",
    "selected_channel": "channels_select",
    "selected_channels": "multi_channels_select",
    "selected_date": "datepicker",
    "selected_time": "timepicker",
    "selected_date_time": "datetimepicker",
}
HOLDS = {kind: key for key, kinds in _HELD.items() for kind in kinds.split()}
"""The key in state of what an element of each type holds: a list where the key is a plural."""
EXTERNAL = ("external_select", "multi_external_select")
"""Their options come from the app."""
EMAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>.]+")
NUMBER = re.compile(r"-?\d+(\.\d+)?")
TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
REQUIRED = "Please complete this required field."


def initial(element: Element) -> dict[str, Any]:
    """The state of an element that nobody has touched."""
    key = HOLDS[element["type"]]
    value = element.get(f"initial_{key.removeprefix('selected_')}")
    return {"type": element["type"], key: list(value or ()) if key.endswith("s") else value}


def initial_values(blocks: Sequence[Block]) -> Values:
    """`state.values` of blocks that nobody has touched."""
    values: Values = {}
    for block, element in each_element(blocks):
        if element["type"] in HOLDS:
            values.setdefault(block["block_id"], {})[element["action_id"]] = initial(element)
    return values


def carried_over(old: Values, blocks: Sequence[Block]) -> Values:
    """`state.values` of new blocks: input survives where block_id, action_id and type stay. A
    choice that is no longer offered does not survive."""
    values = initial_values(blocks)
    for block, element in each_element(blocks):
        kept = old.get(block["block_id"], {}).get(element["action_id"])
        if kept is not None and kept["type"] == element["type"]:
            with suppress(ValueError):
                values[block["block_id"]][element["action_id"]] = taken(element, kept)
    return values


def taken(
    element: Element, given: Mapping[str, Any], offered: Offered | None = None
) -> dict[str, Any]:
    """The state of an element after a person's input.

    Options are looked up by their value, so that only offered ones can be chosen; of an external
    select those in `offered`, or any that was chosen before where that is None.
    Raises ValueError for a value that Slack's own client could not have sent.
    """
    key = HOLDS[element["type"]]
    value = given.get(key)
    if key == "selected_option" and value is not None:
        value = _offered(element, value, offered)
    elif key == "selected_options":
        value = [_offered(element, one, offered) for one in value or ()]
    elif key.endswith("s"):
        value = [str(one) for one in value or ()]
    elif key == "selected_date_time" and value is not None:
        value = int(value)
    elif value is not None:
        value = str(value) or None
    _check_form(element["type"], value)
    return {"type": element["type"], key: value}


def taken_values(
    blocks: Sequence[Block], given: Mapping[str, Any], old: Values, offered: Offered | None = None
) -> Values:
    """`state.values` after a person's input; what was not sent stays as it was."""
    values = carried_over(old, blocks)
    for block, element in each_element(blocks):
        sent = given.get(block["block_id"], {}).get(element["action_id"])
        if sent is not None and element["type"] in HOLDS:
            values[block["block_id"]][element["action_id"]] = taken(element, sent, offered)
    return values


def complaints(blocks: Sequence[Block], values: Values) -> dict[str, str]:
    """What Slack's own client says beside fields before the app hears of a submission."""
    found: dict[str, str] = {}
    for block in blocks:
        if block["type"] == "input":
            element = block["element"]
            value = values[block["block_id"]][element["action_id"]][HOLDS[element["type"]]]
            blank = value is None or value in ([], "")
            words = None if block.get("optional", False) else REQUIRED
            words = words if blank else next(_complaints(element, value), None)
            if words is not None:
                found[block["block_id"]] = words
    return found


def options_of(element: Element) -> list[dict[str, Any]]:
    """All options that an element offers, those in groups included."""
    grouped = [option for group in element.get("option_groups", ()) for option in group["options"]]
    return [*element.get("options", ()), *grouped]


def _offered(element: Element, choice: Any, offered: Offered | None) -> dict[str, Any]:
    wanted = choice.get("value") if isinstance(choice, Mapping) else choice
    found = options_of(element)
    if element["type"] in EXTERNAL:
        if offered is None:
            return dict(choice)
        first = [element["initial_option"]] if element.get("initial_option") else []
        first += element.get("initial_options", ())
        found = [*offered.get(element["action_id"], []), *first]
    for option in found:
        if option.get("value") == wanted:
            return option
    raise ValueError(f"{wanted!r} is not among the options of {element['action_id']}")


def _check_form(kind: str, value: Any) -> None:
    if value is None:
        return
    if kind == "datepicker":
        date.fromisoformat(value)
    if kind == "timepicker" and TIME.fullmatch(value) is None:
        raise ValueError(f"{value!r} is not a time of day")


def _complaints(element: Element, value: Any) -> Iterator[str]:
    kind = element["type"]
    at_most = element.get("max_selected_items")
    if kind == "plain_text_input":
        longest, shortest = element.get("max_length", 3000), element.get("min_length", 0)
        if len(value) > longest:
            yield f"Please enter at most {longest} characters."
        if len(value) < shortest:
            yield f"Please enter at least {shortest} characters."
    if kind == "number_input":
        if NUMBER.fullmatch(value) is None:
            yield "Please enter a valid number."
        if "." in value and not element["is_decimal_allowed"]:
            yield "Please enter a whole number."
        if "min_value" in element and float(value) < float(element["min_value"]):
            yield f"Please enter a number of at least {element['min_value']}."
        if "max_value" in element and float(value) > float(element["max_value"]):
            yield f"Please enter a number of at most {element['max_value']}."
    if kind == "email_text_input" and EMAIL.fullmatch(value) is None:
        yield "Please enter a valid email address."
    if kind == "url_text_input" and not is_web_address(value):
        yield "Please enter a valid URL."
    if at_most is not None and len(value) > at_most:
        yield f"Please choose at most {at_most}."


def is_web_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in value
