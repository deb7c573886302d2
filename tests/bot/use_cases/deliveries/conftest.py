"""`post`: everything that can be owed in Technology, to ask why."""

import pytest

from tests.bot.use_cases.deliveries.post import Post


@pytest.fixture
def post(work):
    return Post(work)
