"""The days that a look back covers: "October 2026", "since 1 July", "Q3", "last month"."""

import re
from dataclasses import replace
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from bot.dates.answers import Asked, NotUnderstood, Wanted
from bot.dates.chart.fold import fold
from bot.dates.meaning.choice import Frame
from bot.dates.meaning.counting import DAY
from bot.dates.sentences.find import read_span
from bot.domain.wording import shortened
from bot.domain.zones import start_of_day
from bot.languages import N_, _

EXAMPLE = "Q3"
_KNOWN = N_(
    "I know a month, a quarter, a year, “last month”, “since 1 July”, “1 July to 31 August” and "
    "“all”, for example:"
)
_SINCE, _ALL = re.compile(r"\bsince\b"), re.compile(r"\b(?:all|everything)\b")
_LAST = re.compile(r"\b(?:the )?(?:last|previous) (week|month|quarter|year)\b")
_LATELY = re.compile(r"(?:the )?(?:last|past) (\d{1,3}) (day|week|month|year)s?")
_AHEAD = re.compile(r"\b(?:next|coming)\b")
_LENGTHS = {
    "day": relativedelta(days=1),
    "week": relativedelta(weeks=1),
    "month": relativedelta(months=1),
    "year": relativedelta(years=1),
}
_NOON = timedelta(hours=12)


def read_past(text: str, frame: Frame) -> Wanted | Asked | NotUnderstood:
    """Days, both with, and an audience. `last` is always said; `first` is None for "all" and
    "until …".

    Without a year, the last such days that have begun.
    """
    words, today = _SINCE.sub("from", fold(text)).strip(), frame.today().day
    if lately := _LATELY.fullmatch(words):
        return Wanted(first=today - int(lately[1]) * _LENGTHS[lately[2]] + DAY, last=today)
    everything = _ALL.search(words)
    found = _read(_ALL.sub("", words), frame, today)
    if isinstance(found, Asked):
        return found
    shown = shortened(text, 60)
    if isinstance(found, NotUnderstood) or found.minutes or found.ahead or _AHEAD.search(words):
        return _no_period(_("I can't read “{shown}” as a period.", shown=shown))
    first, last = found.first, found.last or today
    named = first or found.last
    if not named and not everything:
        return _no_period(_("Please name a period."))
    if named and (named > today or (first or last) > last):
        return _no_period(_("“{shown}” has not begun yet.", shown=shown))
    return replace(found, last=last)


def _no_period(why: str) -> NotUnderstood:
    return NotUnderstood(f"{why} {_(_KNOWN)}", EXAMPLE)


def _read(words: str, frame: Frame, today: date) -> Wanted | Asked | NotUnderstood:
    if (named := _LAST.search(words)) is not None:
        this = f"this {named[1]}"
        now = read_span(this, frame)
        begins = now.first if isinstance(now, Wanted) else None
        before = _at((begins or today) - DAY, frame)
        return read_span(_LAST.sub(this, words, count=1), before)
    now = read_span(words, frame)
    if isinstance(now, NotUnderstood) or (isinstance(now, Wanted) and _begins(now) <= today):
        return now
    then = read_span(words, _at(today - _LENGTHS["year"] + DAY, frame))
    if isinstance(then, Asked) and len(then.ways) == 1:
        then = read_span(then.ways[0].text, frame)  # it asks whether what is just past is meant
    if isinstance(now, Wanted) and isinstance(then, Wanted):
        first, again = _begins(now), _begins(then)
        return then if (first.month, first.day) == (again.month, again.day) else now
    return then


def _begins(found: Wanted) -> date:
    return found.first or found.last or date.min


def _at(day: date, frame: Frame) -> Frame:
    return replace(frame, now=start_of_day(day, frame.zone) + _NOON)
