"""Notices after an outage: what was dropped, as the chair may see it; that a copy was put back."""

from datetime import timedelta

import pytest

from bot.domain.audience import Audience
from bot.domain.delivery import State, SubjectType
from bot.domain.errors import NextStep
from bot.domain.notifications import Gone
from bot.use_cases.deliveries.recover import pack_facts
from tests.bot.use_cases.deliveries.post import DAY, HOUR, Post, dropped
from tests.bot.use_cases.groups.hall import AMARA, NOW, SINA
from tests.storage import records


@pytest.fixture
def post(work):
    return Post(work)


def notice(post, since=NOW):
    return post.hall.notice("group.dropped", since.isoformat(), to=AMARA)


def test_each_is_named_with_when_it_was_due_as_the_chair_may_see_it(post):
    post.dialogue()
    post.work.practices.add(records.practice(3, post.group.id, title="Lessons for parents"))
    late = {"became": dropped("too late")}
    post.owe(due=NOW - HOUR, **late)
    post.owe(kind="dialogue.begins", subject_id="D99", due=NOW - HOUR, **late)
    post.owe(kind="practice.card", subject_type=SubjectType.PRACTICE, subject_id="3", **late)
    digest = {"subject_type": SubjectType.DIGEST, "subject_id": str(post.group.id)}
    post.owe(kind="digest.weekly", occurrence="2026-12-07", **digest, **late)
    words = notice(post).words
    assert "the reminder 1 day before D12, “Age assurance” (due Monday 7 December" in words
    assert "the card of P3, “Lessons for parents” (due Monday" in words
    assert "the weekly digest (due Monday" in words
    assert "the opening message of (due" in words, "a dialogue that is not there has no name"
    assert "D99" not in words
    assert "They are too late to help, so not sent" in words


def test_what_is_for_members_is_not_named_to_a_chair_who_is_none_any_more(post):
    post.dialogue(audience=Audience.MEMBERS)
    post.owe(audience=Audience.MEMBERS, became=dropped("too late"))
    assert "D12" in notice(post).words
    post.work.roles.lower_person(post.group.id, AMARA, lowered=True)
    assert isinstance(notice(post), Gone)


def test_only_what_was_too_late_since_then_is_told(post):
    post.dialogue()
    post.owe(kind="dialogue.begins", became=dropped("cancelled"))
    post.owe(kind="dialogue.reminder", minutes_before=5, became=dropped("too late", NOW - DAY))
    post.owe(kind="dialogue.moved", became={"state": State.SENT, "settled_at": NOW})
    post.owe(SINA, kind="dialogue.starting", became=dropped("too late"))
    assert notice(post) == Gone("nothing dropped")
    assert "the reminder 5 minutes before D12" in notice(post, NOW - DAY).words


@pytest.mark.parametrize(("how_many", "more"), [(8, None), (9, "; 1 more."), (40, "; 32 more.")])
def test_of_many_eight_are_named_and_the_rest_is_counted(post, how_many, more):
    post.dialogue()
    for minutes in range(1, how_many + 1):
        post.owe(minutes_before=minutes, became=dropped("too late"))
    said = notice(post)
    assert said.words.count("before D12") == 8
    assert (said.step is NextStep.SEE_WHY) is (more is not None)
    assert said.words.endswith(more or "(Europe/London, UTC+0)).")


def restored(post, missing, unreadable=0, to=SINA):
    return post.hall.notice("group.restored", pack_facts(NOW, missing, unreadable), to=to)


def test_what_the_copy_does_not_know_is_told_to_the_secretariat_alone(post):
    few, many = restored(post, ["D3", "A4"], 2), restored(post, [f"D{n}" for n in range(40)])
    assert few.since == NOW
    assert "I posted D3 and A4 and do not know them any more." in " ".join(few.words)
    assert few.words[-1].startswith("I could not read 2 conversations.")
    assert few.step is NextStep.SEE_WHY
    assert "D29 and 10 more and do not know" in " ".join(many.words)
    assert "D30" not in " ".join(many.words)
    assert len(restored(post, []).words) == 2
    assert restored(post, ["D3"], to=AMARA) == Gone("not of the secretariat")


def test_a_moment_with_a_zone_of_its_own_is_read_back(post):
    since = (NOW + timedelta(hours=9)).replace(microsecond=5)
    assert post.hall.notice("group.restored", pack_facts(since, [], 0), to=SINA).since == since
