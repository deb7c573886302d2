"""Who is typed at the end of an agenda's item, and not picked from Slack's list."""

import pytest

from handlers.slack.features.agendas.parsing import typed_presenter


@pytest.mark.parametrize(
    ("raw", "typed"),
    [
        ("D12 Test results 15m @liam", "@liam"),
        ("D12 Test results 15m @Liam O'Grady", "@Liam O'Grady"),
        ("D12 Test results @Liam, 15m <@U1>", ""),
        ("D12 Ask liam@esafety.example", ""),
        ("D12 Results of @2026", ""),
        ("D12 Test results 15m", ""),
        ("D12", ""),
    ],
)
def test_a_name_behind_an_at_sign_at_the_end(raw, typed):
    assert typed_presenter(raw) == typed
