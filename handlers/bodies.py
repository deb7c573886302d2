"""Reads what Slack sent as an object; both of its doors, HTTP and the socket, share this."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl

from pydantic_core import from_json
from slack_bolt import BoltResponse

_MOST_FIELDS = 100
"""A command has about 15."""

Answers = Callable[[Mapping[str, Any]], Awaitable[BoltResponse]]


class Malformed(ValueError):
    """Not a payload that Slack sends to us; the words name the fault and quote nothing."""


def read_body(raw: bytes, content_type: str) -> dict[str, Any]:
    """An HTTP body as an object, of whatever shape; Malformed where it is none."""
    try:
        text = raw.decode()
        if content_type.partition(";")[0].strip().lower() == "application/json":
            return read_object(text)
        fields = dict(
            parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
        )
    except Malformed:
        raise
    except ValueError:  # bad UTF-8, in the bytes or behind a percent sign, or too many fields
        raise Malformed("not a form in UTF-8") from None
    return read_object(fields["payload"]) if "payload" in fields else dict(fields)


def read_object(text: str | bytes) -> dict[str, Any]:
    """A JSON object; Malformed for anything else."""
    try:
        found = from_json(text, allow_inf_nan=False)
    except ValueError:  # too deeply nested and lone surrogates too
        raise Malformed("not JSON") from None
    if not isinstance(found, dict):
        raise Malformed("not a JSON object")
    return found


def object_in(text: str | bytes) -> dict[str, Any]:
    """The JSON object that the text is; empty where it is none."""
    try:
        return read_object(text)
    except Malformed:
        return {}
