"""Moves a dialogue, alone or with all later ones: reminders follow, answers are asked again."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache

from bot.domain import Audience, Dialogue, Group, MessageKind, NotValid, Organisation, Series
from bot.domain.dialogue import SeriesChange
from bot.domain.limits import SUMMARY, checked_text
from bot.domain.recurrence import Occurrence
from bot.domain.recurrence_shift import going_on
from bot.domain.zones import to_wall
from bot.languages import _
from bot.use_cases.context import Context
from bot.use_cases.dialogues import revise
from bot.use_cases.dialogues.messages.change_wording import kept_words, numbers_of
from bot.use_cases.dialogues.messages.schedule_messages import owe_change
from bot.use_cases.dialogues.rules.checks import checked_minutes, checked_start, find_to_change
from bot.use_cases.dialogues.rules.invited import invited_organisations
from bot.use_cases.dialogues.rules.series_links import Scope, from_here_on, note_goes_on
from bot.use_cases.dialogues.series import reassign_dates
from bot.use_cases.dialogues.series.schedule import plan_ahead


def first_moved(fates: Iterable[reassign_dates.Carried]) -> int | None:
    """The number of the earliest that has another time now; None where none has."""
    moved = (one.becomes for one in fates if one.fate is reassign_dates.Fate.MOVED)
    first = min(moved, key=lambda dialogue: dialogue.starts_at, default=None)
    return None if first is None else first.number


def tell_of_move(
    changed: revise.Changed, fates: Iterable[reassign_dates.Carried], was: str, context: Context
) -> None:
    """Owe the notice, and note with its dialogue what it will say of the others. `was`: the rule
    before, in words. Where none moved and some were cancelled, of those."""
    work = context.work
    number = first_moved(fates)
    rows = (changed.after, *(after for _, after in changed.others))
    first = next((row for row in rows if row.number == number), None)
    if first is not None and changed.series is not None:
        change = SeriesChange(
            number=first.number,
            revision=first.revision,
            was=was,
            series_id=changed.series.id,
            kept=numbers_of(changed.kept),
            too_near=numbers_of(changed.too_near),
            cancelled=numbers_of(changed.cancelled),
        )
        work.revisions.add_change(change)
        owe_change(MessageKind.DIALOGUE_MOVED, first, changed.group, context)
    elif changed.cancelled:
        first, *rest = changed.cancelled
        work.revisions.add_change(
            SeriesChange(number=first.number, revision=first.revision, cancelled=numbers_of(rest))
        )
        owe_change(MessageKind.DIALOGUE_CANCELLED, first, changed.group, context)


Guests = Callable[[Audience], tuple[Organisation, ...]]
"""The organisations that an audience of the group invites."""
NO_DATE = "Its series has no date for it any more."
"""The reason of those that are cancelled because the moved series has fewer dates."""


def move_series(
    before: Dialogue, wanted: Dialogue, scope: Scope, group: Group, context: Context
) -> revise.Changed | None:
    """`wanted`: `before` at its new time. None where the series itself stays as it is. So it does
    for one that an earlier change left over, which has no date in it any more. Those of an earlier
    "this and all later" belong to another series by now, and stay."""
    work = context.work
    series = work.series.get(before.series_id) if before.series_id is not None else None
    if series is None or before.series_date is None:
        return None
    rows = work.dialogues.of_series(series.id)
    was = reassign_dates.planned_dates(series, rows[-1].series_date)
    if before.series_date not in was:
        return None
    wanted = _in_its_turn(wanted, series, was.get(before.series_date))
    since = before.series_date
    if scope is Scope.WHOLE:
        since = reassign_dates.first_ahead(rows, was, since, context.now)
    shift = going_on(series, before.series_date, wanted.wall, wanted.zone, since=since)
    becomes = reassign_dates.planned_dates(shift.series, shift.series.planned_until)
    if all(
        day == new and (was[day].meant, was[day].zone) == (becomes[day].meant, becomes[day].zone)
        for day, new in shift.dates
    ):
        return None
    later = from_here_on(series.id, work=work)[1:]
    new = work.series.add(shift.series)
    work.series.change(shift.ended)
    note_goes_on(series, new, work=work)
    dates = dict(shift.dates)
    now = context.now
    fates = reassign_dates.reassigned_rows(
        rows, dates, was=was, becomes=becomes, series_id=new.id, chosen=wanted, now=now
    )
    guests = cache(lambda audience: invited_organisations(audience, group, context))
    after, cleared = _carry_out(fates, group, guests, context)
    planned, made = plan_ahead(
        new,
        group,
        context,
        organisations=guests(new.audience),
        who=context.reader.user_id,
        follows=max((one.starts_at for one in becomes.values()), default=None),
    )
    work.series.change(planned)
    revise.refresh_opening(planned.id, context)
    one = revise.Changed(before=before, after=after[before.number], group=group, scope=scope)
    changed = replace(
        _with_others(one, fates, after),
        series=planned,
        made=made,
        afterwards=later[0] if later else None,
        answers_cleared=cleared,
    )
    tell_of_move(changed, fates, kept_words(series), context)
    return changed


def _in_its_turn(wanted: Dialogue, series: Series, was: Occurrence | None) -> Dialogue:
    """Where slots take turns the date is every slot's: `wanted` in the zone in which it keeps it.
    Slots of a series with one only may have any date."""
    if len(series.slots) == 1 or was is None or wanted.wall.date() == was.day:
        return wanted
    wall = to_wall(wanted.starts_at, was.zone)
    if wall.date() == was.day:
        return replace(wanted, wall=wall, zone=was.zone)
    raise NotValid(
        "This series takes turns among {number} times of day, and all of them share its dates. "
        "For all later ones only the hour of this turn can change, not its day. Please keep "
        "the day, or move this one alone.",
        number=len(series.slots),
        field="scope",
    )


def _carry_out(
    fates: Sequence[reassign_dates.Carried], group: Group, guests: Guests, context: Context
) -> tuple[Mapping[int, Dialogue], int]:
    """Each as it is kept, by number, and how many answers were forgotten. One whose date in the
    series is another one now owes under another key, moved or not; where nothing of that is new,
    nothing that is owed changes either."""
    kept: dict[int, Dialogue] = {}
    cleared = 0
    first = first_moved(fates)
    earlier = reassign_dates.starts_before(fates)
    for one in fates:
        row, becomes = one.row, one.becomes
        same = row.starts_at == becomes.starts_at and row.occurrence == becomes.occurrence
        if one.fate is reassign_dates.Fate.SURPLUS:
            becomes = revise.call_off(row, NO_DATE, context)
        elif row.cancelled or same:
            context.work.dialogues.change(becomes)
        else:
            if one.fate is reassign_dates.Fate.MOVED:
                cleared += context.work.rsvps.forget_answers(row.number)
            along = row.number != first
            invited = guests(row.audience)
            follows = earlier.get(row.number) if along else None
            change = row, becomes, group, context
            becomes = revise.revise_inviting(
                *change, organisations=invited, along=along, follows=follows
            )
        kept[row.number] = becomes
    return kept, cleared


def _with_others(
    changed: revise.Changed,
    fates: Sequence[reassign_dates.Carried],
    after: Mapping[int, Dialogue],
) -> revise.Changed:
    """The change with what became of the others, by their fates."""

    def of(fate: reassign_dates.Fate) -> list[tuple[Dialogue, Dialogue]]:
        return [(one.row, after[one.row.number]) for one in fates if one.fate is fate]

    fate, asked = reassign_dates.Fate, changed.before.number
    return replace(
        changed,
        others=tuple(pair for pair in of(fate.MOVED) if pair[0].number != asked),
        kept=tuple(row for _, row in of(fate.KEPT)),
        too_near=tuple(row for _, row in of(fate.TOO_NEAR)),
        cancelled=tuple(row for _, row in of(fate.SURPLUS)),
    )


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


def move_dialogue(wish: MoveDialogue, context: Context) -> revise.Changed:
    """The same instant changes nothing, whichever zone names it. Answers are forgotten. `presence`:
    facts of the groups' channels, by id. NotValid with the field "scope" where slots take turns and
    all later ones would need other dates."""
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
        return revise.Changed(before=before, after=before, group=group)
    cleared = context.work.rsvps.forget_answers(before.number)
    after = revise.revise_dialogue(before, wanted, group, context)
    owe_change(MessageKind.DIALOGUE_MOVED, after, group, context)
    revise.refresh_opening(after.series_id, context)
    return revise.Changed(before=before, after=after, group=group, answers_cleared=cleared)
