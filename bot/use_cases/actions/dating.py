"""Due days: calendar days where the owner is, from today on and within five years."""

from datetime import date, datetime

from bot.domain import zones
from bot.domain.errors import NotValid
from bot.domain.wording import spell_day

_YEARS_AHEAD = 5


def checked_due(due_on: date | None, zone: str, now: datetime) -> date | None:
    """`due_on`, or NotValid where that day has ended in `zone` or is too far ahead."""
    if due_on is None:
        return None
    today = zones.to_wall(now, zone).date()
    if due_on < today:
        raise NotValid(
            f"{spell_day(due_on)} has already ended where the owner is ({zone}); it is "
            f"{spell_day(today)} there. Please choose a day that is still ahead.",
            field="due_on",
        )
    leap_day = (today.month, today.day) == (2, 29)
    last = today.replace(year=today.year + _YEARS_AHEAD, day=28 if leap_day else today.day)
    if due_on > last:
        raise NotValid(
            f"{spell_day(due_on)} is more than five years ahead. "
            f"Please choose a day before {spell_day(last)}.",
            field="due_on",
        )
    return due_on
