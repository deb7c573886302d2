"""Which quarter is meant: in words, or in a button."""

from bot.dates.answers import Wanted
from bot.dates.meaning.choice import Frame
from bot.dates.sentences.find import read_past
from bot.domain import Refusal
from bot.domain.stocktake import Quarter
from bot.domain.wording import shortened
from handlers.slack.request import read_number
from handlers.slack.request.carried_values import NotOurs

_YEARS = range(2000, 2200)


def read_quarter(text: str, frame: Frame) -> Quarter | None:
    """ "Q3", "Q3 2026", "this quarter"; None for nothing. A Refusal for what is no quarter."""
    if not text.strip():
        return None
    found = read_past(text, frame)
    if isinstance(found, Wanted) and found.first is not None and found.audience is None:
        quarter = Quarter.of(found.first)
        if (found.first, found.last) == (quarter.first, quarter.last):
            return quarter
    raise Refusal(
        "I can't read “{words}” as a quarter that has begun. For example: /wg stocktake Q3",
        words=shortened(text, 60),
    )


def read_shown(value: str) -> tuple[int, Quarter]:
    words = value.split()
    if len(words) != 3:
        raise NotOurs
    group_id, year, number = map(read_number, words)
    if year not in _YEARS or not 1 <= number <= 4:
        raise NotOurs
    return group_id, Quarter(year, number)
