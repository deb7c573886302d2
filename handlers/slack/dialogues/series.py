"""Words that tell of a series, which is still to come: they are refused, never dropped."""

import re

from bot.domain.errors import NotYet
from bot.domain.when.words import MONTHS, NUMBERS, WEEKDAYS
from bot.domain.wording import shortened

_RHYTHM = frozenset({
    "day", "days", "week", "weeks", "fortnight", "fortnights", "month", "months", "quarter",
    "year", "years", "weekday", "weekdays", "morning", "afternoon", "other", "second", "third",
    "last", "first", *NUMBERS, *WEEKDAYS,
}) - {"a", "an"}  # fmt: skip
_ADVERBS = frozenset({
    "daily", "weekly", "fortnightly", "biweekly", "bi-weekly", "monthly", "bimonthly", "quarterly",
    "yearly", "annually",
})  # fmt: skip
_AFTER_ADVERB = frozenset({"on", "at", "from", "every", "for", "in", "until", "till", "starting"})
_NUMBER = re.compile(r"\d+(st|nd|rd|th)?")
_DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.]\d{1,2}([/.]\d{2,4})?")


def refuse_series(text: str) -> None:
    """NotYet where the words tell of more than one date."""
    typed = [word.rstrip(".,;") for word in text.split()]
    plain = [word.lower() for word in typed]
    for index, word in enumerate(plain):
        following = plain[index + 1 : index + 3]
        if _starts_series(word, following):
            said = " ".join(typed[index : index + 3])
            raise NotYet(
                f"Not yet: a series (“{shortened(said, 60)}”) is still to come. Please schedule "
                "one date at a time. If these words belong to the title, the form takes them: "
                "type /dialogue schedule alone."
            )


def _starts_series(word: str, following: list[str]) -> bool:
    first = following[0] if following else ""
    if word in ("every", "each"):
        return first in _RHYTHM or _NUMBER.fullmatch(first) is not None
    if word in ("until", "till"):
        named = first in MONTHS or first in WEEKDAYS or _DAY.fullmatch(first) is not None
        return named or (
            _NUMBER.fullmatch(first) is not None and any(w in MONTHS for w in following[1:])
        )
    return word in _ADVERBS and (not first or first in _AFTER_ADVERB or first in WEEKDAYS)
