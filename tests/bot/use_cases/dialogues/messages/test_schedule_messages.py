"""What a dialogue owes, as rules: no database."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.dialogue import Dialogue, Rsvp, RsvpAnswer
from bot.domain.group import Group
from bot.domain.message_kind import MessageKind
from bot.use_cases.dialogues.messages import schedule_messages
from tests.storage.records import kind_of

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
GROUP = Group(id=1, channel_id="C1", name="Technology", zone="Europe/London", created_at=NOW)


def dialogue(starts_at, **changes):
    fields = {
        "number": 12,
        "group_id": 1,
        "title": "Roundtable",
        "wall": starts_at.replace(tzinfo=None),
        "zone": "UTC",
        "starts_at": starts_at,
        "created_by": "U1",
        "created_at": NOW,
    }
    return Dialogue(**{**fields, **changes})


def useful_until(minutes):
    return MessageKind.REMINDER.useful_until(NOW - timedelta(minutes=minutes), NOW)


@given(
    st.integers(min_value=1, max_value=60 * 24 * 60),
    st.lists(st.integers(min_value=1, max_value=30 * 24 * 60), max_size=6),
)
def test_nothing_is_owed_that_is_past_or_useless_when_due(minutes_ahead, reminders):
    planned = dialogue(NOW + timedelta(minutes=minutes_ahead))
    group = Group(
        id=1, channel_id="C1", name="T", zone="UTC", reminders=tuple(reminders), created_at=NOW
    )
    rsvps = [Rsvp(user_id="U9", answer=RsvpAnswer.GOING, organisation_id=None, answered_at=NOW)]
    rows = schedule_messages.from_now_on(planned, group, rsvps, NOW)
    assert all(NOW <= row.due_at < row.useful_until for row in rows)
    until = {MessageKind.BEGINS: planned.ends_at}
    assert all(row.useful_until <= until.get(row.kind, planned.starts_at) for row in rows)
    keys = [(kind_of(row), row.recipient, row.revision, row.occurrence) for row in rows]
    assert len(keys) == len(set(keys))
    assert rows[0].kind == MessageKind.ANNOUNCEMENT


def test_only_those_who_come_are_told_privately():
    rsvps = [
        Rsvp(user_id=f"U{answer}", answer=answer, organisation_id=None, answered_at=NOW)
        for answer in RsvpAnswer
    ]
    rows = schedule_messages.from_now_on(dialogue(NOW + DAY), GROUP, rsvps, NOW)
    private = {row.recipient for row in rows if row.kind == MessageKind.STARTING}
    assert private == {"Ugoing", "Umaybe"}


def test_another_revision_is_another_key():
    first, second = (
        schedule_messages.from_now_on(dialogue(NOW + DAY, revision=revision), GROUP, (), NOW)[0]
        for revision in (1, 2)
    )
    assert (first.revision, second.revision) == (1, 2)
    assert first.subject_id == second.subject_id == "D12"


@given(
    st.integers(min_value=1, max_value=60 * 24 * 60),
    st.lists(st.integers(min_value=1, max_value=30 * 24 * 60), max_size=6),
    st.integers(min_value=-40 * 24 * 60, max_value=40 * 24 * 60),
)
def test_an_invitation_of_its_own_stands_in_for_what_would_come_by_then(minutes, reminders, before):
    planned = dialogue(NOW + timedelta(minutes=minutes), series_id=1)
    group = Group(
        id=1, channel_id="C1", name="T", zone="UTC", reminders=tuple(reminders), created_at=NOW
    )
    at = schedule_messages.not_all_at_once(planned, group, NOW + timedelta(minutes=before), NOW)
    announced, *others = schedule_messages.from_now_on(planned, group, (), NOW, announced_at=at)
    assert NOW <= announced.due_at < planned.starts_at == announced.useful_until
    left = [row for row in others if row.kind is MessageKind.REMINDER]
    assert all(row.due_at > announced.due_at for row in left)
    passed = {m for m in reminders if planned.starts_at - timedelta(minutes=m) > announced.due_at}
    assert {row.minutes_before for row in left} == passed
