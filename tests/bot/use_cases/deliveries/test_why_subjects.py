"""What a message is about, as one reader may know it; what they may not know is hidden."""

from dataclasses import replace

import pytest

from bot.domain.audience import Audience
from bot.domain.delivery import SubjectType
from bot.domain.errors import NotFound
from bot.domain.practice import PracticeStatus
from tests.bot.use_cases.deliveries.post import CHANNEL, MEMBERS
from tests.bot.use_cases.groups.hall import (
    AMARA,
    GETHIN,
    MINJI,
    NOW,
    RAHUL,
    SINA,
    TANIS,
)
from tests.storage import records


def test_a_type_of_subject_that_is_not_known_is_nobodys(post):
    post.dialogue()
    post.owe()
    post.owe(AMARA)
    subjects = post.why(SINA)
    assert subjects.here
    assert subjects.own == ()
    from bot.use_cases.subjects import Subjects

    for user_id in (TANIS, AMARA, SINA):
        known = Subjects(post.hall.reader(user_id), post.work)
        (row,) = post.work.deliveries.of_recipient(CHANNEL, NOW)
        assert known.subject_of(row) is not None
        assert known.subject_of(replace(row, subject_type="weather")) is None


@pytest.mark.parametrize(
    ("subject_type", "subject_id"),
    [
        (SubjectType.DIALOGUE, "12"),
        (SubjectType.DIALOGUE, "D99"),
        (SubjectType.PRACTICE, "P1"),
        (SubjectType.PRACTICE, "99"),
        (SubjectType.DIGEST, "99"),
        (SubjectType.DIGEST, "one"),
        (SubjectType.GROUP, "C0ELSE"),
    ],
)
def test_a_subject_that_cannot_be_read_is_hidden(post, subject_type, subject_id):
    post.dialogue()
    post.owe(subject_type=subject_type, subject_id=subject_id)
    assert post.here(GETHIN) == []


def test_digests_and_the_greeting_are_for_everyone_in_the_channel(post):
    digest = {"subject_type": SubjectType.DIGEST, "subject_id": str(post.group.id)}
    post.owe(kind="digest.weekly", occurrence="2026-12-07", **digest)
    post.owe(kind="group.greeting", subject_type=SubjectType.GROUP, subject_id=CHANNEL)
    post.owe(kind="group.roster", subject_type=SubjectType.GROUP, subject_id=str(post.group.id))
    assert sorted(post.here(RAHUL)) == ["digest.weekly", "group.greeting"]


def test_cards_by_their_audience(post):
    for number, audience in ((1, Audience.GROUP), (2, MEMBERS)):
        card = records.practice(number, post.group.id, audience=audience, author=GETHIN)
        post.work.practices.add(card)
        practice = {"subject_type": SubjectType.PRACTICE, "subject_id": str(number)}
        post.owe(kind="practice.card", audience=audience, **practice)
        post.owe(GETHIN, kind="practice.outcome", audience=audience, **practice)
    assert [line.subject.reference for line in post.why(TANIS).here] == ["P1"]
    assert len(post.here(MINJI)) == 2
    assert len(post.own(GETHIN)) == 2
    assert [line.row.kind for line in post.why(TANIS, about="P1").here] == ["practice.card"]
    with pytest.raises(NotFound):
        post.why(TANIS, about="P2")


def test_a_card_that_was_declined_is_its_authors_and_the_chairs(post):
    card = records.practice(3, post.group.id, author=TANIS, status=PracticeStatus.DECLINED)
    post.work.practices.add(card)
    practice = {"subject_type": SubjectType.PRACTICE, "subject_id": "3"}
    post.owe(TANIS, kind="practice.outcome", **practice)
    assert post.own(TANIS) == ["practice.outcome"]
    assert len(post.here(SINA)) == 1
    assert post.here(AMARA) == []
    assert post.here(MINJI) == []


def test_notes_to_chairs_are_their_own_and_follow_what_they_name(post):
    note = {"subject_type": SubjectType.GROUP, "subject_id": str(post.group.id)}
    post.dialogue(audience=MEMBERS)
    post.owe(AMARA, kind="group.kept_private", occurrence="D12", audience=MEMBERS, **note)
    post.owe(AMARA, kind="group.kept_private", occurrence="D77", audience=MEMBERS, **note)
    post.owe(AMARA, kind="group.blocked", occurrence=f"{CHANNEL}@2026-12-07", **note)
    post.owe(AMARA, kind="group.roster", **note)
    assert sorted(post.own(AMARA)) == ["group.blocked", "group.kept_private", "group.roster"]
    assert post.own(AMARA, about="D12") == ["group.kept_private"]
    post.hall.channels.clear()
    assert post.own(AMARA, group=None) == []
