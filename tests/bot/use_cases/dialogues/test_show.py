"""One dialogue in full, and the coming ones: only what the reader may see."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.audience import Audience
from bot.domain.dialogue import RsvpAnswer
from bot.domain.errors import NotFound
from bot.domain.group import Term
from bot.use_cases.context import Context
from bot.use_cases.dialogues.cancel import CancelDialogue, cancel_dialogue
from bot.use_cases.dialogues.show import coming_dialogues, show_dialogue
from tests.bot.use_cases.dialogues.town import (
    AMARA,
    DAY,
    GRACE,
    HOUR,
    LIAM,
    MINJI,
    NORA,
    NOW,
    PAT,
    START,
    ZOE,
)


def shown(town, user_id, number=1, now=NOW):
    return show_dialogue(
        number,
        Context(reader=town.reader(user_id, now), work=town.work, now=now, presence=town.presence),
    )


def listed(town, user_id, groups=None, now=NOW):
    groups = groups or (town.tech, town.board)
    return coming_dialogues(
        groups, Context(reader=town.reader(user_id, now), work=town.work, now=now)
    )


def test_it_names_everyone_who_answered_and_who_chairs(town):
    dialogue = town.schedule()
    town.answer(NORA, 1, RsvpAnswer.MAYBE)
    town.answer(LIAM, 1)
    known = shown(town, NORA)
    assert known.dialogue == dialogue
    assert known.own is RsvpAnswer.MAYBE
    assert known.chairs == (AMARA,)
    assert set(known.people) == {AMARA, LIAM, NORA}
    assert [s.organisation for s in known.starts] == ["NCMEC", "Ofcom", "KCSC", "eSafety"]


def test_the_chair_is_whoever_chairs_on_that_day(town):
    work = town.work
    work.roles.end_terms(town.tech.id, AMARA, date(2026, 12, 7))
    work.roles.appoint_chair(town.tech.id, Term(user_id=MINJI, starts_on=date(2026, 12, 8)))
    town.schedule()
    assert shown(town, LIAM).chairs == (MINJI,)


@pytest.mark.parametrize(
    ("user_id", "change", "answer"),
    [(LIAM, True, True), (AMARA, True, True), (MINJI, False, True), (NORA, False, True)],
)
def test_the_buttons_are_those_one_may_press(town, user_id, change, answer):
    town.schedule()
    known = shown(town, user_id)
    assert (known.may_change, known.may_answer) == (change, answer)


def test_what_has_begun_can_be_answered_and_not_changed(town):
    town.schedule()
    known = shown(town, LIAM, now=START)
    assert (known.may_change, known.may_answer) == (False, True)
    over = shown(town, LIAM, now=START + HOUR)
    assert (over.may_change, over.may_answer) == (False, False)


def test_a_cancelled_one_can_be_seen_and_nothing_else(town):
    town.schedule()
    cancel_dialogue(
        CancelDialogue(number=1), Context(reader=town.reader(LIAM), work=town.work, now=NOW)
    )
    known = shown(town, LIAM)
    assert known.dialogue.cancelled
    assert (known.may_change, known.may_answer) == (False, False)


def test_what_one_may_not_see_is_not_found(town):
    town.schedule(audience=Audience.MEMBERS)
    for user_id, number in ((NORA, 1), (PAT, 1), (ZOE, 1), (LIAM, 2)):
        with pytest.raises(NotFound):
            shown(town, user_id, number)
    assert shown(town, GRACE).dialogue.number == 1


def test_the_coming_ones_soonest_first_with_ones_own_answers(town):
    town.schedule(title="Second", starts_at=START + DAY)
    town.schedule(title="First")
    town.schedule(title="Board", group=town.board, starts_at=START + HOUR)
    town.answer(LIAM, 1, RsvpAnswer.CANNOT)
    town.answer(AMARA, 2)
    found = listed(town, LIAM)
    assert [d.title for d in found.dialogues] == ["First", "Board", "Second"]
    assert found.answers == {1: RsvpAnswer.CANNOT}
    assert [d.title for d in listed(town, NORA).dialogues] == ["First", "Second"]
    assert [d.title for d in listed(town, LIAM, [town.board]).dialogues] == ["Board"]


def test_those_over_or_cancelled_are_left_out_and_a_running_one_is_not(town):
    town.schedule(title="Running")
    town.schedule(title="Cancelled", starts_at=START + DAY)
    cancel_dialogue(
        CancelDialogue(number=2), Context(reader=town.reader(LIAM), work=town.work, now=NOW)
    )
    assert [d.title for d in listed(town, LIAM, now=START).dialogues] == ["Running"]
    assert listed(town, LIAM, now=START + HOUR).dialogues == ()


def test_three_hundred_are_all_listed(town):
    dialogue = town.schedule()
    for number in range(2, 302):
        town.work.dialogues.add(replace(dialogue, number=number))
    assert len(listed(town, LIAM).dialogues) == 301


def test_it_counts_by_person_and_by_member_organisation(town):
    town.schedule()
    for user_id, said in (
        (LIAM, RsvpAnswer.GOING),
        (MINJI, RsvpAnswer.MAYBE),
        (NORA, RsvpAnswer.GOING),
    ):
        town.answer(user_id, 1, said)
    known = shown(town, LIAM)
    assert len(known.turnout.rsvps) == 3
    assert (known.turnout.members_coming, known.turnout.members_invited) == (1, 3)
    assert (known.series, known.coming_dates) == (None, ())


def test_an_organisation_that_left_the_channel_and_comes_is_still_counted(town):
    town.schedule()
    town.answer(MINJI, 1)
    town.presence["C0TECH"] = replace(
        town.presence["C0TECH"], members=frozenset({AMARA, LIAM, NORA})
    )
    known = shown(town, LIAM)
    assert (known.turnout.members_coming, known.turnout.members_invited) == (1, 3)


def test_one_of_a_series_shows_the_series_and_its_next_dates(town):
    made = town.schedule_series()
    known = shown(town, LIAM, 2)
    assert known.series == made.series
    assert known.coming_dates == made.dialogues[2:5]


def test_the_delegate_is_among_the_people(town):
    town.presence["C0TECH"] = replace(
        town.presence["C0TECH"], members=frozenset({AMARA, LIAM, ZOE})
    )
    town.schedule()
    town.answer(LIAM, 1, RsvpAnswer.CANNOT, delegate=ZOE)
    assert shown(town, LIAM).people[ZOE].name == "zoe"


def test_afterwards_a_chair_may_say_that_it_did_not_take_place(town):
    town.schedule()
    assert not shown(town, AMARA).may_cancel_afterwards
    assert shown(town, AMARA, now=START + HOUR).may_cancel_afterwards
    assert not shown(town, LIAM, now=START + HOUR).may_cancel_afterwards
