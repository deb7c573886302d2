"""Answers: who may, one effect, and the private reminder that follows."""

from dataclasses import replace

import pytest

from bot.domain.audience import Audience
from bot.domain.delivery import SubjectType
from bot.domain.dialogue import RsvpAnswer
from bot.domain.errors import NotAllowed, NotFound, NotValid, Refusal
from bot.use_cases.context import Context
from bot.use_cases.dialogues.answer import (
    MOST,
    AnswerDialogue,
    answer_dialogue,
    confirm_attendance,
)
from bot.use_cases.dialogues.cancel import CancelDialogue, cancel_dialogue
from tests.bot.use_cases.dialogues.town import (
    AMARA,
    DAY,
    GRACE,
    HOUR,
    LIAM,
    MINJI,
    MINUTE,
    NORA,
    NOW,
    PAT,
    START,
    TECH,
    ZOE,
    channel,
)
from tests.journal import told_about


def answers(town):
    return {rsvp.user_id: rsvp.answer for rsvp in town.work.rsvps.of_dialogue(1)}


@pytest.mark.parametrize("user_id", [LIAM, AMARA, NORA, PAT])
def test_everyone_in_the_channel_may_answer(town, user_id):
    town.schedule()
    done = town.answer(user_id, 1, RsvpAnswer.MAYBE)
    assert answers(town) == {user_id: RsvpAnswer.MAYBE}
    assert done.reminded


def test_an_answer_speaks_for_ones_organisation(town):
    town.schedule()
    town.answer(NORA, 1)
    town.answer(PAT, 1)
    by = {rsvp.user_id: rsvp.organisation_id for rsvp in town.work.rsvps.of_dialogue(1)}
    assert by == {NORA: town.work.organisations.by_name("NCMEC").id, PAT: None}


def test_the_invitation_is_refreshed_once_an_answer_is_new(town):
    town.schedule()
    town.post_due(NOW)
    first = town.answer(LIAM, 1)
    assert [row.kind for row in town.stale()] == ["dialogue.announcement"]
    assert town.answer(LIAM, 1, now=NOW + MINUTE) == first
    assert town.stale() == ()
    did = [did for _, _, did, _ in told_about(town.work, "D1")]
    assert did.count("answered") == 1


def test_going_and_maybe_owe_one_private_reminder(town):
    town.schedule()
    town.answer(LIAM, 1)
    town.answer(LIAM, 1, RsvpAnswer.MAYBE)
    (row,) = town.owed("dialogue.starting")
    assert (row.recipient, row.due_at, row.useful_until) == (LIAM, START - 10 * MINUTE, START)


def test_no_owes_none_and_a_mind_changed_twice_still_gets_it(town):
    town.schedule()
    done = town.answer(LIAM, 1, RsvpAnswer.CANNOT)
    assert not done.reminded
    assert town.owed("dialogue.starting") == []
    town.answer(LIAM, 1)
    town.answer(LIAM, 1, RsvpAnswer.CANNOT)
    town.answer(LIAM, 1)
    assert len(town.owed("dialogue.starting")) == 1
    assert answers(town) == {LIAM: RsvpAnswer.GOING}


def test_in_the_last_ten_minutes_nothing_more_is_promised(town):
    town.schedule()
    done = town.answer(LIAM, 1, now=START - 10 * MINUTE)
    assert not done.reminded
    assert town.owed("dialogue.starting") == []


def test_while_it_runs_one_can_still_answer_and_afterwards_not(town):
    town.schedule()
    town.answer(LIAM, 1, now=START + 59 * MINUTE)
    with pytest.raises(Refusal) as refused:
        town.answer(NORA, 1, now=START + HOUR)
    assert refused.value.words == (
        "D1 is over: it began on Tuesday 8 December 2026, 14:00 (Europe/London, UTC+0)."
    )
    assert set(answers(town)) == {LIAM}


def test_a_cancelled_one_says_so(town):
    town.schedule()
    cancel_dialogue(
        CancelDialogue(number=1, reason="the report is late"),
        Context(reader=town.reader(LIAM), work=town.work, now=NOW),
    )
    with pytest.raises(Refusal) as refused:
        town.answer(NORA, 1)
    assert refused.value.words == (
        "D1 is cancelled: the report is late. There is nothing to answer."
    )
    assert answers(town) == {}


def test_a_button_on_what_one_may_not_see(town):
    town.schedule(audience=Audience.MEMBERS)
    for user_id, number in ((NORA, 1), (PAT, 1), (ZOE, 1), (LIAM, 99)):
        with pytest.raises(NotFound) as refused:
            town.answer(user_id, number)
        assert refused.value.words == f"I can't find D{number} in a group you belong to."
    assert answers(town) == {}


