"""The small network of dialogues again, with D1 of an hour in Technology."""

import pytest

from tests.bot.use_cases.agendas.table import Table
from tests.bot.use_cases.dialogues.town import settle_in


@pytest.fixture
def table(work):
    town = settle_in(work)
    town.schedule()
    return Table(town)
