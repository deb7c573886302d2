"""A lone request sends few statements, and no more where there are more groups."""

import asyncio

import pytest

from tests.benchmarks import lone

MOST = {"/action add": 8, "/action list": 4, "/dialogue schedule": 12, "a press": 9}
"""What begins the transaction is one of them."""


@pytest.mark.parametrize("groups", [1, 20])
def test_a_lone_request_sends_no_more_statements(groups, tmp_path):
    found = asyncio.run(lone.statements(tmp_path, groups))
    assert found.keys() == MOST.keys()
    assert {kind: n for kind, n in found.items() if n > MOST[kind]} == {}
