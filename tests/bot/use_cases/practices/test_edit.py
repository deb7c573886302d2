"""A published card is changed by its author or a chair; posts, chairs and author follow."""

from dataclasses import replace

import pytest

from bot.domain.audience import Audience
from bot.domain.delivery import State
from bot.domain.errors import NotAllowed, NotFound, NotValid, Refusal
from bot.domain.notifications import Gone
from bot.domain.practice import PracticeStatus, PracticeWithdrawn
from bot.use_cases.audience_changes import Widens
from bot.use_cases.context import Context
from bot.use_cases.identify import channel_reader
from bot.use_cases.practices.edit import (
    EditPractice,
    edit_practice,
    see_edit,
    withdraw_practice,
)
from bot.use_cases.practices.review import (
    PublishPractice,
    build_review_news,
    owed_for_review,
    publish_practice,
)
from tests.bot.use_cases.practices.network import (
    AMARA,
    DAY,
    GRACE,
    LIAM,
    NORA,
    NOW,
    PAT,
    TECH,
    card_words,
    practice,
)


@pytest.fixture
def card(network):
    """P1 of Nora, an observer."""
    return put(network)


def put(network, number=1, **changes):
    words = card_words()
    fields = {name: getattr(words, name) for name in words.__slots__}
    settled = {"status": PracticeStatus.PUBLISHED, "reviewed_by": AMARA, "settled_at": NOW}
    made = practice(number, network.tech.id, **{**fields, **settled, "author": NORA, **changes})
    network.work.practices.add(made)
    return made


def within(network, user_id, now=NOW):
    return Context(reader=network.reader(user_id), work=network.work, now=now)


def edit(network, user_id, *, number=1, told="", now=NOW + DAY, **changes):
    wish = EditPractice(number=number, card=card_words(**changes), told=told)
    return edit_practice(wish, within(network, user_id, now))


def waiting(network, user_id=AMARA):
    reader = network.reader(user_id)
    return [p.number for p in network.work.practices.awaiting_review(reader, [network.tech.id])]


def test_an_authors_change_is_seen_at_once_and_waits_for_the_chairs(network, card):
    edited = edit(network, NORA, title="Peer mentors", countries=("IE", "INT"))
    assert edited.fields == ("title", "countries")
    kept = network.work.practices.get(network.reader(LIAM), 1)
    assert (kept.title, kept.countries) == ("Peer mentors", ("IE", "INT"))
    assert (kept.revision, kept.settled_at, kept.edited_at) == (2, NOW, NOW + DAY)
    assert waiting(network) == [1]
    assert network.owed() == [], "who wrote it is told by the answer"
    seen = see_edit(1, 2, within(network, AMARA))
    assert seen.just_now
    assert waiting(network) == []
    assert not see_edit(1, 2, within(network, GRACE)).just_now


def test_nobody_approves_a_change_that_they_have_not_read(network, card):
    edit(network, NORA, title="Peer mentors")
    edit(network, NORA, title="Mentors")
    with pytest.raises(Refusal, match="P1 was changed since you opened this"):
        see_edit(1, 2, within(network, AMARA))
    with pytest.raises(NotAllowed):
        see_edit(1, 3, within(network, NORA))
    assert waiting(network) == [1]


def test_a_chairs_change_is_told_to_the_author_once(network, card):
    edited = edit(network, AMARA, topics=("schools",))
    assert (edited.by_chair, edited.practice.edited_at) == (True, None)
    (row,) = network.owed()
    assert (row.kind, row.recipient, row.revision) == ("practice.edited", NORA, 2)
    said = build_review_news(row, within(network, NORA))
    assert (said.chair, said.fields) == ("amara", "topics")
    edit(network, AMARA, topics=("schools",))
    assert len(network.owed()) == 1, "nothing was changed"


@pytest.mark.parametrize("user_id", [LIAM, PAT])
def test_nobody_else_changes_it(network, card, user_id):
    with pytest.raises((NotAllowed, NotFound)):
        edit(network, user_id, title="Mine")
    assert network.work.practices.get(network.reader(AMARA), 1) == card


def test_only_a_chair_opens_it_to_more_people_and_sees_first_what_opens(network, card):
    with pytest.raises(NotValid, match="Only a chair of Technology can open") as refused:
        edit(network, NORA, audience=Audience.NETWORK)
    assert refused.value.field == "audience"
    with pytest.raises(Widens) as asked:
        edit(network, AMARA, audience=Audience.NETWORK)
    opened = edit(network, AMARA, audience=Audience.NETWORK, told=asked.value.opening.mark)
    assert opened.fields == ("audience",)


def test_fewer_readers_take_it_out_of_what_was_posted(network):
    card = put(network, author=LIAM)
    edited = edit(network, LIAM, audience=Audience.MEMBERS)
    assert edited.practice.audience is Audience.MEMBERS
    assert network.work.practices.get(network.reader(NORA), card.number) is None


def test_its_author_is_never_shut_out(network, card):
    with pytest.raises(NotValid, match="could not see it any more") as refused:
        edit(network, AMARA, audience=Audience.MEMBERS)
    assert refused.value.field == "audience"


def test_a_post_that_is_owed_says_what_the_card_says_when_it_is_sent(network, card):
    network.work.deliveries.owe(owed_for_review(card, [network.tech], NOW), NOW)
    edit(network, NORA, title="Peer mentors")
    (row,) = network.owed("practice.card")
    assert row.state is State.OWED
    assert build_review_news(row, within(network, LIAM)).practice.title == "Peer mentors"


def withdraw(network, user_id, reason="The law changed.", number=1):
    return withdraw_practice(number, reason, within(network, user_id))


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
    assert build_review_news(told, within(network, NORA)).practice.comment == "The law changed."
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
        assert build_review_news(posted, read) == PracticeWithdrawn("P1")
        assert build_review_news(row, read) == Gone("not published")


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
