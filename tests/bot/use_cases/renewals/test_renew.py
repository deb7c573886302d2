"""A card past its review date is renewed for a year, and the question about it follows."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.errors import NotAllowed
from bot.domain.notifications import Gone
from bot.use_cases.renewals.renew import renew_practice, review_question
from tests.bot.use_cases.practices.network import AMARA, LIAM, NORA, NOW
from tests.bot.use_cases.renewals.test_schedule_messages import PAST, plan, questions
from tests.journal import told_about


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
