"""Moves a dialogue: its reminders are replaced, its answers asked for again, the channel told."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain import MessageKind
from bot.domain.limits import SUMMARY, checked_text
from bot.domain.zones import to_wall
from bot.languages import _
from bot.use_cases.context import Context
from bot.use_cases.dialogues.messages.schedule_messages import owe_change
from bot.use_cases.dialogues.revise import Changed, refresh_opening, revise_dialogue
from bot.use_cases.dialogues.rules.checks import checked_minutes, checked_start, find_to_change
from bot.use_cases.dialogues.rules.series_links import Scope
from bot.use_cases.dialogues.series.move import move_series


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveDialogue:
    """`starts_at` is aware; the dialogue is planned in `zone` from then on. `minutes` None: as long
    as it was. `reason` is told with the new time."""

    number: int
    starts_at: datetime
    zone: str
    minutes: int | None = None
    reason: str | None = None
    scope: Scope = Scope.ONE


def move_dialogue(wish: MoveDialogue, context: Context) -> Changed:
    """The same instant changes nothing, whichever zone names it. Answers are forgotten.

    `presence`: facts of the groups' channels, by id. NotValid with the field "scope" where slots
    take turns and all later ones would need other dates.
    """
    before, group = find_to_change(wish.number, context)
    starts_at = checked_start(wish.starts_at, wish.zone, context.now)
    reason = checked_text(wish.reason, SUMMARY, field="reason", what=_("The reason"), needed=False)
    wanted = replace(
        before,
        starts_at=starts_at,
        wall=to_wall(starts_at, wish.zone),
        zone=wish.zone,
        minutes=before.minutes if wish.minutes is None else checked_minutes(wish.minutes),
        reason=reason or None,
    )
    if wish.scope is not Scope.ONE and before.series_id is not None:
        further = move_series(before, wanted, wish.scope, group, context)
        if further is not None:
            return further
    if (starts_at, wanted.minutes) == (before.starts_at, before.minutes):
        return Changed(before=before, after=before, group=group)
    cleared = context.work.rsvps.forget_answers(before.number)
    after = revise_dialogue(before, wanted, group, context)
    owe_change(MessageKind.DIALOGUE_MOVED, after, group, context)
    refresh_opening(after.series_id, context)
    return Changed(before=before, after=after, group=group, answers_cleared=cleared)
