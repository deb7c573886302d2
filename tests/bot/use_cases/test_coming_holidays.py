"""The days of public holidays that are named."""

from datetime import date

import pytest

from bot.use_cases.coming_holidays import coming_holidays
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
    assert coming_holidays(name, countries, KEPT, TODAY) == days
