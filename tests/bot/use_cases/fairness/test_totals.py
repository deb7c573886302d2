"""The score of a year: by organisation and month, of what the reader may see."""

from datetime import UTC, datetime

import pytest

from bot.domain.audience import Audience
from bot.domain.errors import NotAllowed
from bot.domain.fairness import Weights
from bot.use_cases.context import Context
from bot.use_cases.fairness.totals import charge_past, totals_of_year
from tests.bot.use_cases.dialogues.town import GRACE, HOUR, LIAM, NORA, NOW, PAT, TECH, ZOE


def held(town, moment, **wish):
    at = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    town.schedule(starts_at=at, title=f"Of {moment}", **wish)
    assert charge_past(Context.system(town.work, at + 2 * HOUR), weights=Weights()) == 1


def table(town, user_id=LIAM, year=2026):
    found = totals_of_year(
        town.tech,
        year,
        town.by(user_id, NOW),
    )
    return found, {score.organisation.name: score for score in found.scores}


def test_by_organisation_and_month_the_dearest_first(town):
    held(town, "2026-11-30T14:00")
    held(town, "2026-12-08T14:00")
    held(town, "2026-12-15T22:00")
    found, scores = table(town)
    assert [(s.organisation.name, s.total) for s in found.scores] == [
        ("KCSC", 8 + 8 + 3),
        ("eSafety", 8 + 8 + 0),
        ("Ofcom", 6),
        ("NCMEC", 1),
    ]
    assert scores["KCSC"].months == (0,) * 10 + (8, 11)
    assert {score.dialogues for score in found.scores} == {3}
    assert (found.held, found.year, found.years) == (3, 2026, (2026,))


def test_a_dialogue_stands_in_the_month_of_the_groups_clock(town):
    held(town, "2026-11-30T23:30")
    assert table(town)[1]["Ofcom"].months[10] == 8
    found, _ = table(town, year=2027)
    assert [score.total for score in found.scores] == [0, 0, 0, 0]
    assert (found.held, found.years) == (0, (2026,))


def test_who_has_left_the_channel_keeps_what_it_paid(town):
    held(town, "2026-12-08T14:00")
    channel = town.presence[TECH]
    town.presence[TECH] = type(channel)(
        channel_id=channel.channel_id, name="tech", is_private=True, members=frozenset({LIAM})
    )
    assert {name: s.total for name, s in table(town)[1].items()} == {
        "KCSC": 8,
        "eSafety": 8,
        "Ofcom": 0,
        "NCMEC": 0,
    }


def test_this_year_unless_another_is_asked_for(town):
    found, _ = table(town, year=None)
    assert found.year == 2026
    assert [score.dialogues for score in found.scores] == [0, 0, 0, 0]


def test_a_reader_learns_nothing_of_dialogues_that_are_not_theirs(town):
    held(town, "2026-12-08T14:00", audience=Audience.MEMBERS)
    assert table(town, LIAM)[1]["KCSC"].total == 8
    for user_id in (NORA, PAT):
        found, scores = table(town, user_id)
        assert scores["KCSC"].total == 0
        assert (found.held, found.years) == (0, ())
    assert table(town, GRACE)[1]["KCSC"].total == 8
    with pytest.raises(NotAllowed):
        table(town, ZOE)
