"""What is nearly a date: asked about, or refused; and holidays that only some countries keep."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from bot.dates.answers import Stopped, Way
from bot.dates.chart.cover import Clause, Fill, Place, Stands
from bot.dates.sentences.shared import Typed, asks
from bot.dates.tables.day_words import NUMBERS, UNREAD_TIMES, WEEKDAYS
from bot.domain.countries_and_languages import countries_in_words
from bot.domain.wording import shortened, spell_day
from bot.languages import N_, _

MARKERS = frozenset("on by at before until till due within deadline in for every each from".split())
DEADLINES = frozenset("by before until till due within deadline".split())
_MOST_UNREAD = 5
_CLOSINGS = frozenset("cob cop eob eod".split())
_SPANS = frozenset("day days week weeks month months fortnight".split())
_NEAR = frozenset("just shortly right soon".split())
_A_DAY = re.compile(r"\b(?:Day|Night|Eve|Week|Weekend)\b|\b[A-Z]\S*\s+day\b")
_DATE_LIKE = re.compile(r"^20\d\d$|^[dr]\d+$|^\d+[-/.]\w+[-/.]\d+|\d[月월日일号]")
UNKNOWN_DAY = N_("I don't know which day “{shown}” means. Please write it, {example}.")
_NO_DAY = N_("“{shown}” names no day and no hour. Please write the date, {example}.")
_MOST_VAGUE = 6
"""Words."""


def is_parted(typed: Typed, clause: Clause) -> bool:
    """Whether one word parts a marker from a day: "by phone Friday". Stopped where that word moves
    the day: "by just after New Year"."""
    marker, word = clause.first - 2, clause.first - 1
    marked = [m for m in (marker, marker - 1) if m >= 0 and typed.sentence.plain(m) in DEADLINES]
    if not marked or typed.sentence.closes(word):
        return False
    if typed.sentence.plain(word) in _NEAR or _is_closing(typed, clause.first):
        raise not_plain(typed, marked[-1], clause.last)
    bare = typed.sentence.plain(clause.first) not in MARKERS
    return bare and marker in marked and typed.sentence.typed(word, clause.first).islower()


def not_plain(typed: Typed, first: int, last: int) -> Stopped:
    """Why the words from `first` up to `last` are no date."""
    return typed.refusal(
        "I can't read “{shown}” as a date. Please write it plainly, {example}.",
        shown=shortened(typed.sentence.typed(first, last), 80),
    )


def _is_closing(typed: Typed, first: int) -> bool:
    """ "by EOD PT Friday": the end of a day in a zone."""
    near = [typed.sentence.plain(index) for index in range(max(0, first - 2), first)]
    return not _CLOSINGS.isdisjoint(near)


def guard_unread(typed: Typed) -> None:
    """Asks about last words that are like a day: "by YE 2026", "a week after the vote"."""
    count = len(typed.sentence.words)
    for index in range(max(0, count - _MOST_UNREAD), count - 1):
        word = typed.sentence.plain(index)
        if typed.sentence.is_quoted(index):
            continue
        if word in ("before", "after") and _is_counted(typed, index):
            raise asks_event(typed, max(0, index - 2), count)
        if word in DEADLINES:
            if _DATE_LIKE.search(typed.sentence.plain(count - 1)):
                raise asks_event(typed, index, count)
            return


def _is_counted(typed: Typed, index: int) -> bool:
    """ "a week" or "2 days" before this word."""
    if index < 2:
        return False
    number, span = (typed.sentence.plain(index - back) for back in (2, 1))
    return span in _SPANS and (number.isdigit() or number in NUMBERS)


def vague(typed: Typed) -> Clause | None:
    """Words of time at the end that name no day: "in due course", "after the break"."""
    sentence = typed.sentence
    begins = [index for index in typed.left[-_MOST_VAGUE:] if sentence.plain(index).isalpha()]
    every = typed.found("vague", at=begins)
    last = [c for c in every if c.last == len(sentence.words) or sentence.closes(c.last)]
    return max(last, key=lambda c: c.last - c.first, default=None)


def guard_vague(typed: Typed) -> None:
    """Stopped for them; the title of an action may have them."""
    if clause := vague(typed):
        why = typed.refusal(_NO_DAY, clause)
        raise asks(str(why), (typed.as_title([clause]),)) if typed.may_lack_date else why


def is_event(typed: Typed, index: int, end: int, last: int) -> bool:
    """Whether words tell of a day that only people know: "the next meeting", "Australia Day"."""
    between = {typed.sentence.plain(i) for i in range(index + 1, end)}
    behind = typed.sentence.typed(end, min(end + 3, last))
    return not between.isdisjoint({"next", "coming"}) or _A_DAY.search(behind) is not None


def asks_event(typed: Typed, index: int, last: int) -> Stopped:
    """Which day these words are; they may be title."""
    clause = Clause(index, last, Fill((), Stands.FREE))
    return asks(str(typed.refusal(UNKNOWN_DAY, clause)), (typed.as_title([clause]),))


_MAY_BE = re.compile(rf"\b(?:day|new year|holiday|birthday|{'|'.join(UNREAD_TIMES)})\b")
_LEADS = frozenset("by before on until till due to within".split())
_KEPT = frozenset("before until till after of".split())
_DAYS = frozenset({"day", "week", *WEEKDAYS})
_BESIDE = {"before": _DAYS, "after": _DAYS, "of": frozenset({"eve", "week"})}
"""What a holiday names beside itself: "the day after Diwali"."""
_MOST_WORDS = 5


def guard_holidays(typed: Typed, *, alone: bool = False) -> None:
    """Stopped for "by Australia Day", where a country of the reader's group keeps such a day.
    `alone`: the words need no marker before them."""
    sentence = typed.sentence
    if not _MAY_BE.search(sentence.folded):
        return
    dated = typed.cover.clause(Place.DAY)
    for index in range(len(sentence.words)):
        word = sentence.plain(index)
        beside = index > 0 and sentence.plain(index - 1) in _BESIDE.get(word, ())
        led = beside or word in _LEADS
        if sentence.is_quoted(index) or not (led or (alone and index == 0)):
            continue
        apart = dated is not None and dated.last != index
        unknown = None
        first = index + led
        first += first < len(sentence.words) and sentence.plain(first) == "the"
        if first < len(sentence.words) and sentence.chart.at("feast", sentence.words[first][0]):
            continue
        for last in range(min(first + _MOST_WORDS, len(sentence.words)), first, -1):
            if dated is not None and apart and not first < dated.first < last:
                continue  # "Lunar New Year" has a day within
            name = " ".join(sentence.plain(i) for i in range(first, last))
            if not _MAY_BE.search(name):
                continue
            unknown = clause = Clause(index, last, Fill((), Stands.FREE))
            if found := typed.frame.holidays(name):
                lead = f"{word} " if word in _KEPT else typed.marker
                ways = _holiday_ways(typed, clause, lead, found)
                ways += [typed.as_title([clause])] if typed.may_lack_date and not beside else []
                shown = typed.shown([replace(clause, first=first)])
                raise asks(_("Which day is “{shown}”?", shown=shown), ways)
        if unknown and beside and not apart:
            raise typed.refusal(UNKNOWN_DAY, replace(unknown, first=first))


def _holiday_ways(
    typed: Typed, clause: Clause, lead: str, found: Mapping[date, tuple[str, ...]]
) -> list[Way]:
    """The sentence with each of the days in the place of the holiday's name, behind `lead`."""
    return [
        Way(
            f"{spell_day(day)} ({countries_in_words(countries)})",
            typed.replaced([clause], f"{lead}{day.isoformat()}"),
        )
        for day, countries in found.items()
    ]
