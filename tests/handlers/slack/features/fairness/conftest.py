"""The desk on SQLite in memory, with the small network of dialogues behind it."""

import pytest

from tests.handlers.slack.features.dialogues.door import Door


@pytest.fixture
def door(database_sqlite):
    return Door(database_sqlite)
