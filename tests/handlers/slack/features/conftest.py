"""The small network, in an open transaction."""

import pytest

from tests.bot.use_cases.groups.hall import settle_in


@pytest.fixture
def hall(work):
    return settle_in(work)
