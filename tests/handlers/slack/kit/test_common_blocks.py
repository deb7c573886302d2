"""Small words and blocks that several features share."""

import pytest

from handlers.slack.kit.common_blocks import redrawn_words


@pytest.mark.parametrize(
    ("recipients", "where"),
    [
        pytest.param(("C1", "C1"), "2 messages in the group's channel.", id="channel"),
        pytest.param(("U1", "W2", "U1"), "direct messages to 2 people.", id="people"),
        pytest.param(
            ("C1", "U1"),
            "1 message in the group's channel and direct messages to 1 person.",
            id="both",
        ),
    ],
)
def test_who_narrows_a_record_reads_where_it_can_be(recipients, where):
    assert f"D1 can be in what I posted before: {where} I take" in redrawn_words("D1", recipients)


def test_where_nothing_was_posted_nothing_is_said():
    assert redrawn_words("D1", ()) == ""
