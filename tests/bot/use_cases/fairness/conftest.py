"""The small network of dialogues again, in an open transaction; its calendar has one holiday."""

from datetime import date

import pytest

from tests.bot.use_cases.dialogues.town import settle_in
from tests.databases import WORKSPACE, sqlite_in_memory

HANGUL_DAY = date(2026, 12, 9)
"""Moved into the weeks that the tests look at."""


class Calendar:
    def on(self, country, day):
        return "Hangul Day" if (country, day) == ("KR", HANGUL_DAY) else None


@pytest.fixture
def town():
    database = sqlite_in_memory(holidays=Calendar())
    with database.transaction(WORKSPACE) as work:
        yield settle_in(work)
    database.dispose()
