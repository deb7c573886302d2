"""The desk with the routes of dialogues, on SQLite in memory."""

import pytest

from tests.handlers.slack.features.dialogues.door import Door


@pytest.fixture
def door(database_sqlite):
    return Door(database_sqlite)
