"""The roster as the secretariat sees it."""

import pytest

from bot.domain.errors import NotAllowed
from bot.domain.person import PersonFacts
from bot.use_cases.context import Context
from bot.use_cases.roster.show import list_roster
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


def listed(hall, here=PRIVATE.members, by=SINA, facts=None):
    return list_roster(
        Context(hall.reader(by), hall.work, NOW),
        here=here,
        facts=hall.facts if facts is None else facts,
    )


def test_the_roster_has_everyone_by_organisation(hall):
    roster = listed(hall)
    rows = {o.name: [p.user_id for p in people] for o, people in roster.organisations}
    assert rows == {
        "eSafety": [SINA],
        "KCSC": [MINJI],
        "Ofcom": [AMARA, FAR, GETHIN],
        "FOSI": [GRETA, TANIS],
    }
    assert list(rows) == ["eSafety", "KCSC", "Ofcom", "FOSI"]
    assert [p.user_id for p in roster.secretariat] == [SINA]


def test_who_belongs_to_none_comes_first_from_this_channel_without_apps_and_leavers(hall):
    hall.work.people.keep_seen(PersonFacts(user_id="U0AWAY", name="away"), NOW)
    hall.work.people.keep_seen(PersonFacts(user_id="U0LEFT", name="left", active=False), NOW)
    roster = listed(hall, here={RAHUL, STRANGER, APP, AMARA})
    assert [(u.user_id, u.name, u.here) for u in roster.unassigned] == [
        (RAHUL, "rahul", True),
        (STRANGER, STRANGER, True),
        ("U0AWAY", "away", False),
    ]


def test_only_the_secretariat_sees_the_roster(hall):
    with pytest.raises(NotAllowed) as refusal:
        listed(hall, by=AMARA)
    assert refusal.value.words.startswith("Only the secretariat can see and change the roster.")
