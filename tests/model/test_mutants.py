"""With a guard of Convenor's switched off the normal run finds what is wrong."""

import pytest

from tests.model.model import run
from tests.model.mutants import MUTANTS
from tests.model.normal import SEEDS, STEPS

pytestmark = [pytest.mark.long, pytest.mark.timeout(900)]


@pytest.mark.parametrize("mutant", MUTANTS)
def test_the_normal_run_catches_a_guard_that_is_off(mutant, monkeypatch):
    MUTANTS[mutant](monkeypatch)
    assert any(run(seed, STEPS).findings for seed in SEEDS), f"{mutant} was not noticed"
