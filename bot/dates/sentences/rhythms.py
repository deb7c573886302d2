"""Guards on words that say how often, and are left in a title."""

from bot.dates.answers import Way, refused
from bot.dates.chart.cover import Place
from bot.dates.chart.fold import KEEP
from bot.dates.meaning.hours import Unread
from bot.dates.sentences.rivals import rival
from bot.dates.sentences.shared import Typed, asks
from bot.dates.tables.rhythm import Rhythm, phrase
from bot.dates.tables.series import Times
from bot.languages import _


def guard_every(typed: Typed) -> None:
    """Stopped for one date where "every day" or "weekly" is left in the title."""
    for first, last in typed.blocks():
        for index in range(first, last):
            if typed.sentence.plain(index) not in ("every", "each"):
                continue
            found = [c for c in typed.sentence.clauses("series", index) if Place.RHYTHM in c.places]
            if not found and _is_unread_rhythm(typed, index):
                raise typed.refusal(
                    "I can't read “{shown}” as how often. Please write it plainly, for example"
                    " “every 2 weeks on Tuesday”.",
                    shown=typed.sentence.typed(index, index + 3),
                )
            if found:
                clause = max(found, key=lambda c: c.last)
                raise asks(
                    _(
                        "I can't tell whether “{shown}” says how often or is part of the title."
                        " Please put how often behind the title, for example “every 2 weeks on"
                        " Tuesday at 14:00 until 30 Jun 2027”; or use the form, which takes any"
                        " title.",
                        shown=typed.shown([clause]),
                    ),
                    (typed.as_title([clause]),),
                )


def _is_unread_rhythm(typed: Typed, index: int) -> bool:
    """Whether "every" is one word away from a unit of time or a weekday: "every leap year"."""
    behind = index + 2
    if behind >= len(typed.sentence.words):
        return False
    start = typed.sentence.words[behind][0]
    return any(typed.sentence.chart.at(kind, start) for kind in ("weekday", "unit"))


def guard_counted(typed: Typed) -> None:
    """Stopped for "Phase 6 Tuesdays": six dates, or the sixth phase each week."""
    clause, how = typed.cover.clause(Place.RHYTHM), typed.cover.get(Place.RHYTHM)
    count = clause.get(Place.END) if clause else None
    if clause is None or not isinstance(count, Times) or not isinstance(how, Rhythm):
        return
    often, shown = phrase(how), typed.shown([clause])
    counted = f"{often} {count.number} times"
    kept = typed.replaced([clause], f"{KEEP}{count.number}{KEEP} {often}")
    ways = Way(counted, typed.replaced([clause], counted)), Way(often, kept)
    question = _("Does “{shown}” say how often, or is it part of the title?", shown=shown)
    raise asks(question, (*ways, typed.as_title([clause])))


def guard_rhythms(typed: Typed) -> None:
    """Stopped where a second "every …" is left in the title of a series."""
    mine = typed.cover.clause(Place.RHYTHM)
    other = rival(typed, Place.RHYTHM)
    if mine is None or other is None:
        return
    for how in (other.get(Place.RHYTHM), mine.get(Place.RHYTHM)):
        if isinstance(how, Unread):
            raise refused(how.told())
    if other.last - other.first > 1:  # "weekly" may be a word of the title
        raise typed.refusal(
            "“{one}” and “{two}” are two series. Please schedule them one by one.",
            one=typed.shown([mine]),
            two=typed.shown([other]),
        )
