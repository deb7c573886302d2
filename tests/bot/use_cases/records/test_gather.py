"""What is in a pack: of the period, of the group, and for the reader's eyes alone.

What is written under a dialogue, and who was there.
"""

from datetime import date

import pytest

from bot.domain.action_item import ActionStatus
from bot.domain.audience import Audience
from bot.domain.decision import Decision, DecisionStatus
from bot.domain.dialogue import AgendaItem, Attendee, DialogueStatus, ItemStatus, Rsvp, RsvpAnswer
from bot.domain.errors import NotFound
from bot.domain.minutes import MinutesVersion, seal_of
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


def test_agendas_have_what_was_written_for_the_reader_and_attendance_who_was_there(network):
    work = network.work
    work.dialogues.add(dialogue(1, network.tech.id, at(10), attendance_confirmed_at=at(11)))
    work.dialogues.add(dialogue(2, network.tech.id, at(12)))
    for place, (title, audience, status) in enumerate(
        (
            ("Opened later", Audience.MEMBERS, ItemStatus.ACCEPTED),
            ("For all", Audience.GROUP, ItemStatus.ACCEPTED),
            ("Left out", Audience.GROUP, ItemStatus.LEFT_OUT),
        ),
        1,
    ):
        item = AgendaItem(
            id=0,
            dialogue=1,
            title=title,
            minutes=5,
            suggested_by=LIAM,
            status=status,
            position=place,
            created_at=at(1),
            audience=audience,
        )
        work.agendas.add(item)
    ofcom = network.organisations["Ofcom"].id
    answers = (
        (1, LIAM, RsvpAnswer.CANNOT),
        (1, MINJI, RsvpAnswer.GOING),
        (2, LIAM, RsvpAnswer.MAYBE),
    )
    for number, who, answer in answers:
        sends = MINJI if answer is RsvpAnswer.CANNOT else None
        rsvp = Rsvp(
            user_id=who,
            answer=answer,
            organisation_id=ofcom,
            answered_at=at(2),
            delegate_user_id=sends,
        )
        work.rsvps.keep_answer(number, rsvp)
    came = [Attendee(user_id=who, organisation_id=None) for who in (MINJI, NORA)]
    work.attendance.note_attendees(1, came)
    assert told(records(network), "agendas", "title") == ["Opened later", "For all"]
    seen = records(network, NORA)
    assert told(seen, "agendas", "title") == ["For all"]
    fields = ("dialogue", "person", "answer", "sends", "was_there")
    assert [tuple(row[field] for field in fields) for row in seen.parts["attendance"]] == [
        ("D1", "liam", "can't", "min-ji", "no"),
        ("D1", "min-ji", "going", None, "yes"),
        ("D1", "nora", None, None, "yes"),
        ("D2", "liam", "maybe", None, "not confirmed"),
    ]


def test_sealed_minutes_come_as_they_were_sealed_to_those_who_may_read_them(network):
    work, here = network.work, network.tech.id
    for number, audience in ((1, Audience.GROUP), (2, Audience.MEMBERS)):
        work.dialogues.add(dialogue(number, here, at(10), audience=Audience.GROUP))
        for version in (1, 2):
            body = f"# Minutes {number}, version {version}\n"
            sealed = MinutesVersion(
                number=number,
                version=version,
                group_id=here,
                audience=audience,
                body=body,
                sha256=seal_of(body),
                sealed_by=LIAM,
                sealed_at=at(11),
                chatham=version == 1,
            )
            work.minutes.seal(sealed)
    seen = records(network, NORA)
    names = ["minutes/D1-minutes-v1.md", "minutes/D1-minutes-v2.md"]
    assert told(seen, "minutes", "file") == list(seen.papers) == names
    for row in seen.parts["minutes"]:
        assert seal_of(seen.papers[row["file"]]) == row["sha256"]
        assert "liam" not in str(row)
    assert [row["chatham_house"] for row in seen.parts["minutes"]] == ["yes", "no"]
    assert len(records(network, LIAM).papers) == 4
