"""Every case of the files beside this one, through the real command.

Cases that fail today stand in expected_failures.txt. One that begins to pass must be taken off
that list: until then its test fails.
"""

import pytest

from tests.cases.cases import all_cases, expected_failures
from tests.cases.door import Door, copied, sample_network
from tests.cases.given import set_up
from tests.cases.imports import problems_of_import
from tests.cases.judge import problems
from tests.cases.outcome import Outcome

CASES = all_cases()
KNOWN = frozenset(expected_failures())


def _params(wanted):
    return [
        pytest.param(
            case,
            id=case.id,
            marks=pytest.mark.xfail(strict=True, raises=AssertionError) if case.id in KNOWN else (),
        )
        for case in CASES
        if wanted(case)
    ]


@pytest.fixture(scope="module")
def network():
    with sample_network(min(case.now for case in CASES)) as database:
        yield database


@pytest.mark.parametrize("case", _params(lambda case: case.file != "roster"))
def test_what_is_typed(case, network):
    door = Door(copied(network), case.now, case.zone)
    try:
        set_up(door, case)
        outcome = Outcome(door, case.zone, lambda d: d.say(case.typed))
        found = problems(case, outcome)
        assert not found, "\n".join([case.typed, *found, outcome.heard.words])
    finally:
        door.close()


@pytest.mark.parametrize("case", _params(lambda case: case.file == "roster"))
def test_a_file_that_is_imported(case, tmp_path, sqlite_template, capsys, monkeypatch):
    found = problems_of_import(case, tmp_path, sqlite_template, capsys, monkeypatch)
    assert not found, "\n".join([case.typed, *found])


def test_every_expected_failure_is_a_case():
    listed = expected_failures()
    assert len(listed) == len(set(listed))
    assert set(listed) <= {case.id for case in CASES}
