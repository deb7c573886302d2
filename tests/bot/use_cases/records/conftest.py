"""The small network with records of October."""

import pytest

from tests.bot.use_cases.records.october import fill


@pytest.fixture
def filled(network):
    return fill(network)
