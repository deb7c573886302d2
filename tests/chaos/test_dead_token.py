"""Sending outlives words that are not true, stops for a dead token, and goes on by itself."""

import pytest

from tests.chaos.dead_token import run


@pytest.mark.long
@pytest.mark.timeout(300)
def test_each_is_there_exactly_once(sqlite_template, tmp_path):
    file = tmp_path / "convenor.sqlite3"
    file.write_bytes(sqlite_template.read_bytes())
    outcome = run(tmp_path, f"sqlite:///{file}", number=60, seed=1)
    print(outcome)
    assert outcome.struck["error:invalid_auth"] > 3
    # The dead token may be seen first by a post or by the question that checks an untrue word.
    assert 0 < outcome.before < outcome.sent
