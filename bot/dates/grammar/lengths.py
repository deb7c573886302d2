"""How long: "60m", "90 min", "1h30", "1 hour 30 minutes", "1.5h"."""

import re
from datetime import timedelta

from bot.dates.answers import NotUnderstood
from bot.dates.grammar.words import fold
from bot.domain.wording import shortened

SHORTEST = timedelta(minutes=5)
LONGEST = timedelta(hours=24)

_HOURS = r"(?:hours?|hrs?|h)"
_MINUTES = r"(?:minutes?|mins?|m|')"
_LENGTH = re.compile(
    rf"(?:(?P<hours>\d{{1,4}}(?:[.,]\d{{1,2}})?)\s*{_HOURS})?"
    rf"(?:\s*(?:and\s+|,\s*)?(?P<minutes>\d{{1,4}})\s*(?P<unit>{_MINUTES})?)?",
    re.ASCII,
)
_IN_WORDS = {
    "half an hour": "30m",
    "an hour and a half": "90m",
    "one hour and a half": "90m",
    "a quarter of an hour": "15m",
    "an hour": "1h",
    "one hour": "1h",
    "two hours": "2h",
}


def read_length(text: str) -> timedelta | NotUnderstood:
    """The length that all of `text` gives, in whole minutes, from 5 minutes to 24 hours."""
    words = " ".join(fold(text).lower().split()).rstrip(".").removeprefix("for ").strip()
    shown = shortened(text, 80)
    found = _LENGTH.fullmatch(_IN_WORDS.get(words, words))
    if not found or not (found["hours"] or found["unit"]):
        return NotUnderstood(
            f"I can't read “{shown}” as a length. Please write it as “60m”, “90 min”, “1h30” or"
            " “1.5h”."
            if words
            else "Please give a length, for example “60m” or “1h30”."
        )
    hours = float((found["hours"] or "0").replace(",", "."))
    minutes = int(found["minutes"] or 0)
    if found["hours"] and minutes >= 60:
        return NotUnderstood(f"In “{shown}” the minutes go past 59. Please write hours or minutes.")
    length = timedelta(minutes=round(hours * 60, 6) + minutes)
    if length % timedelta(minutes=1):
        return NotUnderstood(f"“{shown}” is not a whole number of minutes.")
    if not SHORTEST <= length <= LONGEST:
        return NotUnderstood(f"A length is between 5 minutes and 24 hours; “{shown}” is not.")
    return length
