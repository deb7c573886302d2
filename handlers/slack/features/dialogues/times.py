"""When a dialogue is: the local start of each organisation; the rule of a series, its next dates,
and what clocks and nights do to it."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from itertools import groupby

from bot.domain import Dialogue, Organisation, Series
from bot.domain.notifications import LocalStart
from bot.domain.recurrence import Frequency
from bot.domain.recurrence_words import spell_length, spell_note, spell_rhythm, spell_rule
from bot.domain.wording import (
    count,
    listed,
    listed_some,
    set_apart,
    spell_day,
    spell_offset,
    spell_weekday,
)
from bot.domain.zones import to_wall
from bot.languages import ENGLISH, N_, Nn_, _, _n, _p, language_now
from bot.use_cases.dialogues.rules.invited import is_night, is_weekend, out_of_hours
from handlers.slack.kit import blocks as kit

MOST_PLACES = 12
_MOST_NAMES = 6
_DAYS_OFF = {1: N_("{clock} next day"), -1: N_("{clock} the day before")}
MOST_LINES = 6
"""Of what changes over the year: more would hide what is said beside it."""
MOST_WEEKENDS = 3
_MOST_NOTES = 3
_YEAR, _FORTNIGHT = 366, 14
_MORE_SUCH = Nn_("And {number} more such dates.", "And {number} more such dates.")
_STAYS = {
    (False, False): N_(
        "It stays at {time} in {place}, where clocks do not change; elsewhere hours can shift."
    ),
    (False, True): N_(
        "When clocks change, it stays at {time} in {place}; elsewhere hours can shift."
    ),
    (True, False): N_(
        "Its times stay as they are in {place}, where clocks do not change; elsewhere hours can "
        "shift."
    ),
    (True, True): N_(
        "When clocks change, its times stay as they are in {place}; elsewhere hours can shift."
    ),
}
"""By whether it has several times, and whether clocks change where it is planned."""
_OUT = {
    (False, False): N_("Out of hours: {places}."),
    (False, True): N_("Out of hours from {day}: {places}."),
    (True, False): N_("Out of hours at {time} in {city}: {places}."),
    (True, True): N_("Out of hours at {time} in {city} from {day}: {places}."),
}
"""By whether it has several times, and whether places change over the year."""


def city_name(zone: str) -> str:
    """ "London" or "Londres" of "Europe/London", "Buenos Aires" of "America/.../Buenos_Aires"."""
    if language_now() != ENGLISH and "/" in zone:
        from babel.dates import get_timezone_location  # only where another language is spoken

        return str(get_timezone_location(zone, locale=language_now(), return_city=True))
    return zone.rpartition("/")[2].replace("_", " ")


def place_words(
    dialogue: Dialogue, starts: Iterable[LocalStart], *, any_day: bool = False
) -> list[str]:
    """ "23:00 in Seoul (KCSC)", "01:00 next day in Sydney (eSafety)", a place a line.

    `starts` come sorted, those of one zone side by side. `any_day`: it is for dates on other days
    of the week as well, so none is named.
    """
    words = []
    for _key, together in groupby(starts, key=lambda start: (start.zone, start.holiday)):
        here = list(together)
        names = listed_some([set_apart(start.organisation) for start in here], _MOST_NAMES)
        when = _time_at(dialogue, here[0], any_day=any_day)
        city = city_name(here[0].zone)
        words.append(_("{when} in {city} ({names})", when=when, city=city, names=names))
    return words


def out_of_hours_words(
    dialogue: Dialogue, starts: Iterable[LocalStart], *, any_day: bool = False
) -> str:
    """ "Out of hours: 23:00 in Seoul (KCSC), the weekend in Dublin."; nothing for office hours.

    Nights come with their hour and who pays; where it is only the weekend or a public holiday, the
    city is enough. `any_day`: as for `place_words`.
    """
    places = out_of_hours_places(dialogue, starts, any_day=any_day)
    return _("Out of hours: {places}.", places=", ".join(places)) if places else ""


def out_of_hours_places(
    dialogue: Dialogue, starts: Iterable[LocalStart], *, any_day: bool = False
) -> list[str]:
    """ "23:00 in Seoul (KCSC)", and others, few enough to be read."""
    unsocial = tuple(starts)
    nights = [s for s in unsocial if is_night(to_wall(dialogue.starts_at, s.zone))]
    places = place_words(dialogue, nights, any_day=any_day)
    days = [s for s in unsocial if s not in nights]
    weekend = dict.fromkeys(
        city_name(s.zone) for s in days if is_weekend(to_wall(dialogue.starts_at, s.zone))
    )
    if (left := len(places) - MOST_PLACES) > 0:
        places = [*places[:MOST_PLACES], count(left, "more place", "more places")]
    places += _holidays([s for s in days if city_name(s.zone) not in weekend])
    if weekend:
        places.append(_("the weekend in {cities}", cities=listed(list(weekend))))
    return places


def _holidays(starts: Iterable[LocalStart]) -> list[str]:
    """ "Christmas Day in Dublin and London", a holiday an entry."""
    kept: dict[str, list[str]] = {}
    for start in starts:
        cities = kept.setdefault(start.holiday or _("a public holiday"), [])
        if city_name(start.zone) not in cities:
            cities.append(city_name(start.zone))
    return [
        _("{holiday} in {cities}", holiday=holiday, cities=listed(cities))
        for holiday, cities in kept.items()
    ]


def _time_at(dialogue: Dialogue, start: LocalStart, *, any_day: bool) -> str:
    """The clock, and what is needed to know which day that is."""
    when = start.clock
    if start.days_off in _DAYS_OFF:
        when = _(_DAYS_OFF[start.days_off], clock=when)
    local = to_wall(dialogue.starts_at, start.zone)
    if is_weekend(local) and not any_day:
        when = _("{clock} on {weekday}", clock=start.clock, weekday=spell_weekday(local.weekday()))
    return f"{when}, {start.holiday}," if start.holiday else when


def rhythm_words(series: Series) -> str:
    """ "↻ every 2 weeks on Tuesday": the mark of an occurrence."""
    return f"↻ {spell_rhythm(series.rule, series.first)}"


def rule_line(series: Series, words: str = "") -> kit.Element:
    """The rule as a sentence, or in `words`: a sentence from `_` whose {rule} is not filled in."""
    rule = spell_rule(series)
    return kit.line(words.format(rule=rule) if words else f"{with_capital(rule)}.")


def length_words(series: Series) -> str:
    """ "26 dates until Tuesday 29 June 2027.": what the rule in words, before it, leaves open."""
    rule, last = series.rule, series.last
    if last is not None and rule.count is not None:
        return _("The last is on {day}.", day=spell_day(last)) if rule.count > 1 else ""
    if last is not None and rule.until == last:
        dates = sum(1 for _day in rule.dates(series.first))
        return _n("{number} date until then.", "{number} dates until then.", dates)
    return f"{with_capital(spell_length(series))}."


def series_blocks(
    series: Series | None, words: str, following: Sequence[Dialogue]
) -> list[kit.Block]:
    """Its rule in `words` (see `rule_line`), how long it goes on, and the next dates if any."""
    if series is None:
        return []
    dates = [kit.line(kit.bold(_p("the next dates", "Next"))), dates_line(following)]
    lines = [rule_line(series, words), kit.line(length_words(series))]
    return [kit.rich(*lines, *(dates if following else []))]


def dates_line(dialogues: Iterable[Dialogue]) -> kit.Element:
    """Each in the reader's own time."""
    return kit.bullets(kit.line(kit.moment(d.starts_at, d.zone)) for d in dialogues)


