"""Modals and Home tabs: titles, buttons, sizes and contents."""

import json
from collections.abc import Mapping
from typing import Any

from handlers.sandbox.refusal import Refused
from handlers.sandbox.surface import elements_of
from handlers.sandbox.validation.blocks import MOST_IN_VIEW, check_blocks
from handlers.sandbox.validation.objects import plain_text
from handlers.sandbox.validation.report import Report, Rule
from handlers.sandbox.validation.shapes import anything, by_type, flag, shape, text

LARGEST_BYTES = 250_000

_COMMON: dict[str, Rule] = {
    "type": anything,
    "blocks": anything,
    "private_metadata": text(3000),
    "callback_id": text(255),
    "external_id": text(255),
}
_HOME = shape(_COMMON, required=("blocks",))
_MODAL = shape(
    {
        **_COMMON,
        "title": plain_text(24),
        "submit": plain_text(24),
        "close": plain_text(24),
        "clear_on_close": flag,
        "notify_on_close": flag,
        "submit_disabled": flag,
    },
    required=("title", "blocks"),
)
_VIEW = {"modal": _MODAL, "home": _HOME}


def checked_view(view: Any, *, kind: str) -> dict[str, Any]:
    """The view, when Slack would take it; otherwise Refused. `kind` is modal or home."""
    report = Report()
    by_type({kind: _VIEW[kind]}, what="view type")(view, "/view", report)
    if isinstance(view, dict) and "blocks" in view:
        check_blocks(view["blocks"], MOST_IN_VIEW, report, "/view/blocks")
    if not report.problems:
        _check_together(view, report)
    if report.problems:
        raise Refused("invalid_arguments", report.problems)
    if len(json.dumps(view, ensure_ascii=False).encode()) > LARGEST_BYTES:
        raise Refused("view_too_large")
    return {key: value for key, value in view.items() if value is not None}


def _check_together(view: Mapping[str, Any], report: Report) -> None:
    has_input = any(block["type"] == "input" for block in view["blocks"])
    if view["type"] == "modal" and has_input and view.get("submit") is None:
        report.add("`submit` is required when an input block is used", "/view/submit")
    focused = [
        element
        for block in view["blocks"]
        for element in elements_of(block)
        if element.get("focus_on_load")
    ]
    if len(focused) > 1:
        report.add("`focus_on_load` can be set on one element only", "/view/blocks")
