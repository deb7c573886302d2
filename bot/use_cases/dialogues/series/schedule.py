"""Schedules a series, announces its first date, and plans the coming ones ahead, each in full."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.domain import Act, Audience, Dialogue, Group, NotValid, Organisation, Owed, Series, zones
from bot.domain.dialogue import DEFAULT_MINUTES
from bot.domain.limits import TITLE, checked_link, checked_text
from bot.domain.recurrence import MOST_SLOTS, Rule, Slot, occurrence
from bot.domain.reference import DIALOGUE
from bot.domain.wording import spell_day
from bot.languages import _
from bot.use_cases.context import Context
from bot.use_cases.dialogues.messages import schedule_messages
from bot.use_cases.dialogues.messages.notices import owe_ends
from bot.use_cases.dialogues.rules import invited
from bot.use_cases.dialogues.rules.checks import checked_audience, checked_minutes, checked_start
from bot.use_cases.dialogues.rules.invited import invited_organisations
from bot.use_cases.dialogues.rules.series_links import note_opened, opening_number
from bot.use_cases.dialogues.schedule import made_by_this_very_wish
from bot.use_cases.refusals import demand_right

PLANNED_AHEAD = timedelta(days=400)
"""How far ahead the occurrences of a series stand as dialogues."""


def plan_series(context: Context) -> int:
    """Make the missing occurrences of every series, and owe the notes on those that end. How many
    dialogues and notes are new. Runs in the caller's transaction; one workspace's writes come one
    after another, so that whoever plans second finds nothing left to make."""
    work = context.work
    made = 0
    for series in work.series.still_running():
        until = series.planned_until
        if until is not None and until >= (context.now + PLANNED_AHEAD).date():
            continue
        group = work.groups.of_record(series.group_id)
        rows = work.dialogues.of_series(series.id)
        organisations = invited.invited_at_last(rows[-1], work=work) if rows else ()
        planned, new = plan_ahead(series, group, context, organisations=organisations)
        work.series.change(planned)
        made += len(new)
    return made + owe_ends(context)


def plan_ahead(
    series: Series,
    group: Group,
    context: Context,
    *,
    organisations: Iterable[Organisation],
    who: str | None = None,
    at_least: date | None = None,
    follows: datetime | None = None,
) -> tuple[Series, tuple[Dialogue, ...]]:
    """Make the missing dates of `series` up to `PLANNED_AHEAD`, and at least up to `at_least`.
    Returns the series with its new `planned_until`, not yet kept, and what was made, soonest first.
    `organisations`: the guests of each as of now. `follows`: when the last existing dialogue
    begins, if its date is near. Dates that would have begun already are left out."""
    work, now = context.work, context.now
    until = max((now + PLANNED_AHEAD).date(), at_least or date.min)
    made: list[Dialogue] = []
    owed: list[Owed] = []
    organisations = tuple(organisations)
    opened_by = opening_number(series.id, work=work)
    before = follows
    for planned in series.occurrences(until, after=series.planned_until):
        if planned.starts_at <= now:
            continue
        dialogue = Dialogue(
            number=work.numbers.take_next(DIALOGUE),
            group_id=series.group_id,
            title=series.title,
            wall=planned.wall,
            zone=planned.zone,
            starts_at=planned.starts_at,
            minutes=series.minutes,
            link=series.link,
            audience=series.audience,
            created_by=series.created_by,
            created_at=series.created_at,
            series_id=series.id,
            series_date=planned.day,
        )
        work.dialogues.add(dialogue)
        invited.keep_revision(dialogue, organisations, context, who=who or series.created_by)
        opens = opened_by is None and not made
        at = None if opens else schedule_messages.not_all_at_once(dialogue, group, before, now)
        owed += schedule_messages.from_now_on(dialogue, group, (), now, announced_at=at)
        made.append(dialogue)
        before = dialogue.starts_at
    work.deliveries.owe(owed, now)
    return replace(series, planned_until=max(until, series.planned_until or until)), tuple(made)


FARTHEST = timedelta(days=5 * 366)
"""How far ahead a series may begin or be said to end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleSeries:
    """`first` is the first date, in the zone of the first slot. None in `audience`: the group's.
    `slots`: one, or up to four that take turns. `again_after`: the number of the one just
    scheduled, once the person has said "again"."""

    title: str
    first: date
    rule: Rule
    slots: tuple[Slot, ...]
    minutes: int = DEFAULT_MINUTES
    link: str | None = None
    audience: Audience | None = None
    again_after: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduledSeries:
    """The kept series, and its occurrences that are planned so far, soonest first, never none. What
    clocks do to one of its dates is in `series.occurrences(until)`: `Occurrence.note`, in words by
    `recurrence_words.spell_note`."""

    series: Series
    dialogues: tuple[Dialogue, ...]


