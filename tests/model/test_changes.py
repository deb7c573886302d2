"""The model notices a morning that tells of an action which somebody has silenced."""

from types import SimpleNamespace

import pytest

from tests.model.changes import spoken_of_silent


def facts(until, *spoken):
    return SimpleNamespace(
        records={("A", 7): {"snoozed_until": until}},
        spoken=frozenset(("A7", day) for day in spoken),
    )


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("2027-01-10", "2027-01-10", ["A7"]),
        ("2027-01-09", "2027-01-09", []),
        (None, "2027-01-10", []),
        ("2027-01-10", None, []),
    ],
    ids=["silent", "its day", "silenced meanwhile", "spoken of again"],
)
def test_what_is_told_while_it_is_silent(before, after, found):
    told = spoken_of_silent(facts(before), facts(after, "2027-01-09"))
    assert [what for what, _ in told] == found
