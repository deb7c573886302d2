"""`town`: the small network of the dialogues' tests in an open transaction."""

import pytest

from tests.bot.use_cases.dialogues.town import settle_in


@pytest.fixture
def town(work):
    return settle_in(work)
