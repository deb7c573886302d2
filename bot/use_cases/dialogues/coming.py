"""The next dialogues of some groups, with the reader's own answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.domain.dialogue import Answer, Dialogue
from bot.domain.group import Group
from bot.use_cases.context import Context

_AHEAD = timedelta(days=6 * 366)
"""Longer than anything can be planned ahead."""
_MOST = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """`dialogues` soonest first; `answers` by dialogue number, `groups` by id."""

    dialogues: tuple[Dialogue, ...]
    answers: Mapping[int, Answer]
    groups: Mapping[int, Group]


def coming(groups: Sequence[Group], context: Context) -> Coming:
    """Planned dialogues that are not over, of these groups, as far as the reader may see them."""
    by_id = {group.id: group for group in groups}
    found = context.work.dialogues.between(
        context.reader, tuple(by_id), context.now, context.now + _AHEAD, limit=_MOST
    )
    rsvps = context.work.rsvps.by_person(context.reader.user_id, [d.number for d in found])
    return Coming(
        dialogues=found,
        answers={number: rsvp.answer for number, rsvp in rsvps.items()},
        groups=by_id,
    )
