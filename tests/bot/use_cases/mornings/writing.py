"""Mornings: planned for all, and written for one reader."""

from datetime import UTC, datetime

from hypothesis import HealthCheck, settings

from bot.domain.delivery import Delivery
from bot.domain.morning import OWN_ACTIONS
from bot.use_cases.context import Context
from bot.use_cases.mornings.notifications import build_notification
from bot.use_cases.mornings.plan import plan_mornings
from bot.use_cases.mornings.schedule_messages import owed_morning
from tests.bot.use_cases.actions.network import (
    DAY,
    NOW,
    TODAY,
)

NINE = datetime(2026, 12, 7, 9, tzinfo=UTC)

SHARED_DATABASE = settings(
    max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
"""Each example runs in a transaction that is rolled back."""


def plan(network, now=NOW, **changes):
    return plan_mornings(work=network.work, now=now, **changes)


def written(network, user_id, *, today=TODAY, now=None):
    """The notification for `today`, written at the moment it is due unless told otherwise."""
    person = network.work.people.get(user_id)
    owed = owed_morning(person, today)
    fields = {name: getattr(owed, name) for name in owed.__slots__}
    delivery = Delivery(**fields, id=1, workspace_id="T1", created_at=NINE - DAY)
    now = now or owed.due_at
    return build_notification(
        delivery, Context(reader=network.reader(user_id, now), work=network.work, now=now)
    )


def told(morning):
    """Its reader's own actions, as (topic, number)."""
    return [(i.topic, i.subject.number) for i in morning.items if i.topic in OWN_ACTIONS]
