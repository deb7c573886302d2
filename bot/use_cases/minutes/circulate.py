"""Circulates a draft for corrections; a chair takes or leaves each."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.domain import Act, MessageKind, NotFound, NotValid, Refusal
from bot.domain.limits import checked_text
from bot.domain.minutes import FIELD, Correction, CorrectionStatus, Minutes, MinutesStatus
from bot.languages import N_, _
from bot.use_cases.context import Context
from bot.use_cases.dialogues.rules.checks import find_dialogue
from bot.use_cases.minutes.draft import LineWords, check_lines, write_notes
from bot.use_cases.minutes.rules import change_minutes, find_open, owed_minutes, redraw
from bot.use_cases.minutes.show import may_read_draft
from bot.use_cases.refusals import demand_right

DAYS = (2, 3, 5, 7, 10)
MOST_OPEN = 200
"""Corrections of one draft that wait."""


def circulate_minutes(number: int, days: int, context: Context) -> Minutes:
    """Its readers get the draft now, and can suggest corrections for that many days. The chair who
    circulates it hears when they are over."""
    minutes, _dialogue, group = find_open(number, context)
    if days not in DAYS:
        raise NotValid("Please choose a number of days.", field="days")
    until = context.now + timedelta(days=days)
    after = replace(minutes, status=MinutesStatus.CIRCULATED, circulated_until=until)
    detail = f"until {until:%Y-%m-%d %H:%M} UTC"
    change_minutes(after, context, N_("circulated the minutes"), detail)
    readers, chair, now = group.channel_id, context.reader.user_id, context.now
    out = MessageKind.MINUTES_CIRCULATED
    mine = until.isoformat()
    owed = [owed_minutes(out, minutes, readers, now, occurrence=mine)]
    owed.append(owed_minutes(MessageKind.MINUTES, minutes, chair, until, occurrence=mine))
    context.work.deliveries.owe(owed, now)
    return after


def circulated(number: int, context: Context) -> Minutes:
    """The draft that this member may correct now; a Refusal else."""
    dialogue, group = find_dialogue(number, reader=context.reader, work=context.work)
    minutes = context.work.minutes.of_dialogue(number)
    if minutes is None or not may_read_draft(minutes, context.reader):
        raise NotFound(
            "There is no draft of the minutes of {reference} to correct.",
            reference=dialogue.reference,
        )
    demand_right(context, Act.CORRECT_MINUTES, group)
    until = minutes.circulated_until
    if until is None or until <= context.now:
        raise Refusal("The time for corrections is over. Please write to a chair.")
    return minutes


def suggest_correction(number: int, was: str, should_be: str, context: Context) -> Minutes:
    """The chairs see it; the draft stays as it is until one of them takes it. `was`: words of the
    draft; "": `should_be` is added to its notes."""
    minutes = circulated(number, context)
    if len(context.work.minutes.corrections(number, minutes.version)) >= MOST_OPEN:
        raise Refusal(
            "{number} corrections wait for the chairs already. Please write to one.",
            number=MOST_OPEN,
        )
    should_be = checked_text(should_be, FIELD, field="should_be", what=_("The new text"))
    context.work.minutes.add_correction(
        Correction(
            id=0,
            number=number,
            version=minutes.version,
            was=checked_text(was, FIELD, field="was", what=_("The old text"), needed=False),
            should_be=should_be,
            suggested_by=context.reader.user_id,
            suggested_at=context.now,
        )
    )
    redraw(minutes, work=context.work)
    return minutes


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleCorrection:
    """`notes` and `lines`: what becomes of the draft where it is taken."""

    number: int
    correction: int
    taken: bool
    notes: Mapping[str, str]
    lines: Mapping[int, LineWords]


def settle_correction(wish: SettleCorrection, context: Context) -> Correction:
    """The correction as it is settled; one that another chair settled before stays so."""
    minutes = find_open(wish.number, context)[0]
    found = context.work.minutes.corrections(wish.number, minutes.version)
    open_one = next((one for one in found if one.id == wish.correction), None)
    if open_one is None:
        raise Refusal("This correction has been taken or left already. Nothing was changed.")
    if wish.taken and wish.notes:
        write_notes(wish.number, wish.notes, context)
    if wish.taken and wish.lines:
        check_lines(wish.number, wish.lines, context)
    status = CorrectionStatus.TAKEN if wish.taken else CorrectionStatus.LEFT
    settled = replace(open_one, status=status, settled_by=context.reader.user_id)
    context.work.minutes.change_correction(settled)
    redraw(minutes, work=context.work)
    return settled
