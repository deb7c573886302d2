"""Whose agenda it is to see, and until when it can change."""

import pytest

from bot.domain.audience import Audience
from bot.domain.errors import NotFound, Refusal
from tests.bot.use_cases.dialogues.town import (
    AMARA,
    DAY,
    HOUR,
    LIAM,
    MINUTE,
    NORA,
    PAT,
    START,
    ZOE,
)


def test_what_may_not_be_seen_is_not_there(table):
    number = table.town.schedule(title="Another", audience=Audience.MEMBERS).number
    for user_id, asked in ((NORA, number), (PAT, number), (ZOE, 1), (LIAM, 99)):
        with pytest.raises(NotFound, match=f"D{asked}"):
            table.suggest("Results", user_id, number=asked)
        with pytest.raises(NotFound, match=f"D{asked}"):
            table.read(user_id, number=asked)


@pytest.mark.parametrize("user_id", [LIAM, AMARA])
def test_it_is_closed_from_the_start_on(table, user_id):
    table.suggest("Just in time", user_id, now=START - MINUTE)
    for now in (START, START + HOUR, START + DAY):
        with pytest.raises(Refusal, match=r"D1 began on .*, so its agenda is closed\."):
            table.suggest("Too late", user_id, now=now)


def test_that_of_a_cancelled_one_is_closed(table):
    table.town.cancel(1, reason="the report is late")
    with pytest.raises(Refusal, match=r"D1 is cancelled: the report is late\. Its agenda"):
        table.suggest("Results")
