"""Who is in a group, by organisation."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.errors import NotAllowed
from bot.domain.roles import Role
from bot.use_cases.context import Context
from bot.use_cases.groups.show import group_members
from tests.bot.use_cases.groups.hall import (
    AMARA,
    APP,
    FAR,
    GETHIN,
    GRETA,
    MINJI,
    NOW,
    PRIVATE,
    RAHUL,
    SINA,
    STRANGER,
    TANIS,
)


@pytest.fixture
def seen(hall):
    hall.set_up(chairs=(GETHIN,))

    def run(user_ids=PRIVATE.members, facts=None, by=GETHIN):
        return group_members(
            hall.group,
            user_ids,
            Context(reader=hall.reader(by), work=hall.work, now=NOW),
            facts=hall.facts if facts is None else facts,
        )

    return run


@pytest.mark.parametrize("by", [FAR, GRETA, APP, STRANGER])
def test_only_people_of_the_channel_see_who_is_in_it(seen, by):
    with pytest.raises(NotAllowed) as refusal:
        seen(by=by)
    assert refusal.value.words == (
        "Only someone in the channel of Technology can see who is in it. Chair: @gethin."
    )


def test_unassigned_first_then_members_then_observers_by_name(seen):
    names = [d.organisation.name if d.organisation else None for d in seen()]
    assert names == [None, "eSafety Commissioner", "KCSC", "Ofcom", "FOSI"]


def test_chairs_first_with_their_last_day(hall, seen):
    hall.work.roles.lower_person(hall.group.id, AMARA, lowered=True)
    ofcom = next(d for d in seen() if d.organisation and d.organisation.name == "Ofcom")
    gethin, amara = ofcom.seats
    assert (gethin.user_id, gethin.role, gethin.until) == (GETHIN, Role.CHAIR, date(2027, 12, 7))
    assert (amara.user_id, amara.role, amara.lowered) == (AMARA, Role.OBSERVER, True)
    assert amara.until is None


def test_each_person_with_role_and_zone(seen):
    seats = {seat.user_id: seat for d in seen() for seat in d.seats}
    assert {u: (s.role, s.zone) for u, s in seats.items()} == {
        RAHUL: (Role.OBSERVER, "Europe/London"),
        SINA: (Role.MEMBER, "Australia/Sydney"),
        MINJI: (Role.MEMBER, "Asia/Seoul"),
        GETHIN: (Role.CHAIR, "Europe/London"),
        AMARA: (Role.MEMBER, "Europe/London"),
        TANIS: (Role.OBSERVER, "America/Winnipeg"),
    }
    assert [u for u, s in seats.items() if s.secretariat] == [SINA]


def test_apps_are_left_out_and_strangers_are_observers(seen):
    (unassigned, *_) = seen({AMARA, APP, STRANGER})
    (stranger,) = unassigned.seats
    assert (stranger.user_id, stranger.role, stranger.zone) == (STRANGER, Role.OBSERVER, None)


def test_what_slack_says_now_comes_before_what_is_kept(hall, seen):
    moved = {MINJI: replace(hall.facts[MINJI], zone="Europe/Paris", name="min-ji")}
    seat = next(s for d in seen(facts=moved) for s in d.seats if s.user_id == MINJI)
    assert (seat.name, seat.zone) == ("min-ji", "Europe/Paris")


def test_without_any_answer_from_slack_what_is_kept_is_shown(seen):
    assert seen(facts={}) == seen()
