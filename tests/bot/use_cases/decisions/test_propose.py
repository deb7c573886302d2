"""A proposal leaves everyone time; another text asks all again; a chair gives more time."""

from datetime import UTC, datetime

import pytest

from bot.domain.audience import Audience
from bot.domain.decision import DecisionStatus, HowAgreed, Stance
from bot.domain.errors import NotAllowed, NotValid, Refusal
from tests.bot.use_cases.dialogues.town import DAY, HOUR, LIAM, MINJI, NORA, NOW, TECH
from tests.journal import told_about
from tests.network import AMARA, channel

PROPOSAL, NEWS = "decision.proposal", "decision.news"


def test_it_is_open_and_posted(chamber):
    chamber.set(silence_answers=2)
    made = chamber.propose(note="As circulated", audience=Audience.MEMBERS).decision
    assert (made.reference, made.how, made.status) == (
        "R1",
        HowAgreed.SILENCE,
        DecisionStatus.PROPOSED,
    )
    assert (made.decided_on, made.least_answers) == (None, 2)
    assert made.audience is Audience.MEMBERS
    assert chamber.told(PROPOSAL) == [("", 1, NOW)]
    with pytest.raises(NotAllowed):
        chamber.propose(NORA)


def test_too_early_is_refused_with_the_earliest_moment(chamber):
    """72 hours from Monday 10:00; in Sydney two working days after its Monday are over by then."""
    with pytest.raises(NotValid, match="Thursday 26 November 2026, 10:00") as refused:
        chamber.propose(closes_at=NOW + 71 * HOUR)
    assert refused.value.field == "date"
    assert chamber.propose(closes_at=NOW + 72 * HOUR)
    chamber.set(silence_hours=168)
    with pytest.raises(NotValid, match="168 hours from now"):
        chamber.propose(closes_at=NOW + 6 * DAY)
    with pytest.raises(NotValid, match="more than a year ahead"):
        chamber.propose(closes_at=NOW + 400 * DAY)


def test_without_member_organisations_there_is_nobody_to_ask(chamber):
    chamber.presence[TECH] = channel(TECH, {NORA})
    with pytest.raises((Refusal, NotAllowed)):
        chamber.propose(LIAM)


def test_another_text_asks_all_again(chamber):
    chamber.propose(note="First")
    chamber.say(AMARA)
    later = NOW + DAY
    revised = chamber.revise(1, note="Second", now=later).decision
    assert (revised.revision, revised.note) == (2, "Second")
    assert revised.closes_at == later + 4 * DAY
    assert chamber.work.decisions.answers_to(revised) == ()
    assert chamber.told(PROPOSAL) == [("", 1, NOW), ("", 2, later)]
    assert "before:" in told_about(chamber.work, "R1")[-1][3]
    with pytest.raises(NotValid, match="The text is the same"):
        chamber.revise(1)
    with pytest.raises(NotValid, match="meanwhile"):
        chamber.revise(1, note="Third", revision=1)
    with pytest.raises(NotAllowed):
        chamber.revise(1, MINJI, note="Third")


def test_what_an_objection_stopped_is_proposed_again(chamber):
    chamber.propose()
    chamber.say(MINJI, Stance.OBJECT, "A later date")
    again = chamber.revise(1, now=NOW + DAY).decision
    assert (again.status, again.revision, again.settled_at) == (DecisionStatus.PROPOSED, 2, None)


def test_a_chair_extends_it_once_for_what_was_shown(chamber):
    closes_at = chamber.propose().decision.closes_at
    with pytest.raises(NotAllowed, match="Only a chair of Technology can extend"):
        chamber.extend(1, LIAM)
    extended = chamber.extend(1)
    assert extended.decision.closes_at == closes_at + 3 * DAY
    assert not chamber.extend(1, closes_at=closes_at).changed
    assert [turn for turn, _, _ in chamber.told(NEWS)] == ["extended"]


def test_after_its_deadline_everyone_has_the_shortest_time_once_more(chamber):
    chamber.set(silence_answers=2)
    closes_at = chamber.propose().decision.closes_at  # a Friday
    chamber.say(AMARA)
    chamber.settle(closes_at)
    assert chamber.decided(1).status is DecisionStatus.LAPSED
    extended = chamber.extend(1, now=closes_at + HOUR).decision
    assert extended.closes_at == datetime(2026, 12, 2, tzinfo=UTC)
    assert len(chamber.work.decisions.answers_to(extended)) == 1


def test_what_is_adopted_or_withdrawn_waits_for_nothing(chamber):
    chamber.propose()
    chamber.settle(NOW + 4 * DAY)
    for act in (chamber.extend, lambda n: chamber.revise(n, note="x")):
        with pytest.raises(Refusal):
            act(1)
    assert chamber.decided(1).status is DecisionStatus.AGREED


def test_it_is_withdrawn_and_all_are_told(chamber):
    chamber.propose()
    chamber.withdraw(1, LIAM)
    assert [turn for turn, _, _ in chamber.told(NEWS)] == ["withdrawn"]
    assert chamber.settle(NOW + 9 * DAY) == 0
