"""Gathers what one reader may take away, in one transaction that reads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from bot.domain import Audience, Refusal
from bot.domain.audience import narrowest_audience
from bot.domain.wording import spell_number
from bot.languages import ENGLISH, speaking
from bot.use_cases.calendars.feed import CalendarEntry
from bot.use_cases.context import Context
from bot.use_cases.exports.rows import Row
from bot.use_cases.records.parts import PARTS, sealed_minutes
from bot.use_cases.records.scope import RecordsPeriod, RecordsScope, RecordsWish, TooMany


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """`parts`: rows by the name of their noun, all with the same fields, empty ones too."""

    workspace_id: str
    groups: tuple[str, ...]
    about: RecordsPeriod | str
    """Days, or the reference of one dialogue."""
    audience: Audience | None
    """The narrowest of those that its records are for."""
    parts: Mapping[str, Sequence[Row]]
    papers: Mapping[str, str]
    """Texts that have a file of their own, by its name."""
    calendar: tuple[CalendarEntry, ...]

    @property
    def number(self) -> int:
        return sum(map(len, self.parts.values()))


def gather_records(wish: RecordsWish, context: Context) -> Records:
    """NotFound for a dialogue that is not the reader's to see; Refusal for more than a pack holds.
    What is not for the reader is left out by each query."""
    try:
        scopes = [RecordsScope.of(wish.about, group, context) for group in wish.groups]
        with speaking(ENGLISH):
            rows = {name: [rows_of(scope) for scope in scopes] for name, rows_of in PARTS.items()}
            parts = {name: tuple(chain(*some)) for name, some in rows.items()}
    except TooMany as error:
        most = spell_number(error.most, grouped=True)
        raise Refusal(
            "That is more than {number} of one kind. Please ask for a shorter period.", number=most
        ) from None
    dialogues = [(scope.group, one) for scope in scopes for one in scope.dialogues]
    audiences = {str(row.get("shared_with")) for rows in parts.values() for row in rows}
    found = [audience for audience in Audience if audience in audiences]
    return Records(
        workspace_id=context.work.workspace_id,
        groups=tuple(group.name for group in wish.groups),
        about=wish.about if isinstance(wish.about, RecordsPeriod) else dialogues[0][1].reference,
        audience=narrowest_audience(*found) if found else None,
        parts=parts,
        papers={name: one.body for scope in scopes for name, one in sealed_minutes(scope)},
        calendar=tuple(CalendarEntry(dialogue=one, group=group.name) for group, one in dialogues),
    )
