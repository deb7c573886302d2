"""Where and when, in words: the local starts of organisations, those with one zone together."""

from collections.abc import Iterable
from itertools import groupby

from bot.domain import Dialogue
from bot.domain.notifications import LocalStart
from bot.domain.wording import count, listed, listed_some, set_apart, spell_weekday
from bot.domain.zones import to_wall
from bot.languages import ENGLISH, N_, _, language_now
from bot.use_cases.dialogues.rules.invited import is_night, is_weekend

MOST_PLACES = 12
_MOST_NAMES = 6
_DAYS_OFF = {1: N_("{clock} next day"), -1: N_("{clock} the day before")}


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

    `starts` come sorted, those of one zone side by side. `any_day`: it is for dates on other
    days of the week as well, so none is named.
    """
    words = []
    for _key, together in groupby(starts, key=lambda start: (start.zone, start.holiday)):
        here = list(together)
        names = listed_some([set_apart(start.organisation) for start in here], _MOST_NAMES)
        when, city = _time_at(dialogue, here[0], any_day=any_day), city_name(here[0].zone)
        words.append(_("{when} in {city} ({names})", when=when, city=city, names=names))
    return words


def out_of_hours_words(
    dialogue: Dialogue, starts: Iterable[LocalStart], *, any_day: bool = False
) -> str:
    """ "Out of hours: 23:00 in Seoul (KCSC), the weekend in Dublin."; nothing for office hours.

    Nights come with their hour and who pays; where it is only the weekend or a public holiday,
    the city is enough. `any_day`: as for `place_words`.
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
        day = spell_weekday(local.weekday())
        when = _("{clock} on {weekday}", clock=start.clock, weekday=day)
    return f"{when}, {start.holiday}," if start.holiday else when
