"""Days of feasts, counted from the calendar."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter

from bot.dates.meaning.counting import DAY, WEEK, Days, Today, nth_weekday, once_a_year
from bot.dates.meaning.days import Day
from bot.domain.wording import spell_day
from bot.languages import N_, _


def _on(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _easter(days: int, method: Literal[1, 2, 3] = EASTER_WESTERN) -> Callable[[int], date]:
    return lambda year: easter(year, method) + days * DAY


def _thanksgiving(days: int) -> Callable[[int], date]:
    return lambda year: nth_weekday(year, 11, 3, 4) + days * DAY


def safer_internet_day(year: int) -> date:
    """The Tuesday of the second week of February; its first week is that of a working day."""
    first = date(year, 2, 1)
    monday = first - timedelta(days=first.weekday())
    return monday + 8 * DAY + (WEEK if first.weekday() > 4 else timedelta())


FEASTS: dict[str, tuple[Callable[[int], date], str]] = {
    N_("Christmas"): (_on(12, 25), "christmas; christmas day; xmas"),
    N_("Christmas Eve"): (_on(12, 24), "christmas eve"),
    N_("Boxing Day"): (_on(12, 26), "boxing day"),
    N_("New Year"): (_on(1, 1), "new year; new year's; new year's day; the new year"),
    N_("New Year's Eve"): (_on(12, 31), "new year's eve"),
    N_("Easter"): (_easter(0), "easter; easter sunday"),
    N_("Easter Monday"): (_easter(1), "easter monday"),
    N_("Orthodox Easter"): (_easter(0, EASTER_ORTHODOX), "orthodox easter"),
    N_("Good Friday"): (_easter(-2), "good friday"),
    N_("Maundy Thursday"): (_easter(-3), "maundy thursday"),
    N_("Palm Sunday"): (_easter(-7), "palm sunday"),
    N_("Ash Wednesday"): (_easter(-46), "ash wednesday"),
    N_("Shrove Tuesday"): (_easter(-47), "shrove tuesday; pancake day; mardi gras"),
    N_("Ascension Day"): (_easter(39), "ascension day"),
    N_("Pentecost"): (_easter(49), "whitsun; pentecost"),
    N_("Whit Monday"): (_easter(50), "whit monday"),
    N_("Thanksgiving"): (_thanksgiving(0), "thanksgiving"),
    N_("Black Friday"): (_thanksgiving(1), "black friday"),
    N_("Cyber Monday"): (_thanksgiving(4), "cyber monday"),
    N_("Giving Tuesday"): (_thanksgiving(5), "giving tuesday"),
    N_("Halloween"): (_on(10, 31), "halloween"),
    N_("Valentine's Day"): (_on(2, 14), "valentine's day"),
    N_("May Day"): (_on(5, 1), "may day"),
    N_("Bastille Day"): (_on(7, 14), "bastille day"),
    N_("Safer Internet Day"): (safer_internet_day, "safer internet day"),
    N_("St Patrick's Day"): (_on(3, 17), "st patrick's day"),
}
"""Each feast's day in a year, as the western churches and most states count it; what is typed."""


@dataclass(frozen=True, slots=True)
class Feast(Day):
    """ "Christmas", "Good Friday": by its name in FEASTS."""

    name: str
    year: int | None = None

    def days(self, today: Today) -> Days:
        on = FEASTS[self.name][0]
        if self.year is not None:
            why = _("{feast} is counted from the calendar.", feast=_(self.name))
            return Days((on(self.year),), why, ask=True)
        coming = once_a_year(on, today.day).days
        why = _("{feast} is on {day}.", feast=_(self.name), day=spell_day(coming[0]))
        return Days(coming, why, ask=True)
