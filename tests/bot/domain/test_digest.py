"""A digest knows when it has nothing to say."""

from datetime import timedelta

import pytest

from bot.domain.digest import Digest, OrganisationTally
from bot.domain.group import Group
from tests.bot.use_cases.practices.network import NOW, action, dialogue, practice

GROUP = Group(id=1, channel_id="C1", name="Technology", zone="Europe/London", created_at=NOW)


def digest(**changes):
    return Digest(group=GROUP, since=NOW - timedelta(days=7), until=NOW, **changes)


def test_a_week_without_records_is_empty_whatever_waits_for_the_chair():
    assert digest().empty
    assert digest(awaiting_review=3, unowned=2, unanswered=1, left_out=4).empty
    assert digest(tallies=(OrganisationTally(name=None, logged=0),)).empty


@pytest.mark.parametrize(
    "changes",
    [
        {"coming": (dialogue(1, 1, NOW),)},
        {"held": (dialogue(1, 1, NOW),)},
        {"logged": (action(1, 1),)},
        {"done": (action(1, 1),)},
        {"overdue": (action(1, 1),)},
        {"practices": (practice(1, 1),)},
    ],
)
def test_any_record_is_worth_a_digest(changes):
    assert not digest(**changes).empty