def schedule_series(wish: ScheduleSeries, context: Context, *, group: Group) -> ScheduledSeries:
    """The new series; JustScheduled when it looks like the same one twice. NotValid names the
    wish's field ("date", "rule", "slots", "title", "minutes", "link", "audience")."""
    demand_right(context, Act.SCHEDULE_DIALOGUE, group)
    wanted = Series(
        id=0,
        group_id=group.id,
        title=checked_text(wish.title, TITLE, field="title", what=_("The title")),
        first=wish.first,
        rule=wish.rule,
        slots=_checked_slots(wish.slots),
        minutes=checked_minutes(wish.minutes),
        link=checked_link(wish.link),
        audience=checked_audience(wish.audience or group.default_audience, group, context),
        created_by=context.reader.user_id,
        created_at=context.now,
    )
    _check_dates(wanted, context.now)
    twin = made_by_this_very_wish(wish.again_after, wanted.title, group, context)
    stood = context.work.series.get(twin.series_id) if twin and twin.series_id else None
    if stood is not None:
        return ScheduledSeries(series=stood, dialogues=context.work.dialogues.of_series(stood.id))
    planned, made = plan_ahead(
        context.work.series.add(wanted),
        group,
        context,
        organisations=invited_organisations(wanted.audience, group, context),
        at_least=wanted.first,
    )
    context.work.series.change(planned)
    note_opened(planned, made[0].number, work=context.work)
    return ScheduledSeries(series=planned, dialogues=made)


def _checked_slots(slots: tuple[Slot, ...]) -> tuple[Slot, ...]:
    if not 1 <= len(slots) <= MOST_SLOTS:
        raise NotValid(
            "A series has one time of day, or up to {most} that take turns.",
            most=MOST_SLOTS,
            field="slots",
        )
    for slot in slots:
        zones.rules_of(slot.zone)
    return tuple(replace(s, clock=s.clock.replace(second=0, microsecond=0)) for s in slots)


def _check_dates(series: Series, now: datetime) -> None:
    """That its first date is one of the rule's and ahead, and its end after it; within reason."""
    first, until = series.first, series.rule.until
    start = occurrence(first, series.slots[0])
    checked_start(start.starts_at, start.zone, now)
    farthest = (now + FARTHEST).date()
    if first > farthest:
        raise NotValid(
            "{day} is more than five years ahead. Please choose an earlier date.",
            day=spell_day(first),
            field="date",
        )
    if until is not None and until < first:
        raise NotValid(
            "The series would end on {end}, before it begins on {first}.",
            end=spell_day(until),
            first=spell_day(first),
            field="rule",
        )
    if until is not None and until > farthest:
        raise NotValid(
            "{day} is more than five years ahead. Please choose an earlier end, or leave "
            "the end open.",
            day=spell_day(until),
            field="rule",
        )
    if next(series.rule.dates(first), None) != first:
        raise NotValid(
            "{day} is not one of the dates of this series. Please begin it with one.",
            day=spell_day(first),
            field="date",
        )
