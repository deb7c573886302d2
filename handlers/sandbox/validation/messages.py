"""What Slack checks of a message and of a view as a whole."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from handlers.sandbox.refusal import Refused, refuse_if
from handlers.sandbox.validation.blocks import check_blocks, count_text
from handlers.sandbox.validation.shapes import Report, by_type, shapes
from handlers.sandbox.values import each_element, with_names

LONGEST_TEXT = 40_000
LONGEST_UPDATE = 4_000
MOST_TEXT_IN_BLOCKS = 12_000
# Slack publishes no limit for metadata, only the error; this one is ours.
LARGEST_METADATA = 8_000
_NOT_OFFERED = ("attachments", "markdown_text", "file_ids", "as_user", "parse", "link_names")


@dataclass(frozen=True)
class Content:
    """What a message says; `warning` is Slack's word about text that was cut."""

    text: str
    blocks: list[dict[str, Any]] | None
    warning: str | None = None


def refuse_not_offered(given: Mapping[str, Any]) -> None:
    """Refuse what a message asks for and this server cannot do, rather than ignore it."""
    found = [name for name in _NOT_OFFERED if given.get(name) not in (None, "", [], False)]
    if found:
        raise Refused(
            "invalid_arguments", [f"not offered by the sandbox: {name}" for name in found]
        )


def checked_content(
    text: Any, blocks: Any, *, longest: int | None = None, total: bool = True
) -> Content:
    """Text and blocks, when Slack would take them; otherwise Refused. With `longest`, more text is
    refused; without, it is cut at 40,000 characters with a warning. `total` is the limit on all
    text in blocks, which response URLs do not have."""
    words = "" if text is None else str(text)
    good = None if not blocks else checked_blocks(blocks, total=total)
    refuse_if(not words.strip() and good is None, "no_text")
    refuse_if(longest is not None and len(words) > longest, "msg_too_long")
    warning = "message_truncated" if len(words) > LONGEST_TEXT else None
    return Content(words[:LONGEST_TEXT], good, warning)


def checked_blocks(blocks: Any, *, total: bool = True) -> list[dict[str, Any]]:
    """The blocks of a message with all ids filled in; otherwise Refused."""
    if not isinstance(blocks, list):
        raise Refused("invalid_blocks_format")
    report = Report()
    check_blocks(blocks, "message", report)
    if report.problems:
        raise Refused("invalid_blocks", report.problems, errors=report.problems)
    refuse_if(total and count_text(blocks) > MOST_TEXT_IN_BLOCKS, "msg_blocks_too_long")
    return with_names(blocks)


def checked_metadata(metadata: Any) -> Mapping[str, Any] | None:
    """Metadata of an event type and a flat payload; None when there is none."""
    if not metadata:
        return None
    if not isinstance(metadata, Mapping) or set(metadata) != {"event_type", "event_payload"}:
        raise Refused("invalid_metadata_format")
    kind, payload = metadata["event_type"], metadata["event_payload"]
    if not isinstance(kind, str) or not kind or not isinstance(payload, Mapping):
        raise Refused("invalid_metadata_format")
    if any(not isinstance(value, str | int | float) for value in payload.values()):
        raise Refused("invalid_metadata_format")
    refuse_if(len(str(metadata)) > LARGEST_METADATA, "metadata_too_large")
    return dict(metadata)


LARGEST_BYTES = 250_000

_COMMON = "private_metadata=text:3000 callback_id=text:255 external_id=text:255"
_VIEW = shapes(f"""
home blocks!=any {_COMMON}
modal title!=plain:24 blocks!=any submit=plain:24 close=plain:24 clear_on_close=flag
    notify_on_close=flag submit_disabled=flag {_COMMON}
""")


def checked_view(view: Any, *, kind: str) -> dict[str, Any]:
    """The view, when Slack would take it; otherwise Refused. `kind` is modal or home."""
    report = Report()
    by_type({kind: _VIEW[kind]}, what="view type")(view, "/view", report)
    if isinstance(view, dict) and "blocks" in view:
        check_blocks(view["blocks"], kind, report)
    if not report.problems:
        _check_together(view, report)
    if report.problems:
        raise Refused("invalid_arguments", report.problems)
    refuse_if(len(json.dumps(view, ensure_ascii=False).encode()) > LARGEST_BYTES, "view_too_large")
    return {key: value for key, value in view.items() if value is not None}


def _check_together(view: Mapping[str, Any], report: Report) -> None:
    has_input = any(block["type"] == "input" for block in view["blocks"])
    if view["type"] == "modal" and has_input and view.get("submit") is None:
        report.add("`submit` is required when an input block is used", "/view/submit")
    focused = [one for _, one in each_element(view["blocks"]) if one.get("focus_on_load")]
    if len(focused) > 1:
        report.add("`focus_on_load` can be set on one element only", "/view/blocks")
