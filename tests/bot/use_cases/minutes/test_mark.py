"""Messages show what they should: through limits, and never twice where one try was refused."""

import asyncio

import pytest

from bot.domain.errors import PlaceClosed
from bot.use_cases.minutes.look import mark_messages
from tests.bot.use_cases.minutes.desk import LIMITED, ts
from tests.databases import WORKSPACE


class Trying:
    def __init__(self, *troubles):
        self.troubles, self.tried = list(troubles), []

    async def mark(self, channel, ts, on):
        self.tried.append((ts, on))
        trouble = self.troubles.pop(0) if self.troubles else None
        if trouble is not None:
            raise trouble


def marking(desk, threads):
    async def pause(seconds):
        desk.pauses.append(seconds)

    asyncio.run(mark_messages(WORKSPACE, desk.database, threads, pause))
    return threads.tried


def want(desk, second, wanted):
    desk.write(lambda town: town.work.minutes.want_mark("C0TECH", ts(second), wanted))


def test_it_is_put_once_and_taken_away_when_nothing_is_marked_any_more(desk):
    want(desk, 1, True)
    assert marking(desk, Trying()) == [(ts(1), True)]
    assert marking(desk, Trying()) == []
    want(desk, 1, False)
    assert marking(desk, Trying()) == [(ts(1), False)]
    want(desk, 2, False)
    assert marking(desk, Trying()) == [], "what never showed it needs nothing"


@pytest.mark.parametrize(
    ("trouble", "tries", "pauses"),
    [(LIMITED, 2, [30.0]), (PlaceClosed("message_not_found"), 1, [])],
    ids=["limited", "gone"],
)
def test_a_limit_is_waited_for_and_a_refusal_is_not_asked_again(desk, trouble, tries, pauses):
    want(desk, 1, True)
    assert len(marking(desk, Trying(trouble))) == tries
    assert desk.pauses == pauses
    assert marking(desk, Trying()) == []
