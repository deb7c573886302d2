"""Public holidays of one's organisation's country have no morning; the one before looks further."""

from datetime import UTC, date, datetime

import pytest

from bot.domain.audience import Audience
from bot.domain.morning import Topic
from bot.domain.notifications import Gone
from bot.use_cases.actions.settle import snooze_action
from bot.use_cases.context import Context
from bot.use_cases.mornings.plan import plan_mornings
from bot.use_cases.mornings.redraw import compose_morning, morning_now
from tests.bot.use_cases.actions.network import DAY, LIAM, MINJI, TODAY, dialogue, settle_in
from tests.databases import WORKSPACE, sqlite_in_memory

TUESDAY, FRIDAY = date(2026, 12, 8), date(2026, 12, 11)
BEFORE = datetime(2026, 12, 7, 8, 55, tzinfo=UTC)


class Feast:
    """In Korea, from Tuesday to Thursday."""

    def on(self, country, day):
        return "Feast" if country == "KR" and TUESDAY <= day < FRIDAY else None


@pytest.fixture
def network():
    database = sqlite_in_memory(holidays=Feast())
    with database.transaction(WORKSPACE) as work:
        yield settle_in(work)
    database.dispose()


def test_no_morning_is_owed_on_a_holiday(network):
    for number, user_id in enumerate((MINJI, LIAM), 1):
        network.put(number, owner_user_id=user_id, due_on=TODAY)
    plan_mornings(Context.system(network.work, BEFORE))
    assert network.owed_days(LIAM) == ["2026-12-07", "2026-12-08", "2026-12-09"]
    assert network.owed_days(MINJI) == []
    plan_mornings(Context.system(network.work, BEFORE + 2 * DAY))
    assert network.owed_days(MINJI) == ["2026-12-11"]


def test_what_was_owed_before_the_organisation_moved_there_says_nothing(network):
    network.put(owner_user_id=LIAM, due_on=TODAY)
    plan_mornings(Context.system(network.work, BEFORE))
    network.work.people.assign(LIAM, network.organisations["KCSC"].id)
    second = next(row for row in network.mornings(LIAM) if row.occurrence == "2026-12-08")
    now = second.due_at
    found = morning_now(
        second, Context(reader=network.reader(LIAM, now), work=network.work, now=now)
    )
    assert isinstance(found, Gone)


def test_the_morning_before_asks_about_dialogues_until_after_the_holidays(network):
    starts_at = datetime(2026, 12, 11, 3, tzinfo=UTC)
    network.work.dialogues.add(
        dialogue(1, group_id=network.tech.id, starts_at=starts_at, audience=Audience.GROUP)
    )
    monday = datetime(2026, 12, 6, 23, tzinfo=UTC)
    plan_mornings(Context.system(network.work, monday))
    assert network.owed_days(MINJI) == ["2026-12-07"]
    assert network.owed_days(LIAM) == ["2026-12-09"]
    person, reader = network.identified(MINJI, monday)
    told = compose_morning(
        person, Context(reader=reader, work=network.work, now=monday), today=TODAY
    )
    assert [d.number for d in told.of(Topic.UNANSWERED)] == [1]


def test_a_snooze_lasts_over_the_holidays(network):
    network.put(owner_user_id=MINJI)
    done = snooze_action(1, None, context=network.by(MINJI, BEFORE))
    assert done.action.snoozed_until == FRIDAY
