"""Each benchmark runs and prints its rows; what the figures are is nobody's to judge here."""

import asyncio

import pytest

from tests.benchmarks.__main__ import BENCHMARKS
from tests.benchmarks.forking import quickly
from tests.benchmarks.rows import table

pytestmark = pytest.mark.long


@pytest.fixture(scope="module", autouse=True)
def forked():
    with quickly():
        yield


@pytest.mark.parametrize("name", BENCHMARKS)
def test_it_runs_and_prints_its_rows(name, postgresql, tmp_path):
    rows = asyncio.run(BENCHMARKS[name](tmp_path, postgresql, quick=True))
    printed = table(rows)
    assert rows
    for row in rows:
        assert row.benchmark == name
        assert row.ours
        assert row.what in printed
        assert not row.against or len(row.ratios()) == len(row.ours)
