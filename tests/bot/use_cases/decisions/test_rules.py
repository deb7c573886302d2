"""What a decision may say: a dialogue of its group, member organisations, a day that has come."""

from datetime import date

import pytest

from bot.domain.audience import Audience
from bot.domain.errors import NotValid
from bot.use_cases.decisions.rules import PAGE, list_decisions, show_history
from tests.bot.use_cases.dialogues.town import LIAM, NORA, NOW
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


def test_the_newest_first_ten_a_page_and_past_the_end_the_first(chamber):
    for number in range(PAGE + 2):
        chamber.record(LIAM, audience=Audience.MEMBERS if number % 2 else Audience.GROUP)
    found, total, offset = list_decisions([chamber.tech], chamber.by(LIAM))
    assert ([one.number for one in found], total, offset) == ([*range(12, 2, -1)], 12, 0)
    found, total, offset = list_decisions([chamber.tech], chamber.by(LIAM), offset=PAGE)
    assert ([one.number for one in found], offset) == ([2, 1], PAGE)
    assert list_decisions([chamber.tech], chamber.by(LIAM), offset=90)[2] == 0
    found, total, _ = list_decisions([chamber.tech], chamber.by(NORA))
    assert ([one.number for one in found], total) == ([11, 9, 7, 5, 3, 1], 6)
    assert list_decisions([chamber.board], chamber.by(LIAM))[1] == 0


def test_its_history(chamber):
    chamber.record(LIAM)
    decision, events = show_history(1, chamber.by(NORA))
    assert (decision.created_by, [event.did for event in events]) == (LIAM, ["recorded"])
