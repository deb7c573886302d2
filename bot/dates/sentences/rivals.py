"""Guards against a second date, time, length or rhythm that is left in the title."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.dates.answers import Way, refusal, refused
from bot.dates.chart.cover import Clause, Cover, Fill, Place, Stands
from bot.dates.chart.fold import KEEP
from bot.dates.meaning.combined import Feast
from bot.dates.meaning.days import CalendarDay, Day
from bot.dates.meaning.hours import Zone, readable, zones_of
from bot.dates.sentences.shared import WHEN, Typed, asks
from bot.dates.tables.clauses import tails
from bot.dates.tables.rhythm import Rhythm, phrase
from bot.dates.tables.series import Times
from bot.languages import N_, _

_NEVER = datetime.max.replace(tzinfo=UTC)
_OR = ("", "or", "alternatively", "and", "then", "plus")
"""Words between two dates where one is meant."""

_ALONE = {
    Place.LENGTH: N_("There are two lengths in this. Please give one."),
    Place.AUDIENCE: N_("Two audiences are named in this. Please name one."),
    Place.LINK: N_("There are two links in this. Please give one."),
    Place.ZONE: N_("Two time zones are named in this. Please name one."),
}


def guard_rivals(typed: Typed) -> None:
    """Stopped where words that are left could fill a place as well as those that do."""
    guard_alone(typed)
    other = rival(typed, Place.DAY)
    first = other or rival(typed, Place.TIME)
    if first is None:
        return
    ours = typed.filling(WHEN)
    theirs = typed.without(ours).filling(WHEN) or _before_mark(typed)
    if first not in theirs:
        theirs = [first, *(c for c in theirs if c.first == first.last)]
    if theirs[-1].last == ours[0].first and _says_the_same(typed, theirs):
        return
    what = N_("There are two dates in this: “{one}” and “{two}”.")
    if other is None:
        what = N_("There are two times in this: “{one}” and “{two}”.")
    what = _(what, one=typed.shown(ours), two=typed.shown(theirs))
    third = typed.without([*ours, *theirs]) if typed.is_long else None
    if third and third.cover.has(Place.DAY, Place.TIME):
        raise refused(f"{what} {_('Please give one.')}")
    places = frozenset().union(*(c.places for c in theirs))
    instead = [c for c in ours if not c.places.isdisjoint(places)]
    sides = _without(typed, theirs, ours), _without(typed, instead, theirs)
    ways = [way for side in sides for way in typed.ways_of(side)]
    ways = list({way.reading or way.text: way for way in reversed(ways)}.values())
    ways.sort(key=lambda way: way.reading.at if way.reading else _NEVER)
    if not ways:
        raise refused(f"{what} {_('Please give one.')}")
    which = _("Which is it?")
    if KEEP in "".join(sides):
        which = _("Which is it? The other words stay in the title.")
    raise asks(f"{what} {which}", ways)


def _says_the_same(typed: Typed, others: list[Clause]) -> bool:
    """Whether words right before the date name the same day: "tomorrow, 30 November". Or a feast,
    which is title: "Planning Christmas on 30 November"."""
    day = others[0].get(Place.DAY)
    if len(others) > 1 or others[0].places != {Place.DAY} or isinstance(day, CalendarDay):
        return False
    if isinstance(day, Feast):
        return True
    today, readings = typed.frame.today(), typed.chosen().readings
    return isinstance(day, Day) and any(day.covers(r.wall.date(), today) for r in readings)


def guard_alone(typed: Typed) -> None:
    """Stopped for a second length, audience, link or zone."""
    for place, words in _ALONE.items():
        mine = typed.cover.clause(place)
        other = rival(typed, place)
        if mine and other and mine.get(place) != other.get(place):
            raise refusal(words)


def without_repeats(typed: Typed) -> Typed:
    """Without words that say a length, audience, link or zone once more: "10:00-11:00 (60 min)"."""
    found = (rival(typed, place) for place in _ALONE)
    again = [replace(c, fill=Fill(((Place.FILLER, ""),), c.fill.stands)) for c in found if c]
    return replace(typed, cover=Cover((*typed.cover.clauses, *again))) if again else typed


def guard_zones(typed: Typed) -> None:
    """Stopped where "KST" or "Korea time" is left in the title, and no zone is named."""
    if not typed.cover.has(Place.TIME) or typed.cover.has(Place.ZONE):
        return
    every = [c for i in typed.left for c in typed.sentence.clauses("lone_zone", i)[:1]]
    every = [c for c in every if c.last - c.first > 1 or typed.shown([c]).isupper()]
    if not every:
        return
    named: Zone = every[0].get(Place.ZONE)
    without = " ".join(typed.replaced(every[:1], "").split())
    said = {key: f"{without} in {key}" for key in zones_of(named, "").keys}
    ways = [way for text in said.values() for way in typed.ways_of(text)]
    ways = ways or [Way(key, text) for key, text in said.items()]
    words = _("Is “{shown}” the time zone, or part of the title?", shown=typed.shown(every[:1]))
    raise asks(words, (*ways, typed.as_title(every)))


def rival(typed: Typed, place: Place) -> Clause | None:
    """A clause that is left and would fill a place, were it not filled."""
    mine = typed.cover.clause(place)
    if mine is None:
        return None
    kind, left, taken = typed.kind, typed.left, typed.taken
    found: list[Clause] = []
    if any(place in c.places for c in typed.found(kind, at=left)):
        barred = typed.filling(WHEN) if place in WHEN else [mine]
        found += typed.without(barred).filling([place])
        found += _before_mark(typed) if place in WHEN else []
    for clause in typed.cover.clauses:
        if clause.last in left:
            for tail in tails(kind, clause.places):
                found += typed.sentence.clauses(tail, clause.last)
            joins = typed.sentence.plain(clause.last) in ("and", "&", "plus")
            if joins and clause.last + 1 < len(typed.sentence.words):
                found += typed.sentence.clauses(kind, clause.last + 1)
    return next(
        (
            other
            for other in found
            if place in other.places
            and taken.isdisjoint(range(other.first, other.last))
            and _ends(typed, other)
        ),
        None,
    )


def _before_mark(typed: Typed) -> list[Clause]:
    """The clauses of a date that only a dash or "&" parts from the one that is read."""
    sentence, end = typed.sentence, typed.filling(WHEN)[0].first - 1
    if end < 1 or not sentence.is_mark(end):
        return []
    before = Typed.of(sentence.text[: sentence.words[end - 1][1]], typed.kind, typed.frame)
    found = before.filling(WHEN)
    return found if found and found[-1].last == end else []


def _ends(typed: Typed, clause: Clause) -> bool:
    """Whether a part of the sentence ends with it, or a clause of any kind follows."""
    last, sentence = clause.last, typed.sentence
    if sentence.ends_part(last) or sentence.is_mark(last):
        return True
    if clause.fill.stands is not Stands.BARE and sentence.plain(last) in _OR:
        return True
    kinds = (typed.kind, *tails(typed.kind, clause.places))
    return any(sentence.clauses(other, last) for other in kinds)


def _without(typed: Typed, others: list[Clause], kept: list[Clause]) -> str:
    """The sentence with one of two dates. The other goes where it is beside a clause, or only "or"
    stands between the two; among words of the title it stays there."""
    first, last = min(c.first for c in others), max(c.last for c in others)
    begin, end = min(c.first for c in kept), max(c.last for c in kept)
    between = range(last, begin) if last <= begin else range(end, first)
    stay = [c for c in (*kept, *typed.cover.clauses) if c not in others]
    beside = any(c.last == first or c.first == last for c in stay)
    if any(typed.sentence.plain(index).strip("/-|+&") not in _OR for index in between):
        return typed.replaced(others if beside else [], "", keep=[] if beside else others)
    gone = [Clause(index, index + 1, others[0].fill) for index in between]
    return typed.replaced([*others, *gone], "")


def guard_every(typed: Typed) -> None:
    """Stopped for one date where "every day" or "weekly" is left in the title."""
    for index in typed.left:
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
            question = _(
                "I can't tell whether “{shown}” says how often or is part of the title."
                " Please put how often behind the title, for example “every 2 weeks on"
                " Tuesday at 14:00 until 30 Jun 2027”; or use the form, which takes any"
                " title.",
                shown=typed.shown([clause]),
            )
            raise asks(question, (typed.as_title([clause]),))


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
    for clause in (other, mine):
        readable(clause.get(Place.RHYTHM))
    if other.last - other.first > 1:  # "weekly" may be a word of the title
        raise typed.refusal(
            "“{one}” and “{two}” are two series. Please schedule them one by one.",
            one=typed.shown([mine]),
            two=typed.shown([other]),
        )
