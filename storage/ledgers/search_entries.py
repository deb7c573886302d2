"""What is looked for in each kind of record, as rows of the index.

A new kind joins with a function that makes an `SearchEntry`, called where its ledger writes.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain import ActionItem, Audience, Decision, Dialogue, PracticeStatus
from bot.domain.countries_and_languages import COUNTRIES
from bot.domain.minutes import MinutesVersion
from bot.domain.reference import ACTION, DECISION, DIALOGUE, MINUTES, PRACTICE, render_reference
from bot.domain.search_words import spaced_text, tokens_of_text, words_in_text

TITLE, TOPIC = "t:", "k:"
"""Before the tokens of a title and of topics, which stand among the others as well."""
ROOM = 1 << 10
"""Positions of one number in one second; on SQLite they are shared by workspaces and kinds."""
_NUMBERS = 1 << 21


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchEntry:
    """`at`: newer ones are listed first. `marks`: whose it is, and what filters ask for."""

    kind: str
    number: int
    at: datetime
    group_id: int
    audience: Audience
    title: str
    texts: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    language: str = "en"
    marks: tuple[str, ...] = ()

    def row(self, workspace_id: str) -> dict[str, Any]:
        """The columns of `search_entries`, and the bounds of its positions, `base` and `beyond`."""
        base = position_at(self.at, self.number)
        named = render_reference(DIALOGUE if self.kind == MINUTES else self.kind, self.number)
        fields = (named, self.title, *self.texts, *self.topics)
        title = tokens_of_text(self.title, self.language)
        topics = tokens_of_text("\n".join(self.topics), self.language)
        room, door = room_of(workspace_id, self.kind), door_mark(self.audience, self.group_id)
        words = (
            *tokens_of_text("\n".join(fields), self.language),
            *(TITLE + token for token in title),
            *(TOPIC + token for token in topics),
            *self.marks,
            room,
            f"{room}:{door}",
        )
        return {
            "kind": self.kind,
            "number": self.number,
            "base": base,
            "beyond": base + ROOM,
            "words": " ".join(dict.fromkeys(words)),
            "plain": " ".join(map(spaced_text, fields)),
            "door": door,
        }

    @property
    def spoken(self) -> str:
        """All that people can read of it."""
        return "\n".join((self.title, *self.texts, *self.topics))


def position_at(at: datetime, number: int = 0) -> int:
    """Greater for later seconds, and in one second for greater numbers."""
    return (int(at.timestamp()) * _NUMBERS + min(number, _NUMBERS - 1)) * ROOM


def room_of(workspace_id: str, kind: str) -> str:
    """Marks every entry of a kind in a workspace."""
    return f"v:{re.sub('[^a-z0-9]', '_', workspace_id.lower())}:{kind.lower()}"


def door_mark(audience: Audience, group_id: int) -> str:
    return "n" if audience == Audience.NETWORK else f"{audience[0]}{group_id}"


def person_mark(user_id: str) -> str:
    return f"u:{user_id.lower()}"


def organisation_mark(organisation_id: int) -> str:
    return f"o:{organisation_id}"


def language_mark(tag: str) -> str:
    return f"l:{tag.lower().replace('-', '_')}"


def public_mark(public: str) -> str:
    return f"a:{public.replace(' ', '_')}"


def name_tokens(names: Iterable[str]) -> tuple[str, ...]:
    """Of all names of a person or an organisation, their initials included."""
    names = tuple(names)
    initials = ("".join(word[0] for word in words_in_text(name)) for name in names)
    wanted = (*names, *(letters for letters in initials if len(letters) > 1))
    return tokens_of_text("\n".join(wanted), "en")


def practice_entry(card: Any) -> SearchEntry | None:
    """Of a card, or of a row with its fields; None while it is not published."""
    if card.status != PracticeStatus.PUBLISHED:
        return None
    countries = (COUNTRIES.get(code, code) for code in card.countries)
    texts = (card.summary, card.what_was_done, *card.publics, *card.countries, *countries)
    marks = (
        person_mark(card.author),
        *_promised_by(card.organisation_id),
        *(f"c:{code.lower()}" for code in card.countries),
        language_mark(card.language),
        language_mark(card.language.partition("-")[0]),
        f"e:{card.evidence}",
        *map(public_mark, card.publics),
    )
    topics = tuple(card.topics)
    at = card.settled_at or card.created_at
    return _entry(PRACTICE, card, at, *texts, marks=marks, topics=topics, language=card.language)


def action_entry(action: ActionItem | Any) -> SearchEntry:
    officer = [person_mark(action.owner_user_id)] if action.owner_user_id else []
    marks = (*officer, *_promised_by(action.owner_organisation_id))
    return _entry(ACTION, action, action.created_at, action.note, marks=marks)


def dialogue_entry(dialogue: Dialogue | Any) -> SearchEntry:
    return _entry(DIALOGUE, dialogue, dialogue.starts_at, dialogue.reason)


def decision_entry(decision: Decision) -> SearchEntry:
    marks = tuple(map(organisation_mark, decision.agreed))
    texts = (decision.note, decision.reason)
    return _entry(DECISION, decision, decision.created_at, *texts, marks=marks)


def minutes_entry(version: MinutesVersion | Any) -> SearchEntry:
    """Of the version that stands: only its text is known of it, by the Chatham House rule too."""
    title, _, text = version.body.partition("\n")
    return _entry(MINUTES, version, version.sealed_at, text, title=title)


def _entry(
    kind: str, record: Any, at: datetime, *texts: str | None, title: str | None = None, **more: Any
) -> SearchEntry:
    """What all kinds have, by their fields; the texts that there are."""
    return SearchEntry(
        kind=kind,
        number=record.number,
        at=at,
        group_id=record.group_id,
        audience=record.audience,
        title=record.title if title is None else title,
        texts=tuple(filter(None, texts)),
        **more,
    )


def _promised_by(organisation_id: int | None) -> tuple[str, ...]:
    return () if organisation_id is None else (organisation_mark(organisation_id),)
