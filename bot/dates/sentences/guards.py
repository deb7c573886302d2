"""Guards on what is left in a title: nothing is dropped, nothing is guessed."""

import re

from bot.dates.answers import Stopped, Way, refusal, refused
from bot.dates.chart.cover import BINDERS, Clause, Place, Stands
from bot.dates.meaning.combined import Checked
from bot.dates.meaning.days import CalendarDay, NumericDay, WeekdayName
from bot.dates.meaning.periods import Period
from bot.dates.sentences.shared import Typed, asks, has_words
from bot.dates.sentences.unread import (
    DEADLINES,
    MARKERS,
    asks_event,
    guard_vague,
    is_event,
    not_plain,
)
from bot.dates.tables.day_words import FOREIGN_DAYS, MONTHS, UNREAD_TIMES, WEEKDAYS
from bot.dates.tables.series import ADVERBS
from bot.domain.known_names import nearest_word
from bot.domain.wording import shortened
from bot.languages import N_, _

_GOES_ON = frozenset(
    "with about regarding re concerning on between among and hosted chaired led".split()
)
_AGAIN = frozenset({*ADVERBS, "every", "each", "thereafter", "repeat", "repeated", "repeating"})
_DAY_NAMES = frozenset(name for name in (*WEEKDAYS, *MONTHS, "tomorrow") if len(name) > 3)
_LEAST_TO_MISSPELL = 6
_EAST = re.compile(r"\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일号]")
_VAGUE = frozenset(
    "financial fiscal some sometime time in the of last previous about around approximately "
    "roughly maybe a few several next this half middle end start beginning early late on or "
    "coming working business".split()
)
"""Words that may stand between a marker and a word of time."""


def guard_loose(typed: Typed) -> None:
    """Stopped where no day is read, and one within the title might be meant."""
    timed = typed.cover.has(Place.TIME)
    for clause in sorted(typed.found(typed.kind), key=lambda c: (c.first, -c.last)):
        first = typed.may_lack_date and _is_first(clause)
        if not first and not _is_loose(typed, clause, timed):
            continue
        shown, moved = typed.shown([clause]), typed.sentence.typed(clause.first, clause.last)
        text = " ".join(f"{typed.replaced([clause], '')} {moved}".split())
        ways = [Way(_("{shown} is the date", shown=shown), text)]
        if typed.may_lack_date or clause.fill.stands is Stands.BARE:
            ways.append(typed.as_title([clause]))
        raise asks(date_or_title(typed, clause), ways)


def date_or_title(typed: Typed, clause: Clause) -> str:
    """The question whether words are the date or part of the title."""
    return _(
        "I can't tell whether “{shown}” is the date or part of the title. Please put the date"
        " at the end, {example}.",
        shown=typed.shown([clause]),
        example=_("for example “by 12 Dec”") if typed.may_lack_date else typed.example,
    )


def _is_loose(typed: Typed, clause: Clause, timed: bool) -> bool:
    """Whether it is a day behind a marker, or beside a time a named day. "on 3/4 of the cases" is
    more often something else."""
    day = clause.get(Place.DAY)
    if timed and isinstance(day, CalendarDay):
        return True
    bound = clause.first and typed.sentence.plain(clause.first - 1) in BINDERS
    bare = clause.fill.stands is Stands.BARE and isinstance(day, Checked | WeekdayName)
    if timed and bare and not bound:
        return True
    marked = typed.sentence.plain(clause.first) in ("on", "in", "by", "at", "due")
    return day is not None and marked and not isinstance(day, NumericDay)


def _is_first(clause: Clause) -> bool:
    """Whether a whole date begins the sentence: "12 Dec slides"."""
    day = clause.get(Place.DAY)
    return clause.first == 0 and isinstance(day, CalendarDay | Checked | NumericDay)


def guard_foreign(typed: Typed) -> None:
    """Stopped for days in other languages, and for misspelt ones, where a date is expected."""
    sentence = typed.sentence
    dated = typed.cover.has(Place.DAY, Place.RHYTHM)
    edges = {i for c in typed.cover.clauses for i in (c.first - 1, c.last)}
    for first, last in typed.blocks():
        for index in range(first, last):
            word = sentence.plain(index)
            meant = _misspelt(word)
            east = _EAST.match(sentence.typed(index, index + 2)) is not None
            if word not in FOREIGN_DAYS and meant is None and not east:
                continue
            marked = index > first and sentence.plain(index - 1) in MARKERS
            if index in edges or marked or not dated:
                start = index - 1 if marked else index
                help_words = _("I read English, {example}.", example=typed.example)
                if meant:
                    help_words = _("Did you mean {day}?", day=meant)
                shown = sentence.typed(start, index + 1 + east)
                why = _("I can't read “{shown}” as a day.", shown=shown)
                raise refused(f"{why} {help_words}")


def _misspelt(word: str) -> str | None:
    """The weekday or month that one slip of the keyboard made this word of; None for others."""
    if len(word) < _LEAST_TO_MISSPELL or word in _DAY_NAMES:
        return None
    # One slip leaves the first letter or the last as it was
    like = [name for name in _DAY_NAMES if name[0] == word[0] or name[-1] == word[-1]]
    meant = nearest_word(word, like, within=1)
    meant = None if meant is None or word.startswith(meant) else meant
    return meant if meant in (None, "tomorrow") else meant.capitalize()


