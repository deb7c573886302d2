"""What was typed after /dialogue agenda: a reference, and perhaps an item to put on it."""

import re
from collections.abc import Mapping
from datetime import timedelta

from bot.dates.reading import read_length
from bot.domain.errors import Refusal
from bot.domain.wording import listed
from bot.use_cases.agendas.suggest import SuggestItem
from handlers.slack.features.dialogues.parsing import read_number
from handlers.slack.kit.slack_text import Mention, read_parts, spelled_parts

EXAMPLE = "/dialogue agenda D12 Age assurance test results 15m"

_MINUTES = re.compile(r"(?:^|\s)(?:for\s+)?(?P<number>\d{1,4})\s*(?:m|mins?|minutes?)$", re.I)
_TYPED_AT_END = re.compile(r"(?:^|\s)(@[^\W\d_][^\s@<>]*(?:\s[^\s@<>]+){0,3})\s*$")
_LONGEST_LENGTH = 5
"""Words, as in "for 1 hour 30 minutes"."""


def read_item(raw: str, names: Mapping[str, str]) -> SuggestItem | int:
    """ "D12 Age assurance test results 15m @liam"; the number alone where no item follows.

    `raw` is still escaped, with mentions in angles; `names` are display names by user id. A person
    at the end presents the item; one named within the title stays in it.
    """
    parts = list(read_parts(raw))
    while parts and isinstance(parts[-1], str) and not parts[-1].strip():
        parts.pop()
    last = parts[-1] if parts else None
    presenter = last if isinstance(last, Mention) else None
    if presenter is not None:
        parts.pop()
        _refuse_two(parts, presenter, names)
    number, rest = read_number(spelled_parts(parts, names), "agenda")
    if not rest and presenter is None:
        return number
    title, minutes = _minutes_off(rest)
    if not title:
        raise Refusal(
            "A title is missing. Please put it behind the reference: {example}", example=EXAMPLE
        )
    user_id = presenter.user_id if presenter else None
    return SuggestItem(number=number, title=title, minutes=minutes, presenter_user_id=user_id)


def typed_presenter(raw: str) -> str:
    """ "@Liam O'Grady" at the end, typed and not picked from Slack's list; "" for none."""
    found = _TYPED_AT_END.search(raw)
    return found[1] if found else ""


def _refuse_two(parts: list[str | Mention], presenter: Mention, names: Mapping[str, str]) -> None:
    """Two people side by side at the end: nobody can tell who presents."""
    ends = [part for part in parts[-2:] if isinstance(part, Mention) or part.strip()]
    if ends and isinstance(ends[-1], Mention):
        who = listed([person.named(names) for person in (ends[-1], presenter)])
        raise Refusal("You named {who}, and an item has one presenter. Please name one.", who=who)


def _minutes_off(text: str) -> tuple[str, int | None]:
    """The title, and the length that ends it, if any."""
    words = text.split()
    for length in range(min(_LONGEST_LENGTH, len(words) - 1), 0, -1):
        read = read_length(" ".join(words[-length:]))
        if isinstance(read, timedelta):
            return _tidied(" ".join(words[:-length])), read // timedelta(minutes=1)
    found = _MINUTES.search(text)
    return (_tidied(text[: found.start()]), int(found["number"])) if found else (text, None)


def _tidied(title: str) -> str:
    return title.rstrip(" ,;–—-")
