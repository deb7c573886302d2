"""The dialogues and series that a change of "this and all later", or of all, affects."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain import Dialogue, Series
from bot.use_cases.context import Context
from bot.use_cases.dialogues.rules.series_links import Scope, from_here_on, whole_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """One series, its rows that are reached (planned and ahead), by date, and from which date on.

    `since` None: it has no date ahead.
    """

    series: Series
    rows: tuple[Dialogue, ...]
    since: date | None


def affected_dialogues(dialogue: Dialogue, scope: Scope, context: Context) -> tuple[Reached, ...]:
    """Also what an earlier change made of the series: to people it is one.

    Nothing for what belongs to no series.
    """
    if dialogue.series_id is None:
        return ()
    line = whole_line if scope is Scope.WHOLE else from_here_on
    found = []
    for series in line(dialogue.series_id, work=context.work):
        since: date | None = None
        if scope is Scope.LATER and series.id == dialogue.series_id:
            since = dialogue.series_date
        rows = [
            row
            for row in context.work.dialogues.of_series(series.id)
            if not row.cancelled and row.starts_at > context.now and _not_before(row, since)
        ]
        found.append(
            Reached(
                series=series, rows=tuple(rows), since=since or _first_ahead(series, context.now)
            )
        )
    return tuple(found)


def _not_before(row: Dialogue, since: date | None) -> bool:
    return since is None or (row.series_date is not None and row.series_date >= since)


def _first_ahead(series: Series, now: datetime) -> date | None:
    ahead = (o.day for o in series.occurrences(date.max) if o.starts_at > now)
    return next(ahead, None)