def test_seeing_it_from_another_group_is_not_being_invited(town):
    town.schedule(AMARA, audience=Audience.NETWORK)
    with pytest.raises(NotAllowed) as refused:
        town.answer(ZOE, 1)
    assert refused.value.words == (
        "Only someone in the channel of Technology can answer this invitation. Chair: @amara."
    )


CANNOT = RsvpAnswer.CANNOT


@pytest.fixture
def both(town):
    """Zoe, of Ofcom as Liam is, is in the channel too."""
    town.presence[TECH] = channel(TECH, {AMARA, LIAM, MINJI, NORA, PAT, ZOE})
    return town


def mornings(town, user_id):
    rows = town.work.deliveries.of_recipient(user_id, NOW - DAY)
    return sorted(row.occurrence for row in rows if row.subject_type is SubjectType.MORNING)


def test_a_colleague_is_named(both):
    both.schedule()
    done = both.answer(LIAM, 1, CANNOT, delegate=ZOE)
    assert done.delegate.name == "zoe"
    (rsvp,) = both.work.rsvps.of_dialogue(1)
    assert (rsvp.answer, rsvp.delegate_user_id) == (CANNOT, ZOE)


def test_the_colleague_finds_it_in_the_next_morning_and_nowhere_else(both):
    both.schedule()
    both.answer(LIAM, 1, CANNOT, delegate=ZOE)
    assert mornings(both, ZOE)[0] == "2026-11-24"
    assert [row.kind for row in both.owed() if row.recipient == ZOE] == []


def test_the_same_again_keeps_the_delegate_and_tells_once(both):
    both.schedule()
    both.post_due(NOW)
    both.answer(LIAM, 1, CANNOT, delegate=ZOE)
    both.stale()
    done = both.answer(LIAM, 1, CANNOT)
    assert done.delegate.user_id == ZOE
    assert both.stale() == ()
    assert mornings(both, ZOE)[0] == "2026-11-24"


def test_nobody_any_more(both):
    both.schedule()
    both.answer(LIAM, 1, CANNOT, delegate=ZOE)
    assert both.answer(LIAM, 1, CANNOT, delegate="").delegate is None
    assert both.work.rsvps.of_dialogue(1)[0].delegate_user_id is None


def test_one_who_comes_after_all_names_nobody(both):
    both.schedule()
    both.answer(LIAM, 1, CANNOT, delegate=ZOE)
    assert both.answer(LIAM, 1, RsvpAnswer.GOING).delegate is None
    assert both.work.rsvps.of_dialogue(1)[0].delegate_user_id is None
    assert both.answer(LIAM, 1, CANNOT).delegate is None


def test_a_move_forgets_it(both):
    both.schedule()
    both.answer(LIAM, 1, CANNOT, delegate=ZOE)
    both.move(1, START + DAY)
    assert both.work.rsvps.naming_delegates(NOW) == ()


@pytest.mark.parametrize(
    ("user_id", "said", "delegate", "words"),
    [
        (
            LIAM,
            RsvpAnswer.GOING,
            ZOE,
            "Only a person who can't come can name somebody to come instead.",
        ),
        (
            LIAM,
            RsvpAnswer.MAYBE,
            ZOE,
            "Only a person who can't come can name somebody to come instead.",
        ),
        (LIAM, CANNOT, LIAM, "Please choose somebody else than yourself to come instead."),
        (LIAM, CANNOT, MINJI, "@min-ji is not of Ofcom. Please choose somebody who is."),
        (LIAM, CANNOT, PAT, "@pat is not of Ofcom. Please choose somebody who is."),
        (LIAM, CANNOT, "U0NOBODY", "This person can't be asked here."),
        (PAT, CANNOT, LIAM, "You don't belong to an organisation here yet"),
    ],
)
def test_who_can_not_be_named(both, user_id, said, delegate, words):
    both.schedule()
    with pytest.raises(NotValid) as refused:
        both.answer(user_id, 1, said, delegate=delegate)
    assert refused.value.field == "delegate_user_id"
    assert refused.value.words.startswith(words)
    assert both.work.rsvps.of_dialogue(1) == ()


def test_one_who_has_left_slack_can_not_be_named(both):
    both.schedule()
    both.work.people.keep_seen(replace(both.facts(ZOE), active=False), NOW)
    with pytest.raises(NotValid) as refused:
        both.answer(LIAM, 1, CANNOT, delegate=ZOE)
    assert refused.value.words.startswith("@zoe can't be asked here.")


def test_one_who_may_not_see_it_can_not_be_named(town):
    town.schedule()
    with pytest.raises(NotValid) as refused:
        town.answer(LIAM, 1, CANNOT, delegate=ZOE)
    assert refused.value.words == "D1 is for those in Technology, and @zoe is not one."


