"""Plans series ahead: each coming date becomes a dialogue of its own, with all that it owes."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.domain import Dialogue, Group, Organisation, Owed, Series
from bot.domain.reference import DIALOGUE
from bot.use_cases.context import Context
from bot.use_cases.dialogues.messages import schedule_messages
from bot.use_cases.dialogues.messages.notices import owe_ends
from bot.use_cases.dialogues.rules import invited
from bot.use_cases.dialogues.rules.series_links import opening_number

PLANNED_AHEAD = timedelta(days=400)
"""How far ahead the occurrences of a series stand as dialogues."""


def plan_series(context: Context) -> int:
    """Make the missing occurrences of every series, and owe the notes on those that end.

    How many dialogues and notes are new. Runs in the caller's transaction; one workspace's writes
    come one after another, so that whoever plans second finds nothing left to make.
    """
    work = context.work
    made = 0
    for series in work.series.still_running():
        group = work.groups.get(series.group_id)
        until = series.planned_until
        if group is None or (until is not None and until >= _plan_until(context.now)):
            continue
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

    Returns the series with its new `planned_until`, not yet kept, and what was made, soonest
    first. `organisations`: the guests of each as of now. `follows`: when the last existing
    dialogue begins, if its date is near. Dates that would have begun already are left out.
    """
    work, now = context.work, context.now
    until = max(_plan_until(now), at_least or date.min)
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


def _plan_until(now: datetime) -> date:
    return (now + PLANNED_AHEAD).date()
