import pytest

from tests.bot.use_cases.minutes.desk import Desk


@pytest.fixture
def desk(database_sqlite):
    return Desk(database_sqlite)
