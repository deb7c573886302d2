"""A card is taken back, with a reason, by its author or a chair."""

from dataclasses import replace

import pytest

from bot.domain.delivery import State
from bot.domain.errors import NotAllowed, NotFound, NotValid, Refusal
from bot.domain.notifications import Gone
from bot.domain.practice import PracticeStatus, PracticeWithdrawn
from bot.use_cases.context import Context
from bot.use_cases.identify import channel_reader
from bot.use_cases.practices.notifications import build_notification
from bot.use_cases.practices.review import PublishPractice, publish_practice
from bot.use_cases.practices.schedule_messages import owed_for_review
from bot.use_cases.practices.withdraw import WithdrawPractice, withdraw_practice
from tests.bot.use_cases.practices.network import AMARA, GRACE, LIAM, NORA, NOW, PAT, TECH, practice
from tests.bot.use_cases.practices.test_edit import put, within


def withdraw(network, user_id, reason="The law changed.", number=1):
    wish = WithdrawPractice(number=number, reason=reason)
    return withdraw_practice(wish, within(network, user_id))


def test_its_author_withdraws_it_and_nobody_else_finds_it(network):
    put(network)
    done = withdraw(network, NORA)
    assert done.just_now
    kept = done.practice
    assert (kept.status, kept.comment, kept.reviewed_by) == (
        PracticeStatus.WITHDRAWN,
        "The law changed.",
        NORA,
    )
    assert network.work.practices.get(network.reader(LIAM), 1) is None
    assert network.work.practices.get(network.reader(AMARA), 1) == kept
    assert network.owed() == []


def test_a_chair_withdraws_it_and_its_author_hears_once(network):
    card = put(network)
    network.work.deliveries.owe(owed_for_review(card, [network.tech], NOW), NOW)
    withdraw(network, AMARA)
    rows = network.owed()
    assert {(r.kind, r.recipient, r.state) for r in rows} == {
        ("practice.card", TECH, State.DROPPED),
        ("practice.outcome", NORA, State.DROPPED),
        ("practice.outcome", NORA, State.OWED),
    }
    (told,) = [row for row in rows if row.state is State.OWED]
    assert build_notification(told, within(network, NORA)).practice.comment == "The law changed."
    again = withdraw(network, GRACE, "Me too")
    assert (again.just_now, again.practice.reviewed_by) == (False, AMARA)
    assert network.owed() == rows


def test_what_was_posted_says_so_by_reference_alone(network):
    card = put(network)
    network.work.deliveries.owe(owed_for_review(card, [network.tech], NOW), NOW)
    (row,) = network.owed("practice.card")
    withdraw(network, NORA)
    for members_only in (True, False):
        reader = channel_reader(network.tech.id, members_only=members_only)
        read = Context(reader=reader, work=network.work, now=NOW)
        posted = replace(row, state=State.SENT)
        assert build_notification(posted, read) == PracticeWithdrawn("P1")
        assert build_notification(row, read) == Gone("not published")


def test_who_may_and_what_is_needed(network):
    card = put(network)
    for user_id in (LIAM, PAT):
        with pytest.raises((NotAllowed, NotFound)):
            withdraw(network, user_id)
    with pytest.raises(NotValid) as refused:
        withdraw(network, NORA, " ")
    assert refused.value.field == "reason"
    assert network.work.practices.get(network.reader(NORA), 1) == card


def test_what_awaits_review_is_its_authors_to_withdraw_and_then_nobody_decides(network):
    network.work.practices.add(practice(1, network.tech.id, author=NORA))
    with pytest.raises(Refusal, match="Its author can withdraw it"):
        withdraw(network, AMARA)
    withdraw(network, NORA)
    late = publish_practice(PublishPractice(number=1, revision=1), within(network, AMARA))
    assert (late.just_now, late.practice.status) == (False, PracticeStatus.WITHDRAWN)
    assert network.owed() == []
