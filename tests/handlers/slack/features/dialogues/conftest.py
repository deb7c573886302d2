"""The desk with the routes of dialogues, on SQLite in memory."""

import pytest

from tests.bot.use_cases.dialogues.town import LIAM
from tests.handlers.slack.features.dialogues.door import SCHEDULE, SERIES, Door


@pytest.fixture
def door(database_sqlite):
    return Door(database_sqlite)


@pytest.fixture
def scheduled(door):
    """D1 on 8 December."""
    door.say(LIAM, SCHEDULE)
    return door


@pytest.fixture
def planned(door):
    """A fortnightly series D1 to D16, a weekly one without end D17 to D74, and D75 alone."""
    door.say(LIAM, SERIES)
    door.say(LIAM, "/dialogue schedule Board every Tuesday 10:00")
    door.say(LIAM, "/dialogue schedule Roundtable on 1 Dec 14:00")
    return door
