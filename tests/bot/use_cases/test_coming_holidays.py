"""The days of public holidays that are named."""

from datetime import date

import pytest

from bot.languages import speaking
from bot.use_cases.coming_holidays import ComingHolidays
from handlers.public_holidays import PublicHolidays

TODAY = date(2026, 11, 29)
KEPT = PublicHolidays()


@pytest.mark.parametrize(
    ("name", "countries", "days"),
    [
        ("Australia Day", ["KR", "AU"], {date(2027, 1, 26): ("AU",)}),
        ("seollal", ["KR", "AU"], {date(2027, 2, 7): ("KR",)}),
        ("diwali", ["FJ"], {date(2027, 10, 29): ("FJ",)}),
        (
            "labour day",
            ["US", "ZA", "CA", "FR"],
            {date(2027, 5, 1): ("FR", "ZA"), date(2027, 9, 6): ("CA", "US")},
        ),
        ("Chuseok", ["AU"], {}),
        ("Day", ["KR", "AU"], {}),
    ],
    ids=["one of two", "another name", "estimated", "two days", "not kept", "half a name"],
)
def test_the_next_day_of_each_country(name, countries, days):
    assert ComingHolidays(lambda: countries, KEPT, TODAY)(name) == days


def test_typed_names_are_english_whoever_types_them():
    with speaking("fr"):
        found = ComingHolidays(lambda: ["FR", "GB"], KEPT, TODAY)
        assert found("Labor Day") == {date(2027, 5, 1): ("FR",)}
        assert found("Boxing Day") == {date(2026, 12, 26): ("GB",)}
