"""Messages: text, blocks and metadata as the chat methods take them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from handlers.sandbox.refusal import Refused
from handlers.sandbox.surface import with_names
from handlers.sandbox.validation.blocks import MOST_IN_MESSAGE, check_blocks, count_text
from handlers.sandbox.validation.report import Report

LONGEST_TEXT = 40_000
LONGEST_UPDATE = 4_000
MOST_TEXT_IN_BLOCKS = 12_000
# Slack publishes no limit for metadata, only the error; this one is ours.
LARGEST_METADATA = 8_000


@dataclass(frozen=True)
class Content:
    """What a message says; `warning` is Slack's word about text that was cut."""

    text: str
    blocks: list[dict[str, Any]] | None
    warning: str | None = None


def checked_content(
    text: Any, blocks: Any, *, longest: int | None = None, total: bool = True
) -> Content:
    """Text and blocks, when Slack would take them; otherwise Refused.

    With `longest`, more text is refused; without, it is cut at 40,000 characters with a warning.
    `total` is the limit on all text in blocks, which response URLs do not have.
    """
    words = "" if text is None else str(text)
    good = None if not blocks else checked_blocks(blocks, total=total)
    if not words.strip() and good is None:
        raise Refused("no_text")
    if longest is not None and len(words) > longest:
        raise Refused("msg_too_long")
    warning = "message_truncated" if len(words) > LONGEST_TEXT else None
    return Content(words[:LONGEST_TEXT], good, warning)


def checked_blocks(blocks: Any, *, total: bool = True) -> list[dict[str, Any]]:
    """The blocks of a message with all ids filled in; otherwise Refused."""
    if not isinstance(blocks, list):
        raise Refused("invalid_blocks_format")
    report = Report()
    check_blocks(blocks, MOST_IN_MESSAGE, report)
    if report.problems:
        raise Refused("invalid_blocks", report.problems, errors=report.problems)
    if total and count_text(blocks) > MOST_TEXT_IN_BLOCKS:
        raise Refused("msg_blocks_too_long")
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
    if len(str(metadata)) > LARGEST_METADATA:
        raise Refused("metadata_too_large")
    return dict(metadata)
