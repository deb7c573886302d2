"""Public holidays that only some countries keep: asked about, with a button for each day."""

import re
from dataclasses import replace

from bot.dates.answers import Way
from bot.dates.chart.cover import Clause, Fill, Place, Stands
from bot.dates.sentences.shared import Typed, asks
from bot.dates.sentences.unread import UNKNOWN_DAY
from bot.dates.tables.day_words import UNREAD_TIMES, WEEKDAYS
from bot.domain.countries_and_languages import countries_in_words
from bot.domain.wording import spell_day
from bot.languages import _

_MAY_BE = re.compile(rf"\b(?:day|new year|holiday|birthday|{'|'.join(UNREAD_TIMES)})\b")
_LEADS = frozenset("by before on until till due to within".split())
_KEPT = frozenset("before until till after of".split())
_DAYS = frozenset({"day", "week", *WEEKDAYS})
_BESIDE = {"before": _DAYS, "after": _DAYS, "of": frozenset({"eve", "week"})}
"""What a holiday names beside itself: "the day after Diwali"."""
_MOST_WORDS = 5


def guard_holidays(typed: Typed, *, alone: bool = False) -> None:
    """Stopped for "by Australia Day", where a country of the reader's group keeps such a day.

    `alone`: the words need no marker before them.
    """
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
                ways = tuple(
                    Way(
                        f"{spell_day(day)} ({countries_in_words(countries)})",
                        typed.replaced([clause], f"{lead}{day.isoformat()}"),
                    )
                    for day, countries in found.items()
                )
                question = _(
                    "Which day is “{shown}”?", shown=typed.shown([replace(clause, first=first)])
                )
                title = (typed.as_title([clause]),) if typed.may_lack_date and not beside else ()
                raise asks(question, (*ways, *title))
        if unknown and beside and not apart:
            raise typed.refusal(UNKNOWN_DAY, replace(unknown, first=first))
