"""A form shown again, with what a person had filled in."""

from collections.abc import Mapping
from typing import Any

from handlers.slack.kit.menus import option_of
from handlers.slack.kit.shown import EXTERNAL, INITIAL, options_of

_LONGEST = 3_000


def _filled(block: Mapping[str, Any], value: Any) -> dict[str, Any]:
    """The element with another first value; without any where it does not offer that one."""
    element = block["element"]
    bare = {name: said for name, said in element.items() if not name.startswith("initial_")}
    if not value:
        return bare
    several = element["type"] == "multi_external_select"
    if several and isinstance(value, list):
        return bare | {"initial_options": [option_of(block["block_id"], v) for v in value]}
    if element["type"] in EXTERNAL:
        if several:  # what an older form held was one text
            return bare
        return bare | {"initial_option": option_of(block["block_id"], value)}
    if element["type"] == "plain_text_input":
        # A person can type more than fits before they send it; Slack takes no such first value.
        value = value[: element.get("max_length", _LONGEST)]
    if name := INITIAL.get(element["type"]):
        return bare | {name: value}
    wanted = set(value) if isinstance(value, list) else {value}
    chosen = [option for option in options_of(element) if option["value"] in wanted]
    if not chosen:
        return bare
    return bare | (
        {"initial_options": chosen} if isinstance(value, list) else {"initial_option": chosen[0]}
    )


def refilled(view: dict[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """The same modal; the present values of its inputs, by block id, become the first values.

    It still carries the marks of what it showed before.
    """
    blocks = [
        block | {"element": _filled(block, given[block["block_id"]])}
        if block["type"] == "input" and block["block_id"] in given
        else block
        for block in view["blocks"]
    ]
    return view | {"blocks": blocks}
