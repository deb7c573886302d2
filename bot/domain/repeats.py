"""On which days something that waits is told again."""

from datetime import date, timedelta

from bot.domain.action_item import DUE_SOON_DAYS

_STEPS = (-DUE_SOON_DAYS, 0, 1, 3, 7)
_DAY, _WEEK = timedelta(days=1), timedelta(weeks=1)


def due_step(due_on: date, day: date) -> date:
    """The last day up to `day` on which an action that is due then is spoken of: three days before,
    on the day, one, three and seven days after it, then weekly. `day` itself where it is earlier:
    that is for those who hear seldom.
    """
    late = (day - due_on).days
    if late >= _STEPS[-1]:
        return day - late % 7 * _DAY
    return due_on + max((step for step in _STEPS if step <= late), default=late) * _DAY


def week_step(since: date, day: date) -> date | None:
    """The last day up to `day` on which a week, or another one, from `since` was full."""
    weeks = (day - since) // _WEEK
    return since + weeks * _WEEK if weeks > 0 else None


def is_new(step: date | None, last: date | None) -> bool:
    """Whether there is a step, and nothing was told on it or since; `last`: when it was told."""
    return step is not None and (last is None or last < step)


def is_weekly(last: date | None, day: date) -> bool:
    """Whether it was never told, or a week ago or longer."""
    return last is None or day >= last + _WEEK
