"""Typed words, button values and a form's fields become wishes about practices."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from bot.domain import Audience, NotFound, NotValid, Refusal
from bot.domain.limits import checked_text
from bot.domain.practice import Evidence, Public
from bot.domain.reference import PRACTICE, take_reference
from bot.domain.search_query import SearchQuery, read_query
from bot.domain.search_words import words_in_text
from bot.languages import _
from bot.use_cases.practices.card import CardWords
from handlers.slack.request import Fields
from handlers.slack.request.carried_values import SEARCH, read_day

_BETWEEN_TOPICS = re.compile(r"[,;\n،、,]")
"""A comma, as several scripts write it, or a semicolon."""

_NUMBER = "[0-9]{1,9}"
_TARGET = re.compile(f"{_NUMBER}(?: {_NUMBER}(?: {_NUMBER} {_NUMBER})?)?")
"""The value of a `Target`: one, two or four numbers."""

Chosen = TypeVar("Chosen", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Target:
    """What a review button is about: the card, the submission that was read, and the list.

    `scope`: the group whose queue the button is in, 0 for all of the chair's groups, None outside a
    queue. `offset`: the first card of the queue's page.
    """

    number: int
    revision: int = 1
    scope: int | None = None
    offset: int = 0

    @property
    def value(self) -> str:
        """As a button carries it; `read_target` reads it back."""
        listed = [] if self.scope is None else [self.scope, self.offset]
        return " ".join(str(part) for part in (self.number, self.revision, *listed))


def read_target(value: str) -> Target:
    """NotFound, in the usual words, for a value that none of our buttons has."""
    if not _TARGET.fullmatch(value):
        raise NotFound.reference(_("that practice"))
    return Target(*map(int, value.split()))


def read_shown(raw: str, verb: str = "show") -> tuple[int, str]:
    """The card's number in "show P31", and what follows it."""
    if not raw.strip():
        raise Refusal(
            "Which practice? Please give its reference: {command}.", command=f"/practice {verb} P31"
        )
    return take_reference(PRACTICE, raw)


def read_search(text: str) -> SearchQuery:
    """What a search was typed for."""
    if not words_in_text(text):
        raise Refusal("What do you want to find? For example: /practice search sextortion teens.")
    text = re.sub(r"(?<!\S)@(?=\w)", "author:", text)  # whose they are
    return read_query(checked_text(text, SEARCH, field="words", what=_("The search")))


def read_topics(text: str | None) -> tuple[str, ...]:
    """Tags between commas."""
    return tuple(tag.strip() for tag in _BETWEEN_TOPICS.split(text or "") if tag.strip())


def read_card(fields: Fields) -> CardWords:
    """A form's fields as a card; lengths are checked by the use case."""
    return CardWords(
        title=fields.get("title") or "",
        summary=fields.get("summary") or "",
        what_was_done=fields.get("what_was_done") or "",
        publics=tuple(_one_of(Public, v, "publics") for v in fields.get("publics") or ()),
        topics=tuple(fields.get("topics") or ()),
        countries=tuple(fields.get("countries") or ()),
        language=fields.get("language") or "",
        evidence=_one_of(Evidence, fields.get("evidence"), "evidence"),
        link=fields.get("link"),
        contact=fields.get("contact"),
        audience=_one_of(Audience, fields.get("audience"), "audience"),
        review_by=read_day(fields, "review_by"),
    )


def _one_of(kind: type[Chosen], value: str | None, field: str) -> Chosen:
    try:
        return kind(value or "")
    except ValueError:
        raise NotValid("Please choose one of the list.", field=field) from None
