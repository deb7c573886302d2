"""The public holidays of countries: known, named in English, loaded when first asked for."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest

from bot.domain.countries_and_languages import COUNTRIES
from bot.languages import speaking
from handlers.public_holidays import PublicHolidays


@pytest.fixture(scope="module")
def holidays():
    return PublicHolidays()


@pytest.mark.parametrize(
    ("country", "day", "name"),
    [
        ("FJ", date(2026, 10, 10), "Fiji Day"),
        ("FR", date(2026, 7, 14), "National Day"),
        ("GB", date(2026, 12, 28), "Boxing Day (observed)"),
        ("KR", date(2026, 9, 25), "Chuseok"),
        ("IE", date(2027, 3, 17), "Saint Patrick's Day"),
        ("GB", date(2026, 12, 29), None),
        ("GB", date(2027, 3, 17), None),
    ],
)
def test_what_a_country_keeps(holidays, country, day, name):
    assert holidays.on(country, day) == name


@pytest.mark.parametrize(
    ("country", "day", "name"),
    [
        ("FR", date(2026, 5, 1), "Fête du Travail"),
        ("BE", date(2026, 7, 21), "Fête nationale"),
        ("GB", date(2026, 12, 25), "Noël"),
        ("IE", date(2026, 4, 6), "Lundi de Pâques"),
        ("NZ", date(2026, 1, 1), "Jour de l’an"),
        ("KR", date(2026, 9, 25), "Chuseok"),
    ],
)
def test_a_name_is_of_the_language_that_is_spoken_where_the_library_has_it(
    holidays, country, day, name
):
    english = holidays.on(country, day)
    with speaking("fr"):
        assert holidays.on(country, day) == name
    assert holidays.on(country, day) == english


def test_the_days_of_a_part_of_a_country_are_not_everyones(holidays):
    assert holidays.on("GB", date(2026, 11, 30)) is None, "Saint Andrew's Day is Scotland's"


def test_an_unknown_country_keeps_none_and_the_log_says_so_once(holidays, caplog):
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(800)]
    assert not any(holidays.on("ZZ", day) for day in days)
    said = [record for record in caplog.records if record.message == "no_holidays_known"]
    assert [record.country for record in said] == ["ZZ"]


@pytest.mark.parametrize("year", [1, 1969, 2101, 9999])
def test_years_of_no_calendar_have_none(holidays, year):
    assert holidays.on("GB", date(year, 12, 25)) is None


def test_every_country_of_the_roster_can_be_asked(holidays):
    for country in COUNTRIES:
        names = [holidays.on(country, date(2026, 1, 1) + timedelta(days=n)) for n in range(365)]
        assert all(name is None or name.strip() for name in names)


def test_many_threads_may_ask_at_once():
    fresh = PublicHolidays()
    with ThreadPoolExecutor(8) as threads:
        found = set(threads.map(lambda _: fresh.on("KR", date(2026, 10, 9)), range(64)))
    assert found == {"Hangul Day"}


def test_the_library_is_loaded_with_the_first_question():
    code = (
        "import sys\n"
        "from datetime import date\n"
        "from handlers.public_holidays import PublicHolidays\n"
        "asked = PublicHolidays()\n"
        "assert 'holidays' not in sys.modules\n"
        "assert asked.on('GB', date(2026, 12, 25)) and 'holidays' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True, timeout=60)