def longer(typed: Typed) -> Typed | None:
    """With a longer day than the one that is read, which is the end of it: "by Friday 4 Dec". Or
    with one right before the time, where a time alone is read: "of 4 Dec 10:00"."""
    mine, time = typed.cover.clause(Place.DAY), typed.cover.clause(Place.TIME)
    if mine is not None and mine.fill.stands is not Stands.BARE:
        return None
    for kind in ("weak", "bound"):
        found = typed.again(kind)
        day = found.cover.clause(Place.DAY)
        if day and mine and kind == "weak" and day.first < mine.first < day.last:
            return found
        behind = day and mine is None and time is not None and day.last == time.first
        said = found.cover.get(Place.DAY)
        if behind and not (isinstance(said, Period) and said.day is None):
            return found
    return None


def is_timely(typed: Typed, index: int, *, counted: bool = True) -> bool:
    """Whether a word is like a time: a month, a weekday, a feast, a season, a clock. A unit of time
    is, where it is `counted`: "in some weeks", and not "sorted by week"."""
    sentence = typed.sentence
    if sentence.plain(index) in UNREAD_TIMES or sentence.plain(index) in FOREIGN_DAYS:
        return True
    start, end = sentence.words[index]
    core = sentence.folded[start:end]
    if core.endswith("'s"):  # "by Tuesday's meeting"
        return core[:-2] in _DAY_NAMES
    start += len(core) - len(core.lstrip("(\"'[{*"))
    kinds = "month weekday feast clock quarter loose date part".split()
    kinds += "span longspan shortspan ended".split() if counted else []
    return any(sentence.chart.at(kind, start) for kind in kinds)


def guard_leads(typed: Typed) -> None:
    """Stopped for a marker that something like a time follows, and that nothing could read. For a
    due date only words such as "by" are, which begin nothing else."""
    deadlines = typed.may_lack_date
    behind = max((c.last for c in typed.filling([Place.DAY])), default=0)
    for first, last in typed.blocks():
        for index in range(max(first, behind), last):
            word = typed.sentence.plain(index)
            if typed.sentence.is_quoted(index) or word not in (DEADLINES if deadlines else MARKERS):
                continue
            end = index + 1
            while end < last and (
                typed.sentence.plain(end) in _VAGUE
                or typed.sentence.plain(end).replace("-", "").isdigit()
            ):
                end += 1
            is_title = end == last or typed.sentence.is_quoted(end)
            if is_title or not is_timely(typed, end, counted=word != "by" or end > index + 1):
                if (deadlines or word == "on") and is_event(typed, index, end, last):
                    raise asks_event(typed, index, last)
                continue
            if word not in DEADLINES and end + 1 < last:
                continue
            raise not_plain(typed, index, end + 1)


def guard_blocks(typed: Typed, *, series: bool) -> None:
    """Stopped for words behind the date that nothing could read: a title is in one place."""
    blocks = [b for b in typed.blocks() if has_words(typed.sentence.typed(*b))]
    if len(blocks) < 2:
        return
    first, last = blocks[1]
    text = typed.sentence.typed(first, last)
    again = any(typed.sentence.plain(index) in _AGAIN for index in range(first, last))
    goes_on = typed.sentence.plain(first) in _GOES_ON or text[0] in "([@#<"
    if goes_on and not series and not again:
        return
    words = N_(
        "I can't read “{shown}”. Behind the date I know lengths such as “for 60m”, time zones such "
        "as “in Europe/Dublin”, “link https://…”, and “for members”. A title comes before the date."
    )
    if series:
        words = N_(
            "I can't read “{shown}”. Beside how often and when I know lengths such as “for 60m”, "
            "time zones such as “in Europe/Dublin”, “link https://…”, and “for members”. Please "
            "keep the title in one place, best before all of them."
        )
    raise refusal(words, shown=shortened(text, 80))


def guard_and(typed: Typed) -> None:
    """Stopped for a title that would end with "and": what that joins is left out."""
    blocks = [b for b in typed.blocks() if has_words(typed.sentence.typed(*b))]
    first, last = (blocks[0][0], blocks[-1][1]) if blocks else (0, 0)
    if first and typed.sentence.plain(first) in ("of", "to"):  # "For 60 minutes of fame"
        raise _unjoined(typed, first)
    if not 0 < last < len(typed.sentence.words) or typed.sentence.is_quoted(last - 1):
        return
    if typed.sentence.plain(last - 1) in ("and", "or", "&", "plus"):
        raise _unjoined(typed, last - 1)


def _unjoined(typed: Typed, index: int) -> Stopped:
    return typed.refusal(
        "I can't tell what “{shown}” joins. Please put the title first, then one date, {example}.",
        shown=typed.sentence.typed(index, index + 4),
    )


def refuse_left_over(typed: Typed) -> None:
    """Stopped where words are left that nothing could read: these commands have no title."""
    guard_foreign(typed)
    guard_vague(typed)
    left, read = shortened(typed.left_over(), 80), typed.shown(typed.cover.clauses)
    if read and left:
        raise typed.refusal(
            "I can read “{read}”, but not “{shown}”. Please give the date alone, {example}.",
            read=read,
            shown=left,
        )
    if left:
        raise typed.refusal(
            "I can't read “{shown}” as a date. I read English, {example}.", shown=left
        )
    if not read:
        raise typed.refusal("Please give a date, {example}.")
