"""Series in words."""

from datetime import date, time

import pytest

from bot.domain.recurrence import Frequency, Slot, occurrence
from bot.domain.recurrence_words import ordinal, spell_length, spell_note, spell_rule
from bot.languages import speaking
from tests.bot.domain.test_recurrence import series

LONDON = Slot(clock=time(14), zone="Europe/London")
BY_DATE, BY_WEEKDAY = Frequency.MONTHLY_BY_DATE, Frequency.MONTHLY_BY_WEEKDAY


@pytest.mark.parametrize(
    ("first", "rule", "words"),
    [
        (
            date(2026, 12, 8),
            {"interval": 2, "until": date(2027, 6, 30)},
            "every 2 weeks on Tuesday at 14:00 (Europe/London), until Wednesday 30 June 2027",
        ),
        (date(2026, 12, 8), {}, "every week on Tuesday at 14:00 (Europe/London)"),
        (
            date(2026, 12, 8),
            {"frequency": Frequency.DAILY, "count": 10},
            "every day at 14:00 (Europe/London), 10 times",
        ),
        (
            date(2026, 12, 8),
            {"frequency": Frequency.DAILY, "interval": 3, "count": 1},
            "every 3 days at 14:00 (Europe/London), once",
        ),
        (
            date(2026, 12, 25),
            {"frequency": BY_WEEKDAY, "ordinal": -1},
            "every month on the last Friday at 14:00 (Europe/London)",
        ),
        (
            date(2026, 12, 8),
            {"frequency": BY_WEEKDAY, "ordinal": 2, "interval": 3},
            "every 3 months on the 2nd Tuesday at 14:00 (Europe/London)",
        ),
        (
            date(2026, 12, 28),
            {"frequency": BY_DATE},
            "every month on the 28th at 14:00 (Europe/London)",
        ),
        (
            date(2026, 12, 31),
            {"frequency": BY_DATE, "count": 4},
            "every month on the 31st at 14:00 (Europe/London), 4 times. "
            "Months without a 31st are left out",
        ),
    ],
)
def test_a_rule_in_words(first, rule, words):
    assert spell_rule(series(first, (LONDON,), **rule)) == words


def test_slots_that_take_turns():
    slots = (LONDON, Slot(clock=time(8), zone="Europe/London"), Slot(clock=time(9), zone="UTC"))
    assert spell_rule(series(slots=slots)) == (
        "every week on Tuesday at 14:00, 08:00 (Europe/London) and 09:00 (UTC) in turn"
    )


def test_what_clocks_do():
    slot = Slot(clock=time(1, 30), zone="Europe/London")
    assert spell_note(occurrence(date(2026, 3, 29), slot)) == (
        "On Sunday 29 March 2026 01:30 does not exist in Europe/London; it begins at 02:30."
    )
    assert spell_note(occurrence(date(2026, 10, 25), slot)) == (
        "On Sunday 25 October 2026 01:30 comes twice in Europe/London; it begins at the first."
    )
    assert spell_note(occurrence(date(2026, 10, 26), slot)) == ""


def test_a_missing_hour_before_midnight_is_on_the_next_day():
    slot = Slot(clock=time(23, 30), zone="America/Scoresbysund")
    assert spell_note(occurrence(date(2027, 3, 27), slot)) == (
        "On Saturday 27 March 2027 23:30 does not exist in America/Scoresbysund; "
        "it begins at 00:30 on Sunday 28 March 2027."
    )


def test_how_long_it_is():
    assert spell_length(series()) == "no end is set"
    assert spell_length(series(count=3)) == "3 dates until Tuesday 22 December 2026"
    assert spell_length(series(until=date(2026, 12, 14))) == "1 date until Tuesday 8 December 2026"


@pytest.mark.parametrize(
    ("number", "word"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (13, "13th"), (22, "22nd"),
     (31, "31st"), (112, "112th")],
)  # fmt: skip
def test_ordinals(number, word):
    assert ordinal(number) == word


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (
            {"until": date(2027, 6, 30), "several": ("MO", "TH")},
            "chaque semaine le lundi et le jeudi à 14:00 (Europe/London), jusqu’au mercredi "
            "30 juin 2027",
        ),
        (
            {"frequency": BY_DATE, "several": ("1", "31"), "count": 3},
            "chaque mois le 1er et le 31 à 14:00 (Europe/London), 3 fois. "
            "Les mois sans 31 sont omis",
        ),
        (
            {"frequency": BY_WEEKDAY, "interval": 2, "ordinal": 1, "several": ("1TU", "-1TU")},
            "tous les 2 mois le 1er et le dernier mardi à 14:00 (Europe/London)",
        ),
    ],
    ids=["weekdays", "days of the month", "weekdays of the month"],
)
def test_a_rule_in_french(rule, words):
    with speaking("fr"):
        assert spell_rule(series(first=date(2026, 12, 1), slots=(LONDON,), **rule)) == words
