"""Public holidays that only some countries keep: asked about, with a button for each day."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from bot.dates.answers import Way
from bot.dates.chart.cover import Clause, Fill, Place, Stands
from bot.dates.meaning.counting import once_a_year
from bot.dates.meaning.feasts import safer_internet_day
from bot.dates.sentences.shared import Typed, asks
from bot.dates.tables.day_words import UNREAD_TIMES
from bot.domain.countries import countries_in_words
from bot.domain.wording import spell_day
from bot.languages import _

_MAY_BE = re.compile(rf"\b(?:day|new year|holiday|birthday|{'|'.join(UNREAD_TIMES)})\b")
_LEADS = frozenset("by before on until till due to within".split())
_KEPT = frozenset("before until till".split())
_MOST_WORDS = 5


def _of_network(name: str, typed: Typed) -> Mapping[date, tuple[str, ...]]:
    """The coming day of one that no country keeps, and the network does."""
    if name != "safer internet day":
        return {}
    today = typed.frame.today(typed.frame.zone).day
    return dict.fromkeys(once_a_year(safer_internet_day, today).days, ())


def guard_holidays(typed: Typed, marker: str, *, alone: bool = False) -> None:
    """Stopped for "by Australia Day", where a country of the reader's group keeps such a day.

    `alone`: the words need no marker before them. `marker` begins the date that a button writes.
    """
    sentence = typed.sentence
    if not _MAY_BE.search(sentence.folded):
        return
    dated = typed.cover.clause(Place.DAY)
    for index in range(len(sentence.words)):
        led = sentence.plain(index) in _LEADS
        if sentence.is_quoted(index) or not (led or (alone and index == 0)):
            continue
        first = index + led
        first += first < len(sentence.words) and sentence.plain(first) == "the"
        for last in range(min(first + _MOST_WORDS, len(sentence.words)), first, -1):
            if dated is not None and not first < dated.first < last:
                continue  # "Lunar New Year" has a day within
            name = " ".join(sentence.plain(i) for i in range(first, last))
            if not _MAY_BE.search(name):
                continue
            if found := _of_network(name, typed) or typed.frame.holidays(name):
                clause = Clause(index, last, Fill((), Stands.FREE))
                lead = f"{word} " if (word := sentence.plain(index)) in _KEPT else marker
                ways = tuple(
                    Way(
                        spell_day(day) + (f" ({countries_in_words(countries)})" * bool(countries)),
                        typed.replaced([clause], f"{lead}{day.isoformat()}"),
                    )
                    for day, countries in found.items()
                )
                question = _(
                    "Which day is “{shown}”?", shown=typed.shown([replace(clause, first=first)])
                )
                title = (typed.as_title([clause]),) if marker == "by " else ()
                raise asks(question, (*ways, *title))
