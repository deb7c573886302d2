"""A dialogue's derived facts."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.domain.dialogue import DEFAULT_MINUTES, Dialogue, DialogueStatus

SYDNEY_MORNING = Dialogue(
    number=12,
    group_id=1,
    title="Age assurance",
    wall=datetime.fromisoformat("2026-12-09T09:00"),
    zone="Australia/Sydney",
    starts_at=datetime(2026, 12, 8, 22, 0, tzinfo=UTC),
    created_by="U1",
    created_at=datetime(2026, 11, 23, tzinfo=UTC),
)


def test_it_is_named_by_its_number():
    assert SYDNEY_MORNING.reference == "D12"


def test_it_ends_after_its_minutes_have_passed():
    assert SYDNEY_MORNING.minutes == DEFAULT_MINUTES
    assert SYDNEY_MORNING.ends_at == datetime(2026, 12, 8, 23, 0, tzinfo=UTC)
    whole_day = replace(SYDNEY_MORNING, minutes=24 * 60)
    assert whole_day.ends_at - whole_day.starts_at == timedelta(days=1)


def test_its_occurrence_is_the_local_date_and_not_the_instants():
    assert SYDNEY_MORNING.starts_at.date() == date(2026, 12, 8)
    assert SYDNEY_MORNING.occurrence == "2026-12-09"


def test_it_is_planned_until_it_is_cancelled():
    assert not SYDNEY_MORNING.cancelled
    assert replace(SYDNEY_MORNING, status=DialogueStatus.CANCELLED).cancelled
