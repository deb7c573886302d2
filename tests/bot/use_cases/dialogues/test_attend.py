"""Confirming who was there: who may, from when on, and that a slip can be mended."""

import pytest

from bot.domain.dialogue import RsvpAnswer
from bot.domain.errors import NotAllowed, NotFound, NotValid, Refusal
from bot.use_cases.context import Context
from bot.use_cases.dialogues.answer import MOST, ConfirmAttendance, confirm_attendance
from tests.bot.use_cases.dialogues.town import (
    AMARA,
    DAY,
    GRACE,
    HOUR,
    LIAM,
    MINJI,
    MINUTE,
    NORA,
    PAT,
    START,
    TECH,
    ZOE,
    channel,
)

OVER = START + 2 * HOUR


def confirm(town, user_ids=None, user_id=AMARA, *, number=1, now=OVER):
    return confirm_attendance(
        ConfirmAttendance(number=number, user_ids=user_ids),
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
