"""Each member organisation answers a proposal once, and may change its answer until the end."""

import pytest

from bot.domain.decision import DecisionStatus, Stance
from bot.domain.errors import NotAllowed, NotFound, NotValid, Refusal
from tests.bot.use_cases.dialogues.town import DAY, GRACE, LIAM, MINJI, NORA, NOW, PAT, TECH, ZOE
from tests.journal import told_about
from tests.network import AMARA, GETHIN, add_person, channel

NEWS = "decision.news"


@pytest.fixture
def proposal(chamber):
    return chamber.propose().decision


def said(chamber):
    """Stance and words by organisation."""
    names = {one.id: one.name for one in chamber.work.organisations.all()}
    given = chamber.work.decisions.answers_to(chamber.decided(1))
    return {names[one.organisation_id]: (one.stance, one.words) for one in given}


def test_the_last_answer_of_an_organisation_counts_and_the_one_before_is_told(chamber, proposal):
    add_person(chamber.work, GETHIN, chamber.organisations, NOW)
    chamber.presence[TECH] = channel(TECH, {AMARA, LIAM, MINJI, NORA, PAT, GETHIN})
    assert chamber.say(LIAM).before is None
    second = chamber.say(GETHIN, Stance.COMMENT, "Fine, with a pilot")
    assert (second.before.user_id, second.before.stance) == (LIAM, Stance.AGREE)
    assert said(chamber) == {"Ofcom": (Stance.COMMENT, "Fine, with a pilot")}
    assert not chamber.say(LIAM, Stance.COMMENT, "Fine, with a pilot").changed
    chamber.say(AMARA, Stance.ABSTAIN)
    assert set(said(chamber)) == {"Ofcom", "eSafety"}
    did = [(who, what) for _, who, what, _ in told_about(chamber.work, "R1")]
    assert did[1:] == [
        (LIAM, "agreed"),
        (GETHIN, "agreed with a comment"),
        (AMARA, "abstained"),
    ]


@pytest.mark.parametrize("stance", [Stance.COMMENT, Stance.OBJECT], ids=str)
def test_a_comment_and_an_objection_need_words(chamber, proposal, stance):
    with pytest.raises(NotValid) as refused:
        chamber.say(LIAM, stance, "  ")
    assert refused.value.field == "words"
    assert said(chamber) == {}


def test_time_is_given_once_to_each_organisation(chamber, proposal):
    moved = chamber.say(LIAM, Stance.NEED_TIME).decision
    assert moved.closes_at == proposal.closes_at + 3 * DAY
    chamber.say(LIAM)
    with pytest.raises(Refusal, match="Ofcom has asked for more time already"):
        chamber.say(LIAM, Stance.NEED_TIME)
    assert said(chamber)["Ofcom"][0] is Stance.AGREE
    assert chamber.say(MINJI, Stance.NEED_TIME).decision.closes_at == moved.closes_at + 3 * DAY
    assert chamber.told(NEWS) == []


def test_an_objection_stops_it_and_tells_all_at_once(chamber, proposal):
    stopped = chamber.say(MINJI, Stance.OBJECT, "A date after our election").decision
    assert stopped.status is DecisionStatus.STOPPED
    assert chamber.decided(1) == stopped
    ((turn, _, due_at),) = chamber.told(NEWS)
    assert (turn, due_at) == ("stopped", stopped.settled_at)
    with pytest.raises(Refusal, match="stopped by an objection"):
        chamber.say(LIAM)
    assert chamber.settle(NOW + 9 * DAY) == 0


def test_from_the_deadline_on_no_answer_counts(chamber, proposal):
    with pytest.raises(Refusal, match="its deadline was Friday 27 November 2026, 10:00"):
        chamber.say(LIAM, Stance.OBJECT, "Too late", now=proposal.closes_at)
    assert said(chamber) == {}
    chamber.settle(proposal.closes_at)
    with pytest.raises(Refusal, match="takes no answers any more"):
        chamber.say(LIAM, now=proposal.closes_at)


def test_an_answer_to_another_text_does_not_count(chamber, proposal):
    chamber.revise(1, note="Another")
    with pytest.raises(Refusal, match="has changed since"):
        chamber.say(LIAM, revision=1)
    assert chamber.say(LIAM, revision=2).changed


@pytest.mark.parametrize(
    ("user_id", "error"),
    [(NORA, NotAllowed), (PAT, NotAllowed), (ZOE, NotFound), (GRACE, NotAllowed)],
    ids=["observer", "unassigned", "outsider", "secretariat without an organisation"],
)
def test_nobody_else_votes(chamber, proposal, user_id, error):
    with pytest.raises(error):
        chamber.say(user_id)
    chamber.set(observers_comment=True)
    for stance in (Stance.AGREE, Stance.OBJECT, Stance.NEED_TIME):
        with pytest.raises(error):
            chamber.say(user_id, stance, "words")
    assert said(chamber) == {}


def test_an_observer_comments_where_the_group_allows(chamber, proposal):
    with pytest.raises(NotAllowed, match="Only a member of Technology can answer"):
        chamber.say(NORA, Stance.REMARK, "Mind the small hotlines")
    chamber.set(observers_comment=True)
    chamber.say(NORA, Stance.REMARK, "Mind the small hotlines")
    assert said(chamber) == {"NCMEC": (Stance.REMARK, "Mind the small hotlines")}
    for user_id in (LIAM, PAT):
        with pytest.raises(NotAllowed):
            chamber.say(user_id, Stance.REMARK, "Me too")
    chamber.settle(proposal.closes_at)
    assert chamber.decided(1).agreed == ()
