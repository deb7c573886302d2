"""What was typed after /dialogue agenda: a reference, and perhaps an item to put on it."""

import re
from collections.abc import Mapping
from datetime import timedelta

from bot.dates.reading import read_length
from bot.domain import Refusal
from bot.domain.wording import listed
from bot.use_cases.agendas.arrange import SuggestItem
from handlers.slack.features.dialogues.parsing import read_number
from handlers.slack.kit import spelled_parts, spoken_text
from handlers.slack.kit.slack_text import Mention, one_item, read_parts, without_thanks

EXAMPLE = "/dialogue agenda D12 Age assurance test results 15m"

_MINUTES = re.compile(r"(?:^|\s)(?:for\s+)?(?P<number>\d{1,4})\s*(?:m|mins?|minutes?)$", re.I)
_FIRST_MINUTES = re.compile(r"(?P<number>\d{1,3})\s?m(?:in)?\b[\s:,–—-]*(?=\S)", re.I)
_BY = r"(?:(?:presented|introduced|led)\s+by|presenter:?)"
_BY_AT_END = re.compile(rf"(?:^|\s)(?:{_BY}|by)\s*$", re.I)
_TYPED_AT_END = re.compile(
    r"(?:^|\s)(@[^\W\d_][^\s@<>]*(?:\s[^\s@<>]+){0,3})\s*$"
    rf"|\s{_BY}\s+([^\W\d_a-z]\S*(?:\s[^\W\d_a-z]\S*){{0,3}})\s*$"
)
_LOOSE, _OPEN = " \n,;–—-()[]", " ,;–—-(["
_LONGEST_LENGTH = 5
"""Words, as in "for 1 hour 30 minutes"."""


def read_item(raw: str, names: Mapping[str, str]) -> SuggestItem | int:
    """ "D12 Age assurance test results 15m @liam"; the number alone where no item follows.

    `raw` is still escaped, with mentions in angles; `names` are display names by user id. A person
    at the end presents the item; one named within the title stays in it.
    """
    number, rest = read_number(spoken_text(raw, names), "agenda")
    if not rest:
        return number
    rest = one_item(read_number(raw, "agenda")[1], f"/dialogue agenda D{number}")
    parts, minutes = list(read_parts(without_thanks(rest))), None
    presenter: Mention | None = None
    while parts:
        last = parts[-1]
        if isinstance(last, Mention):
            if presenter is not None:
                break
            presenter = last
            parts.pop()
            _refuse_two(parts, presenter, names)
            parts[-1:] = [_BY_AT_END.sub("", p) if isinstance(p, str) else p for p in parts[-1:]]
        elif not last.strip(_LOOSE):
            parts.pop()
        else:
            shorter, length = _minutes_off(last) if minutes is None else (last, None)
            if length is None:
                break
            parts[-1], minutes = shorter, length
    title = spelled_parts(parts, names).strip()
    if minutes is None and (first := _FIRST_MINUTES.match(title)):
        title, minutes = title[first.end() :], int(first["number"])
    if not title:
        raise Refusal(
            "A title is missing. Please put it behind the reference: {example}", example=EXAMPLE
        )
    user_id = presenter.user_id if presenter else None
    return SuggestItem(number=number, title=title, minutes=minutes, presenter_user_id=user_id)


def typed_presenter(title: str) -> str:
    """ "@Liam O'Grady" at the end, typed and not picked from Slack's list; "" for none."""
    found = _TYPED_AT_END.search(title)
    return (found[1] or found[2]) if found else ""


def _refuse_two(parts: list[str | Mention], presenter: Mention, names: Mapping[str, str]) -> None:
    """Two people side by side at the end: nobody can tell who presents."""
    ends = [part for part in parts[-2:] if isinstance(part, Mention) or part.strip()]
    if ends and isinstance(ends[-1], Mention):
        who = listed([person.named(names) for person in (ends[-1], presenter)])
        raise Refusal("You named {who}, and an item has one presenter. Please name one.", who=who)


def _minutes_off(text: str) -> tuple[str, int | None]:
    """The text, and the length that ends it, if any."""
    words = text.rstrip(_LOOSE).split()
    blank = " " if text[:1].isspace() else ""
    for length in range(min(_LONGEST_LENGTH, len(words)), 0, -1):
        read = read_length(" ".join(words[-length:]).strip("(["))
        if isinstance(read, timedelta):
            return blank + " ".join(words[:-length]).rstrip(_OPEN), read // timedelta(minutes=1)
    found = _MINUTES.search(" ".join(words))
    if found is None:
        return text, None
    return blank + " ".join(words)[: found.start()].rstrip(_OPEN), int(found["number"])
