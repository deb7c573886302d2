"""The town, in an open transaction, with the verbs of decisions."""

import pytest

from tests.bot.use_cases.decisions.chamber import settle_in


@pytest.fixture
def chamber(work):
    return settle_in(work)
