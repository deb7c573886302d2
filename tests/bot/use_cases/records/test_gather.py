"""What is in a pack: of the period, of the group, and for the reader's eyes alone."""

from datetime import date

import pytest

from bot.domain.action_item import ActionStatus
from bot.domain.audience import Audience
from bot.domain.decision import Decision, DecisionStatus
from bot.domain.dialogue import DialogueStatus
from bot.domain.errors import NotFound
from bot.languages import speaking
from bot.use_cases.records.scope import RecordsPeriod
from tests.bot.use_cases.practices.network import (
    AMARA,
    LIAM,
    MINJI,
    NORA,
    PAT,
    action,
    dialogue,
    practice,
)
from tests.bot.use_cases.records.october import at, records, told


def test_each_reader_gets_their_own(filled):
    for who, numbers in ((LIAM, "12"), (AMARA, "12"), (NORA, "1"), (PAT, "1")):
        found = records(filled, who)
        for part, letter in (("dialogues", "D"), ("decisions", "R"), ("actions", "A")):
            assert told(found, part) == [f"{letter}{n}" for n in numbers], (who, part)
        assert told(found, "practices") == [f"P{n}" for n in numbers]
        assert [entry.dialogue.reference for entry in found.calendar] == [f"D{n}" for n in numbers]
        assert found.audience is (Audience.MEMBERS if who in (LIAM, AMARA) else Audience.GROUP)
    (row,) = records(filled, NORA).parts["decisions"]
    assert (row["agreed"], row["organisations"]) == ("in D1", ["Ofcom"])


def test_records_are_the_same_for_a_reader_of_any_language(filled):
    english = records(filled, LIAM)
    with speaking("fr"):
        assert records(filled, LIAM) == english


def test_one_dialogue_has_its_own_records_and_is_not_for_everybody(filled):
    here = filled.tech.id
    filled.work.actions.add(action(3, here, from_dialogue=2, audience=Audience.MEMBERS))
    found = records(filled, about=2)
    assert (found.about, told(found, "dialogues"), told(found, "decisions")) == (
        "D2",
        ["D2"],
        ["R2"],
    )
    assert (told(found, "actions"), told(found, "practices")) == (["A3"], [])
    with pytest.raises(NotFound):
        records(filled, NORA, about=2)


def test_what_is_of_another_time_or_group_or_of_no_effect_is_left_out(network):
    work, here, there = network.work, network.tech.id, network.teach.id
    summer_ends = at(1, 0).replace(month=9, day=30, hour=23)
    work.dialogues.add(dialogue(1, here, summer_ends))
    work.dialogues.add(dialogue(2, here, at(31, 23), status=DialogueStatus.CANCELLED))
    work.dialogues.add(dialogue(3, here, at(1).replace(month=11, hour=0)))
    work.dialogues.add(dialogue(4, there, at(10)))
    before = at(1).replace(month=9)
    for number, fields in enumerate(
        (
            {"created_at": before},
            {"created_at": before, "status": ActionStatus.DONE, "settled_at": at(2)},
            {"created_at": before, "status": ActionStatus.DONE, "settled_at": before},
            {"created_at": at(1).replace(month=11)},
        ),
        1,
    ):
        work.actions.add(action(number, here, **fields))
    work.practices.add(practice(1, here, created_at=at(3)))
    for number, fields in enumerate(
        ({"status": DecisionStatus.PROPOSED}, {"settled_at": before}), 1
    ):
        fields = {"created_by": LIAM, "created_at": before, "title": "No", **fields}
        work.decisions.add(Decision(number=number, group_id=here, **fields))
    found = records(network)
    assert told(found, "dialogues") == ["D1", "D2"], "October begins at 23:00 UTC in London"
    assert told(found, "actions") == ["A1", "A2"]
    assert told(found, "practices") == told(found, "decisions") == []
    everything = RecordsPeriod(first=None, last=date(2026, 11, 30))
    both = records(network, MINJI, everything, (network.tech, network.teach))
    assert told(both, "dialogues") == ["D1", "D2", "D3", "D4"]
