"""What our own buttons and forms carry, read back; what none of them carries is refused in words.

Slack hands over whatever value it was given, perhaps by an older version of ours.
"""

import re
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from bot.domain import Audience, NotValid, Refusal
from bot.languages import _
from bot.use_cases.owing import MessageSource
from handlers.bodies import Malformed, read_object
from handlers.slack.request.request import Fields

Chosen = TypeVar("Chosen", bound=StrEnum)

_NUMBER = re.compile(r"[0-9]{1,10}")
_TS = re.compile(r"[0-9]{10}\.[0-9]{1,6}")
SEARCH = 200
"""Characters of a search; it has to fit into the buttons that turn its pages."""
_BELOW = 10**10
"""Above every id, count and moment of ours, and within what both databases can compare."""


class NotOurs(Refusal):
    """A value that no button or form of this version carries."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "I can't read this button or form any more. Nothing was changed. "
                "Please type the command again."
            )
        )


def read_number(text: str) -> int:
    """A whole number from 0."""
    if not _NUMBER.fullmatch(text):
        raise NotOurs
    return int(text)


def read_ts(text: str) -> datetime | None:
    """The moment of a `ts` of Slack's; None where it is none."""
    return datetime.fromtimestamp(float(text), UTC) if _TS.fullmatch(text) else None


def read_choice(kind: type[Chosen], text: str) -> Chosen:
    """The member that has this value."""
    if text not in set(kind):
        raise NotOurs
    return kind(text)


def read_day(fields: Fields, name: str) -> date | None:
    """The day that was chosen in this input of a form, if one was; NotValid names the input."""
    chosen = fields.get(name)
    try:
        return date.fromisoformat(chosen) if chosen else None
    except ValueError:
        raise NotValid("Please choose a day.", field=name) from None


def read_audience(fields: Fields) -> Audience:
    """Who can see it, as was chosen in this input of a form."""
    chosen = fields.get("audience")
    if chosen not in set(Audience):
        raise NotValid("Please choose who can see it.", field="audience")
    return Audience(chosen)


def read_state(text: str, **kinds: Any) -> dict[str, Any]:
    """The named fields of a JSON object, each of its type; `int | None` may be left out.

    Numbers are whole and from 0.
    """
    try:
        found = read_object(text)
    except Malformed:
        raise NotOurs from None
    state = {name: found.get(name) for name in kinds}
    for name, value in state.items():
        odd = isinstance(value, bool) or (isinstance(value, int) and not 0 <= value < _BELOW)
        if odd or not isinstance(value, kinds[name]):
            raise NotOurs
    return state


def read_state_number(text: str, name: str = "number") -> int:
    """The one number that a form or button carries under this name."""
    number: int = read_state(text, **{name: int})[name]
    return number


def read_page(value: str) -> tuple[int, str]:
    """ "<offset> <the list's own state>" of a button that turns the pages of a list."""
    offset, _space, state = value.partition(" ")
    return read_number(offset), state


def read_group(fields: Fields, metadata: str) -> int:
    """The id of the group that a form is for, or that was chosen in it."""
    group_id: int | None = read_state(metadata, group=int | None)["group"]
    if group_id is None and fields.get("group_id"):
        group_id = read_number(fields["group_id"])
    if group_id is None:
        raise NotValid("Please choose the working group.", field="group_id")
    return group_id


def read_source(metadata: str) -> MessageSource | None:
    """The message that a form was filled from."""
    carried = read_state(metadata, channel=str | None, thread=str | None, link=str | None)
    if not carried["thread"]:
        return None
    return MessageSource(
        channel_id=carried["channel"] or "", thread=carried["thread"], link=carried["link"] or ""
    )