def clock_words(series: Series) -> str:
    """What a change of clocks does: the wall time stays."""
    if len({slot.zone for slot in series.slots}) > 1:
        return _(
            "When clocks change, each of its times stays as it is in its own zone; "
            "elsewhere the local time can shift."
        )
    slot = series.slots[0]
    start = next(iter(series.occurrences(series.first))).starts_at
    days = (timedelta(days=n) for n in range(0, _YEAR, _FORTNIGHT))
    clocks_change = len({spell_offset(start + day, slot.zone) for day in days}) > 1
    words = _STAYS[len(series.slots) > 1, clocks_change]
    place = city_name(slot.zone)
    return _(words, place=place, time=f"{slot.clock:%H:%M}")


def clock_notes(series: Series, dialogues: Sequence[Dialogue]) -> list[str]:
    """Its planned dates on which clocks leave out its hour or show it twice."""
    last = max((d.series_date for d in dialogues if d.series_date), default=series.first)
    found = [words for o in series.occurrences(last) if (words := spell_note(o))]
    more = len(found) - _MOST_NOTES
    return [*found[:_MOST_NOTES], *([_n(*_MORE_SUCH, more)] if more > 0 else [])]


def out_of_hours_lines(
    series: Series, dialogues: Sequence[Dialogue], guests: Sequence[Organisation]
) -> list[str]:
    """Who is out of hours, from which date on where that shifts with the clocks; holidays aside. A
    rhythm whose dates fall on any day of the week says which of them fall on a weekend."""
    found: list[str] = []
    for slot in series.slots:
        its = [d for d in dialogues if (d.wall.time(), d.zone) == (slot.clock, slot.zone)]
        periods = _periods_of(series, its, guests)
        words = _OUT[len(series.slots) > 1, len(periods) > 1]
        where = {"time": f"{slot.clock:%H:%M}", "city": city_name(slot.zone)}
        for first, places in periods:
            day = spell_day(first.wall.date())
            said = places or _("nobody")
            found += [_(words, day=day, places=said, **where)] if places or len(periods) > 1 else []
    more = len(found) - MOST_LINES
    found = [*found[:MOST_LINES], *([_("And so on through the year.")] if more > 0 else [])]
    return found if always_the_same_weekday(series) else [*found, *_weekends(dialogues)]


def always_the_same_weekday(series: Series) -> bool:
    by_weekday = series.rule.frequency in (Frequency.WEEKLY, Frequency.MONTHLY_BY_WEEKDAY)
    return by_weekday and len(series.rule.weekdays) < 2


def _periods_of(
    series: Series, dialogues: Sequence[Dialogue], guests: Sequence[Organisation]
) -> list[tuple[Dialogue, str]]:
    """The first dialogue of each stretch in which the same places are out of hours."""
    periods: list[tuple[Dialogue, str]] = []
    before = None
    any_day = not always_the_same_weekday(series)
    for dialogue in dialogues:
        starts = out_of_hours(dialogue, guests)
        if any_day:
            starts = tuple(s for s in starts if is_night(to_wall(dialogue.starts_at, s.zone)))
        same = tuple((start.zone, start.clock, start.days_off) for start in starts)
        if before != same:
            places = out_of_hours_places(dialogue, starts, any_day=any_day)
            periods.append((dialogue, ", ".join(places)))
        before = same
    return periods


def _weekends(dialogues: Sequence[Dialogue]) -> list[str]:
    """Which dates are a weekend where the time is kept."""
    days = [spell_day(d.wall.date()) for d in dialogues if is_weekend(d.wall)]
    named = days[:MOST_WEEKENDS]
    if (more := len(days) - MOST_WEEKENDS) > 0:
        named.append(_n("{number} more dates", "{number} more dates", more))
    return [_("On a weekend: {named}.", named=listed(named))] if named else []


def with_capital(words: str) -> str:
    return words[:1].upper() + words[1:]
