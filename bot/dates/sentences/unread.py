"""What is nearly a date at the end of a sentence: asked about, or refused."""

import re

from bot.dates.answers import Stopped
from bot.dates.chart.cover import Clause, Fill, Stands
from bot.dates.sentences.shared import Typed, asks
from bot.dates.tables.day_words import NUMBERS
from bot.domain.wording import shortened
from bot.languages import N_

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
    """Whether one word parts a marker from a day: "by phone Friday".

    Stopped where that word moves the day: "by just after New Year".
    """
    marker, word = clause.first - 2, clause.first - 1
    marked = [m for m in (marker, marker - 1) if m >= 0 and typed.sentence.plain(m) in DEADLINES]
    if not marked or typed.sentence.closes(word):
        return False
    if typed.sentence.plain(word) in _NEAR or _is_closing(typed, clause.first):
        raise typed.refusal(
            "I can't read “{shown}” as a date. Please write it plainly, {example}.",
            shown=shortened(typed.sentence.typed(marked[-1], clause.last), 80),
        )
    bare = typed.sentence.plain(clause.first) not in MARKERS
    parted = marker in marked and typed.sentence.typed(word, clause.first).islower()
    return bare and parted


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
