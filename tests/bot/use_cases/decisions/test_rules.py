"""What a decision may say: a dialogue of its group, member organisations, a day that has come."""

from datetime import date

import pytest

from bot.domain.errors import NotValid
from tests.bot.use_cases.dialogues.town import LIAM, NOW
from tests.network import AMARA


def test_a_dialogue_of_another_group_is_not_found(chamber):
    chamber.schedule(group=chamber.board)
    for number in (1, 9):
        with pytest.raises(NotValid, match=f"I can't find D{number} in Technology") as refused:
            chamber.record(LIAM, dialogue=number)
        assert refused.value.field == "dialogue"


def test_an_observer_organisation_does_not_agree(chamber):
    with pytest.raises(NotValid, match="Only member organisations agree"):
        chamber.record(LIAM, agreed=chamber.of("NCMEC"))


def test_the_day_is_today_where_the_person_is(chamber):
    evening = NOW.replace(hour=14)  # past midnight in Sydney
    assert chamber.record(AMARA, decided_on=date(2026, 11, 24), now=evening)
