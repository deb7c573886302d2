"""A circulated draft: who may correct it, until when, and each correction settled once."""

import asyncio
from datetime import timedelta

import pytest

from bot.domain.errors import NotAllowed, NotFound, NotValid, Refusal
from bot.use_cases.minutes.circulate import (
    SettleCorrection,
    circulate_minutes,
    settle_correction,
    suggest_correction,
)
from tests.bot.use_cases.dialogues.town import AMARA, GRACE, LIAM, NORA, ZOE


@pytest.fixture
def circulated(desk):
    desk.draft()
    asyncio.run(desk.reader().read())
    circulate(desk)
    return desk


def circulate(desk, user_id=AMARA, days=3):
    return desk.write(lambda town: circulate_minutes(1, days, town.by(user_id, desk.now)))


def suggest(desk, user_id=LIAM, was="", should_be="More"):
    return desk.write(
        lambda town: suggest_correction(1, was, should_be, town.by(user_id, desk.now))
    )


def settle(desk, correction, taken=True, user_id=AMARA):
    wish = SettleCorrection(
        number=1, correction=correction, taken=taken, notes={"general": "More"}, lines={}
    )
    return desk.write(lambda town: settle_correction(wish, town.by(user_id, desk.now)))


def waiting(desk):
    return desk.look(lambda town: town.work.minutes.corrections(1, 1))


@pytest.mark.parametrize(
    ("user_id", "error"), [(NORA, NotAllowed), (ZOE, NotFound)], ids=["observer", "outsider"]
)
def test_who_may_not_correct(circulated, user_id, error):
    with pytest.raises(error):
        suggest(circulated, user_id)
    assert waiting(circulated) == ()


def test_only_while_it_goes_round(circulated):
    suggest(circulated)
    with pytest.raises(NotValid, match="The new text is missing"):
        suggest(circulated, should_be=" ")
    circulated.now += timedelta(days=3)
    with pytest.raises(Refusal, match="The time for corrections is over"):
        suggest(circulated)
    assert len(waiting(circulated)) == 1


def test_a_correction_is_settled_once_by_whichever_chair(circulated):
    suggest(circulated)
    (one,) = waiting(circulated)
    settle(circulated, one.id, user_id=GRACE)
    assert circulated.minutes.notes == {"general": "More"}
    with pytest.raises(Refusal, match="taken or left already"):
        settle(circulated, one.id, taken=False)
    assert waiting(circulated) == ()


def test_what_is_left_changes_nothing(circulated):
    suggest(circulated)
    (one,) = waiting(circulated)
    settle(circulated, one.id, taken=False)
    assert circulated.minutes.notes == {}


def test_a_number_of_days_that_is_not_offered(circulated):
    with pytest.raises(NotValid, match="choose a number of days"):
        circulate(circulated, days=400)
    with pytest.raises(NotAllowed):
        circulate(circulated, LIAM)
