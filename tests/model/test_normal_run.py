"""Random days of the network: nobody sees, lists or changes what is not theirs."""

from collections import Counter
from functools import cache

import pytest

from tests.model.model import run
from tests.model.normal import SEEDS, STEPS

DOORS = {
    *(
        "an answer",
        "a private answer",
        "a direct message",
        "the form",
        "their calendar",
        "the Home",
    ),
    *("#technology", "#education-and-awareness", "#regulators-only"),
}

QUICK = SEEDS[:1]
"""Seeds that `make test` runs; `make test-long` runs the others."""

normal = cache(run)
pytestmark = pytest.mark.timeout(900)


@pytest.mark.parametrize(
    "seed", [pytest.param(s, marks=() if s in QUICK else pytest.mark.long) for s in SEEDS]
)
def test_nobody_sees_or_changes_what_is_not_theirs(seed):
    report = normal(seed, STEPS)
    assert not report.findings, report


@pytest.mark.parametrize(
    ("seeds", "least"),
    [
        pytest.param(QUICK, 1, id="a few"),
        pytest.param(SEEDS, 5, id="all", marks=pytest.mark.long),
    ],
)
def test_the_runs_reach_every_door_and_what_they_are_for(seeds, least):
    reports = [normal(seed, STEPS) for seed in seeds]
    shown = sum((report.kinds for report in reports), Counter())
    assert {door for door in DOORS if shown[door] >= least} == DOORS
    events = sum((report.events for report in reports), Counter())
    assert min(events[event] for event in ("narrowed", "widened", "exposed")) >= least, events
    assert all(report.made == STEPS for report in reports)
