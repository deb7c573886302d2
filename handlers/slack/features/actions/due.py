"""Due days in typed text: calendar days only, read in the writer's zone."""

from datetime import date

from bot.dates.answers import Asked, Due, NotUnderstood
from bot.dates.meaning.choice import Frame
from bot.dates.sentences import due
from bot.domain.errors import Refusal

_NO_DATE = frozenset({"none", "nothing", "never", "no date", "no due date", "no"})


def find_due(raw: str, frame: Frame) -> Due | Asked:
    """The due day in a sentence, if any, and the sentence without it; Refusal with words."""
    return _understood(due.read_due(raw, frame))


def read_due(raw: str, frame: Frame, *, since: date | None = None) -> Due | Asked:
    """The due day that the whole text is, None for "none"; Refusal with words.

    `since`: the day that "a week later" counts from.
    """
    if " ".join(raw.lower().split()).removeprefix("to ") in _NO_DATE:
        return Due(day=None, title="")
    return _understood(due.read_day(raw, frame, since=since))


def left_out(besides: str) -> str:
    """A sentence that says which words of a time a due day leaves out; empty without any."""
    if not besides:
        return ""
    return f" A due date is a whole day, so the time in “{besides}” is left out."


def _understood(found: Due | Asked | NotUnderstood) -> Due | Asked:
    if isinstance(found, NotUnderstood):
        raise Refusal(found.told())
    return found
