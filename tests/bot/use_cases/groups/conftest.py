"""The small network, in an open transaction."""

import pytest

from tests.bot.use_cases.groups.hall import AMARA, settle_in


@pytest.fixture
def hall(work):
    return settle_in(work)


@pytest.fixture
def group(hall):
    """Technology, which Amara chairs."""
    return hall.set_up(chairs=(AMARA,)).group
