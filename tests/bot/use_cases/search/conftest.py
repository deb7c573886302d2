"""The small network, in an open transaction."""

import pytest

from tests.bot.use_cases.practices.network import settle_in


@pytest.fixture
def network(work):
    return settle_in(work)
