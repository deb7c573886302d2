"""The next dialogues of some groups, with the reader's own answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.dialogue import Answer, Dialogue
from bot.domain.group import Group
from bot.domain.roles import Reader
from bot.ports.unit_of_work import UnitOfWork

_AHEAD = timedelta(days=6 * 366)
"""Longer than anything can be planned ahead."""
_MOST = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """`dialogues` soonest first; `answers` by dialogue number, `groups` by id."""

    dialogues: tuple[Dialogue, ...]
    answers: Mapping[int, Answer]
    groups: Mapping[int, Group]


def coming(groups: Sequence[Group], *, reader: Reader, work: UnitOfWork, now: datetime) -> Coming:
    """Planned dialogues that are not over, of these groups, as far as the reader may see them."""
    by_id = {group.id: group for group in groups}
    found = work.dialogues.between(reader, tuple(by_id), now, now + _AHEAD, limit=_MOST)
    rsvps = work.rsvps.by_person(reader.user_id, [d.number for d in found])
    return Coming(
        dialogues=found,
        answers={number: rsvp.answer for number, rsvp in rsvps.items()},
        groups=by_id,
    )