def test_members_only_is_for_members(both):
    both.schedule(audience=Audience.MEMBERS)
    both.work.roles.lower_person(both.tech.id, ZOE, lowered=True)
    with pytest.raises(NotValid) as refused:
        both.answer(LIAM, 1, CANNOT, delegate=ZOE)
    assert refused.value.words == "D1 is for members in Technology, and @zoe is not one."
    both.work.roles.lower_person(both.tech.id, ZOE, lowered=False)
    assert both.answer(LIAM, 1, CANNOT, delegate=ZOE).delegate is not None


def test_the_network_may_see_it_from_anywhere(town):
    town.schedule(AMARA, audience=Audience.NETWORK)
    assert town.answer(LIAM, 1, CANNOT, delegate=ZOE).delegate.user_id == ZOE


def test_a_channel_that_slack_does_not_tell_of_names_nobody(both):
    both.schedule()
    person, reader = both.identified(LIAM)
    with pytest.raises(NotValid) as refused:
        answer_dialogue(
            AnswerDialogue(number=1, answer=CANNOT, delegate_user_id=ZOE),
            Context(reader=reader, work=both.work, now=NOW),
            person=person,
        )
    assert refused.value.words.startswith("I can't tell now who is in Technology.")


OVER = START + 2 * HOUR


def confirm(town, user_ids=None, user_id=AMARA, *, number=1, now=OVER):
    return confirm_attendance(
        number,
        user_ids,
        Context(reader=town.reader(user_id, now), work=town.work, now=now),
    )


def there(town):
    names = {o.id: o.name for o in town.work.organisations.all()}
    return {a.user_id: names.get(a.organisation_id) for a in town.work.attendance.of_dialogue(1)}


def test_those_who_were_expected(town):
    town.presence[TECH] = channel(TECH, {AMARA, LIAM, MINJI, NORA, PAT, ZOE})
    town.schedule()
    town.answer(NORA, 1)
    town.answer(MINJI, 1, RsvpAnswer.MAYBE)
    town.answer(LIAM, 1, RsvpAnswer.CANNOT, delegate=ZOE)
    done = confirm(town)
    expected = ("amara", "nora", "zoe")
    assert done.noted.names == expected, "the chair who says so, who is going, and a delegate"
    assert done.noted.organisations == 3
    assert there(town) == {AMARA: "eSafety", NORA: "NCMEC", ZOE: "Ofcom"}
    assert town.kept(1).attendance_confirmed_at == OVER


def test_those_who_are_named_and_later_others(town):
    town.schedule()
    assert confirm(town, [LIAM, LIAM, PAT]).noted.organisations == 1, "Pat is of none"
    assert there(town) == {LIAM: "Ofcom", PAT: None}
    assert confirm(town, [MINJI], GRACE, now=OVER + DAY).noted.names == ("min-ji",)
    assert there(town) == {MINJI: "KCSC"}
    assert confirm(town, []).noted.organisations == 0
    assert there(town) == {}


def test_a_chair_who_could_not_come_was_not_there(town):
    town.schedule()
    town.answer(NORA, 1)
    town.answer(AMARA, 1, RsvpAnswer.CANNOT)
    assert confirm(town).noted.names == ("nora",)


def test_nobody_but_the_chair_is_guessed_where_nobody_was_expected(town):
    town.schedule()
    assert confirm(town).noted.names == ("amara",)
    assert town.kept(1).attendance_confirmed_at == OVER


@pytest.mark.parametrize("user_ids", [["U0NOBODY"], [LIAM, "U0NOBODY"], ["U0NOBODY"] * (MOST + 1)])
def test_who_is_not_of_the_network_is_refused(town, user_ids):
    town.schedule()
    with pytest.raises(NotValid, match="choose people of the network") as refused:
        confirm(town, user_ids)
    assert refused.value.field == "people"
    assert there(town) == {}
    assert town.kept(1).attendance_confirmed_at is None


def test_not_before_it_begins(town):
    town.schedule()
    with pytest.raises(Refusal, match=r"D1 begins on .*\. Who was there is noted after it\."):
        confirm(town, [LIAM], now=START - MINUTE)
    assert confirm(town, [LIAM], now=START).noted.names == ("liam",)


def test_at_one_that_was_cancelled_nobody_was(town):
    town.schedule()
    town.cancel(1, reason="the report is late")
    with pytest.raises(Refusal, match=r"D1 is cancelled: the report is late\. Nobody was"):
        confirm(town, [LIAM])


def test_only_who_runs_the_group_confirms(town):
    town.schedule()
    for user_id in (LIAM, MINJI, NORA):
        with pytest.raises(NotAllowed, match="confirm who was there"):
            confirm(town, [LIAM], user_id)
    with pytest.raises(NotFound, match="D1"):
        confirm(town, [LIAM], ZOE)
    assert there(town) == {}
