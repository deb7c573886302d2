"""A published card is changed by its author or a chair; posts, chairs and author follow."""

import pytest

from bot.domain.audience import Audience
from bot.domain.delivery import State
from bot.domain.errors import NotAllowed, NotFound, NotValid, Refusal
from bot.domain.practice import PracticeStatus
from bot.use_cases.audience_changes import Widens
from bot.use_cases.context import Context
from bot.use_cases.practices.edit import EditPractice, SeeEdit, edit_practice, see_edit
from bot.use_cases.practices.notifications import build_notification
from bot.use_cases.practices.review import owed_for_review
from tests.bot.use_cases.practices.network import (
    AMARA,
    DAY,
    GRACE,
    LIAM,
    NORA,
    NOW,
    PAT,
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
    seen = see_edit(SeeEdit(number=1, revision=2), within(network, AMARA))
    assert seen.just_now
    assert waiting(network) == []
    assert not see_edit(SeeEdit(number=1, revision=2), within(network, GRACE)).just_now


def test_nobody_approves_a_change_that_they_have_not_read(network, card):
    edit(network, NORA, title="Peer mentors")
    edit(network, NORA, title="Mentors")
    with pytest.raises(Refusal, match="P1 was changed since you opened this"):
        see_edit(SeeEdit(number=1, revision=2), within(network, AMARA))
    with pytest.raises(NotAllowed):
        see_edit(SeeEdit(number=1, revision=3), within(network, NORA))
    assert waiting(network) == [1]


def test_a_chairs_change_is_told_to_the_author_once(network, card):
    edited = edit(network, AMARA, topics=("schools",))
    assert (edited.by_chair, edited.practice.edited_at) == (True, None)
    (row,) = network.owed()
    assert (row.kind, row.recipient, row.revision) == ("practice.edited", NORA, 2)
    said = build_notification(row, within(network, NORA))
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
    assert build_notification(row, within(network, LIAM)).practice.title == "Peer mentors"
