"""Mornings: planned for all, and written for one reader."""

from datetime import UTC, datetime

from hypothesis import HealthCheck, settings

from bot.domain.delivery import Delivery, State
from bot.domain.morning import OWN_ACTIONS
from bot.domain.notifications import Gone
from bot.use_cases.context import Context
from bot.use_cases.mornings.plan import plan_mornings
from bot.use_cases.mornings.redraw import keep_told, morning_now
from bot.use_cases.mornings.schedule_messages import owed_morning
from tests.bot.use_cases.actions.network import (
    DAY,
    DIRECT,
    NOW,
    TODAY,
)

NINE = datetime(2026, 12, 7, 9, tzinfo=UTC)

SHARED_DATABASE = settings(
    max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
"""Each example runs in a transaction that is rolled back."""


def plan(network, now=NOW, **changes):
    return plan_mornings(Context.system(network.work, now), **changes)


def written(network, user_id, *, today=TODAY, now=None):
    """The notification for `today`, written at the moment it is due unless told otherwise."""
    person = network.work.people.get(user_id)
    owed = owed_morning(person, today)
    fields = {name: getattr(owed, name) for name in owed.__slots__}
    delivery = Delivery(**fields, id=1, workspace_id="T1", created_at=NINE - DAY)
    now = now or owed.due_at
    return morning_now(
        delivery, Context(reader=network.reader(user_id, now), work=network.work, now=now)
    )


def send(network, user_id, *, today=TODAY, holidays=None):
    """The morning of that day as it is sent and kept; the Morning, or why there is none."""
    work, person = network.work, network.work.people.get(user_id)
    owed = owed_morning(person, today, holidays or work.holidays)
    work.workspaces.keep_installed("Network", "UBOT", NOW)
    work.deliveries.owe([owed], owed.due_at)
    others = [other for other in network.CAST if other != user_id]
    lease = owed.due_at + DAY
    claimed = work.queue.claim_due(owed.due_at, lease_until=lease, limit=50, skip=others)
    row = next(row for row in claimed if row.occurrence == owed.occurrence)
    context = Context(reader=network.reader(user_id, owed.due_at), work=work, now=owed.due_at)
    said = morning_now(row, context)
    if isinstance(said, Gone):
        work.queue.settle_row(row, State.DROPPED, owed.due_at, error=said.why)
        return said
    keep_told(row, said, work=work, now=owed.due_at)
    posted = {"posted_channel": DIRECT, "posted_ts": owed.occurrence}
    assert work.queue.settle_row(row, State.SENT, owed.due_at, **posted)
    return said


def told(morning):
    """Its reader's own actions, as (topic, number)."""
    return [(i.topic, i.subject.number) for i in morning.items if i.topic in OWN_ACTIONS]
