"""The desk, at which decisions are recorded."""

import pytest

from tests.handlers.slack.features.dialogues.door import Door
from tests.network import AMARA, DIRECT, ZOE, channel


@pytest.fixture
def door(database_sqlite):
    at_the_door = Door(database_sqlite)
    at_the_door.directory.channels[DIRECT] = channel(DIRECT, {AMARA, ZOE}, is_direct=True)
    return at_the_door


@pytest.fixture
def record(door):
    """Record a decision in Technology, with the form's fields."""

    def record(user_id, title="Use the shared hash list", **fields):
        form = door.say(user_id, "/decision record").view
        answer = door.submit(user_id, form, title=title, **fields)
        assert answer.errors is None, answer.errors
        return answer

    return record
