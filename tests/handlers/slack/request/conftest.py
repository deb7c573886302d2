"""The small network with its group set up, in an open transaction."""

import pytest

from tests.bot.use_cases.groups.hall import settle_in


@pytest.fixture
def hall(work):
    hall = settle_in(work)
    hall.set_up()
    return hall
