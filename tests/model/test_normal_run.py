"""Random days of the network: nobody sees, lists or changes what is not theirs."""

from collections import Counter

import pytest

from tests.model.model import run
from tests.model.normal import SEEDS, STEPS


@pytest.mark.parametrize("seed", SEEDS)
def test_nobody_sees_or_changes_what_is_not_theirs(seed):
    report = run(seed, STEPS)
    assert not report.findings, report


def test_the_runs_go_through_every_door():
    reports = [run(seed, STEPS) for seed in SEEDS]
    assert sum((r.kinds for r in reports), Counter()).keys() >= set()
