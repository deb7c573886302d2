"""Schedules a series: its rule is kept, its dates are planned ahead, its first one is announced."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.domain import Act, Audience, Dialogue, Group, NotValid, Series, zones
from bot.domain.dialogue import DEFAULT_MINUTES
from bot.domain.limits import TITLE, checked_link, checked_text
from bot.domain.recurrence import MOST_SLOTS, Rule, Slot, occurrence
from bot.domain.wording import spell_day
from bot.languages import _
from bot.use_cases.context import Context
from bot.use_cases.dialogues.rules.checks import checked_audience, checked_minutes, checked_start
from bot.use_cases.dialogues.rules.invited import invited_organisations
from bot.use_cases.dialogues.rules.series_links import note_opened
from bot.use_cases.dialogues.schedule import made_by_this_very_wish
from bot.use_cases.dialogues.series.plan import plan_ahead
from bot.use_cases.refusals import demand_right

FARTHEST = timedelta(days=5 * 366)
"""How far ahead a series may begin or be said to end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleSeries:
    """`first` is the first date, in the zone of the first slot. None in `audience`: the group's.

    `slots`: one, or up to four that take turns. `again_after`: the number of the one just
    scheduled, once the person has said "again".
    """

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
    """The kept series, and its occurrences that are planned so far, soonest first, never none.

    What clocks do to one of its dates is in `series.occurrences(until)`: `Occurrence.note`, in
    words by `recurrence_words.spell_note`.
    """

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
        rows = context.work.dialogues.of_series(stood.id)
        return ScheduledSeries(series=stood, dialogues=rows)
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
        zones.zone(slot.zone)
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
