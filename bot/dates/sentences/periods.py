"""A week or a month beside a date, or at the end of a title, may be part of the date."""

from bot.dates.chart.cover import Place
from bot.dates.sentences.shared import EXAMPLES, Typed, refused


def guard_periods(typed: Typed) -> None:
    """Stopped where a week or a month stands right before the date, and may belong to it.

    Without a date it is stopped where one ends the title: "Forum next month".
    """
    sentence = typed.sentence
    if not typed.cover.has(Place.DAY):
        _guard_last_period(typed)
    for clause in typed.filling([Place.DAY])[:1]:
        for index in range(max(clause.first - 4, 0), clause.first):
            start, end = sentence.words[index][0], sentence.words[clause.first - 1][1]
            bound = index > 0 and sentence.plain(index - 1) in ("of", "for", "from", "about")
            if not bound and any(last == end for last, _ in sentence.chart.at("period", start)):
                words = f"{sentence.typed(index, clause.first)} {typed.shown([clause])}"
                raise refused(
                    f"I can't read “{words}” as one day. Please write the day alone, {EXAMPLES}; or"
                    " put words of the title in quotation marks."
                )


def _guard_last_period(typed: Typed) -> None:
    sentence = typed.sentence
    for first, last in typed.blocks():
        for index in range(max(last - 4, first), last):
            start, end = sentence.words[index][0], sentence.words[last - 1][1]
            bound = index > first and sentence.plain(index - 1) in ("of", "for", "from", "about")
            if not bound and any(found == end for found, _ in sentence.chart.at("period", start)):
                raise refused(
                    f"“{sentence.typed(index, last)}” names no one day. Please write the day, "
                    f"{EXAMPLES}; or put words of the title in quotation marks."
                )
