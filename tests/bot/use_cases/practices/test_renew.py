"""A card past its review date is renewed for a year, and the question about it follows."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.delivery import State
from bot.domain.errors import NotAllowed
from bot.domain.notifications import Gone
from bot.use_cases.context import Context
from bot.use_cases.practices.renew import QUARTER, plan_renewals, renew_practice, review_question
from tests.bot.use_cases.practices.network import AMARA, DAY, LIAM, NORA, NOW
from tests.journal import told_about
from tests.network import HOUR

PAST = date(2026, 11, 22)


def plan(network, now=NOW):
    return plan_renewals(Context.system(network.work, now))


def questions(network):
    return list(reversed(network.owed("practice.review_due")))


def send(network, now, *, drop=None):
    for row in network.work.queue.claim_due(now, lease_until=now + HOUR, limit=9):
        network.work.queue.begin_post(row, now, lease_until=now + HOUR)
        state = State.DROPPED if drop else State.SENT
        place = {} if drop else {"posted_channel": "D1", "posted_ts": "1700000000.000100"}
        network.work.queue.settle_row(row, state, now, error=drop, **place)


def test_the_author_is_asked_once_a_quarter_in_their_own_day(network, put):
    put(review_by=PAST)
    assert plan(network) == 1
    assert plan(network, NOW + DAY) == 0
    (row,) = questions(network)
    assert row.recipient == NORA
    assert row.due_at.isoformat() == "2026-11-23T14:00:00+00:00", "nine o'clock in New York"
    said = review_question(row, network.by(NORA))
    assert (said.practice.number, said.asks, said.own) == (1, True, True)
    send(network, row.due_at)
    assert plan(network, row.due_at + QUARTER - HOUR) == 0
    assert plan(network, row.due_at - 3 * DAY) == 0, "the clock was set back"
    assert plan(network, row.due_at + QUARTER) == 1


def test_its_last_day_ends_where_the_group_is(network, put):
    put(review_by=NOW.date())
    assert plan(network) == 0
    assert plan(network, NOW + timedelta(hours=13, minutes=59)) == 0
    assert plan(network, NOW + timedelta(hours=14)) == 1


@pytest.mark.parametrize("error", ["not theirs", "left the workspace"])
def test_where_the_author_can_not_be_asked_the_chairs_are(network, put, error):
    put(review_by=PAST)
    plan(network)
    (row,) = questions(network)
    send(network, row.due_at, drop=error)
    assert plan(network, row.due_at + HOUR) == 1
    assert questions(network)[-1].recipient == AMARA
    said = review_question(questions(network)[-1], network.by(AMARA))
    assert (said.own, said.author) == (False, "nora")
    assert review_question(
        replace(questions(network)[-1], recipient=LIAM), network.by(LIAM)
    ) == Gone("not a chair any more")


def renew(network, user_id, now=NOW):
    return renew_practice(1, network.by(user_id, now))


def test_still_good_moves_the_date_a_year_and_the_question_follows(network, put):
    card = put(review_by=PAST)
    plan(network)
    (row,) = questions(network)
    with pytest.raises(NotAllowed):
        renew(network, LIAM)
    renewed = renew(network, AMARA)
    assert renewed.just_now
    assert renewed.practice == replace(card, review_by=date(2027, 11, 23))
    assert not renew(network, NORA).just_now
    assert review_question(row, network.by(NORA)) == Gone("still good")
    posted = replace(row, posted_ts="1700000000.000100")
    assert review_question(posted, network.by(NORA)).asks is False
    assert [entry[1:3] for entry in told_about(network.work, "P1")] == [(AMARA, "found still good")]
