"""What can be typed after /wg records."""

from datetime import UTC, date, datetime

import pytest

from bot.dates.answers import Asked
from bot.dates.meaning.choice import Frame
from bot.domain.audience import Audience
from bot.domain.errors import Refusal
from bot.use_cases.records.scope import RecordsPeriod
from handlers.slack.features.records.commands import TypedRecords, read_records

FRAME = Frame("Europe/London", datetime(2026, 11, 29, 18, tzinfo=UTC), time_needed=False)


def test_a_dialogue_or_a_period_and_an_audience():
    assert read_records("d12", FRAME) == TypedRecords(12, None)
    assert read_records("#D12 for the group", FRAME) == TypedRecords(12, Audience.GROUP)
    quarter = RecordsPeriod(first=date(2026, 7, 1), last=date(2026, 9, 30))
    assert read_records("Q3 for members", FRAME) == TypedRecords(quarter, Audience.MEMBERS)
    assert read_records("all", FRAME).about == RecordsPeriod(first=None, last=date(2026, 11, 29))
    assert isinstance(read_records("3/4", FRAME), Asked)


@pytest.mark.parametrize(
    "typed", ["soon", "A12", "D12 soon", "D12 D13", "next week", "\x00"], ids=ascii
)
def test_anything_else_is_given_back_with_an_example(typed):
    with pytest.raises(Refusal, match=r"/wg records (Q3|D12)"):
        read_records(typed, FRAME)
