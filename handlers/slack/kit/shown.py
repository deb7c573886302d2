"""What the inputs of a form show at first, as plain values, and a short mark of each."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

SHOWN = "shown"
"""The marks in a form's metadata, by block id."""

INITIAL = {
    "plain_text_input": "initial_value",
    "datepicker": "initial_date",
    "timepicker": "initial_time",
    "users_select": "initial_user",
    "multi_users_select": "initial_users",
}

EXTERNAL = ("external_select", "multi_external_select")
"""Menus whose options we are asked for."""


def inputs_of(blocks: Sequence[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The elements of a form's inputs, by block id."""
    return {b["block_id"]: b["element"] for b in blocks if b["type"] == "input"}


def options_of(element: Mapping[str, Any]) -> list[dict[str, Any]]:
    """All that a select, radio buttons or checkboxes offer; of a menu only what was chosen."""
    if element["type"] in EXTERNAL:
        first = [element["initial_option"]] if "initial_option" in element else []
        return [*first, *element.get("initial_options", ())]
    grouped = [one for group in element.get("option_groups", ()) for one in group["options"]]
    return [*element.get("options", ()), *grouped]


def value_shown(element: Mapping[str, Any]) -> Any:
    """What a submission holds where nobody touched it: text, an id, a list; None if empty."""
    if name := INITIAL.get(element["type"]):
        return element.get(name)
    if "initial_option" in element:
        return element["initial_option"]["value"]
    if "initial_options" in element:
        return [option["value"] for option in element["initial_options"]]
    return None


def mark_of(value: Any) -> str:
    """Eight characters that change with the value; the order of a list and outer space do not
    count, and all that is empty is alike.

    A form with 45 inputs has to carry them in 3,000.
    """
    if isinstance(value, str):
        value = "\n".join(value.strip().splitlines())
    elif isinstance(value, list):
        value = sorted(value)
    said = json.dumps(value or None)
    return urlsafe_b64encode(sha256(said.encode()).digest()[:6]).decode()


def marks_shown(blocks: Sequence[dict[str, Any]]) -> dict[str, str]:
    """The mark of what each input shows at first."""
    return {name: mark_of(value_shown(one)) for name, one in inputs_of(blocks).items()}
