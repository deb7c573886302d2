"""Typed words that tell of a series: its rule, its wall times and the other clauses."""

from bot.dates.reading import NotUnderstood, Recurring, Unsettled, find_series
from bot.domain.dialogue import DEFAULT_MINUTES
from bot.domain.errors import Refusal
from bot.domain.limits import checked_link
from bot.use_cases.dialogues.series.schedule import ScheduleSeries
from handlers.slack.features.dialogues.clauses import Words
from handlers.slack.request.context import Writer

EXAMPLE = "/dialogue schedule Age assurance every 2 weeks on Tuesday 14:00 until 30 Jun 2027"


def read_series(
    words: Words, link: str | None, writer: Writer
) -> ScheduleSeries | Unsettled | None:
    """The series that the words tell of, asked back where they can mean several; None without one.

    `link` was taken out of the words before.
    """
    found = find_series(words.left(), zone=writer.zone, now=writer.now, locale=writer.locale)
    if found is None or isinstance(found, Unsettled):
        return found
    if isinstance(found, NotUnderstood):
        raise Refusal(found.words)
    return _wish(found, words, link)


def _wish(found: Recurring, words: Words, link: str | None) -> ScheduleSeries:
    words.take_at(found.used)
    audience = words.take_audience()
    minutes = words.take_minutes()
    words.refuse_unread_clause()
    words.refuse_what_is_no_title()
    title = words.title().strip(" ,;:–-")
    if not title:
        raise Refusal(f"A title is missing. Please put it first, for example: {EXAMPLE}")
    return ScheduleSeries(
        title=title,
        first=found.first,
        rule=found.rule,
        slots=found.slots,
        minutes=DEFAULT_MINUTES if minutes is None else minutes,
        link=checked_link(link),
        audience=audience,
    )
