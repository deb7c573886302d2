"""Due days in typed text: calendar days only, read in the writer's zone."""

from dataclasses import replace
from datetime import date

from bot.dates.answers import Asked, Due, NotUnderstood, Wanted, Way
from bot.dates.meaning.choice import Frame
from bot.dates.sentences import due
from bot.dates.sentences.due import read_recurring_due
from bot.dates.sentences.find import read_span
from bot.domain import Refusal
from bot.domain.search_query import QUOTES
from bot.domain.wording import shortened
from bot.languages import _

STAND_IN = "Zzz "
"""A title in the place of none."""
_NO_RULE = frozenset({"never", "once", "no", "stop", "not", "no more"})
_LED = frozenset({"due", "since", "from", "after", "before", "by", "until", "on", "in"})
_NO_DATE = frozenset({"none", "nothing", "never", "no date", "no due date", "no"})


def find_due(raw: str, frame: Frame) -> Due | Asked:
    """The due day in a sentence, if any, and the sentence without it; Refusal with words."""
    return _understood(read_recurring_due(raw, frame))


def read_due(raw: str, frame: Frame, *, since: date | None = None) -> Due | Asked:
    """The due day that the whole text is, None for "none"; Refusal with words. `since`: the day
    that "a week later" counts from."""
    if " ".join(raw.lower().split()).removeprefix("to ") in _NO_DATE:
        return Due(day=None, title="")
    return _understood(due.read_day(raw, frame, since=since))


def guard_note(words: str, references: str, frame: Frame) -> None:
    """Refusal for a note that is nothing but a day ahead: it may be meant as the due date."""
    if words and not isinstance(due.read_day(words, frame), NotUnderstood):
        raise Refusal(
            "“{words}” is a date and nothing else, so I did nothing. To change when it is due, "
            "type /action due {references} {words}. A note needs more words than a date.",
            words=shortened(words, 80),
            references=references,
        )


def read_rule(raw: str, due_on: date | None, frame: Frame) -> Due | Asked | None:
    """How often, from the due day on, that the whole text says; None for "never"."""
    if " ".join(raw.lower().split()) in _NO_RULE:
        return None
    behind = f" by {due_on.isoformat()}" if due_on else ""
    found = _understood(read_recurring_due(f"{STAND_IN}{raw}{behind}", frame))
    if isinstance(found, Asked):
        ways = (way.text.removeprefix(STAND_IN).removesuffix(behind) for way in found.ways)
        told = zip(found.ways, ways, strict=True)
        return replace(found, ways=tuple(replace(way, text=text) for way, text in told))
    if found.rule is None or found.title.strip() != STAND_IN.strip():
        raise Refusal(
            "I can't read how often. Please write for example every month, every quarter until "
            "30 Jun 2028, every 1 March, or never."
        )
    return found


def ask_about_dates(raw: str, words: str, frame: Frame) -> Asked | None:
    """Asks whether "this week" in `raw`, behind /action list, are words of a title. `words`: those
    that would be; in quotation marks they always are."""
    several = [] if any(mark in words for mark in QUOTES) else words.split()
    for first in range(len(several)):
        span = " ".join(several[first:])
        found = read_span(span, frame)
        dated = isinstance(found, Asked) or (
            isinstance(found, Wanted) and (found.first or found.last or found.ahead)
        )
        while dated and first and several[first - 1].lower() in _LED:
            first -= 1
        span = " ".join(several[first:])
        if dated and raw.count(span) == 1:
            without = " ".join(raw.replace(span, "").split())
            shown = shortened(span, 40)
            return Asked(
                _("I don't list by date. Do you want me to look for “{shown}”?", shown=shown),
                (
                    Way(_("Leave “{shown}” out", shown=shown), without),
                    Way(_("Look for these words"), raw.replace(span, f'"{span}"')),
                ),
            )
    return None


def left_out(besides: str) -> str:
    """A sentence that says which words of a time a due day leaves out; empty without any."""
    if not besides:
        return ""
    told = _("A due date is a whole day, so the time in “{words}” is left out.", words=besides)
    return f" {told}"


def _understood(found: Due | Asked | NotUnderstood) -> Due | Asked:
    if isinstance(found, NotUnderstood):
        raise Refusal(found.told())
    return found
