"""A proposal as blocks: long names, many organisations, other scripts, all its turns."""

from datetime import UTC, datetime

import pytest

from bot.domain.decision import (
    Answer,
    Decision,
    DecisionNews,
    DecisionProposal,
    DecisionStatus,
    HowAgreed,
    ProposalTurn,
    SaidByOrganisation,
    Stance,
)
from bot.domain.group import Group
from bot.domain.person import Organisation, OrganisationKind
from handlers.sandbox.validation.messages import checked_blocks
from handlers.slack.features.decisions.proposals import (
    deadline_places,
    news_blocks,
    posted_blocks,
)
from handlers.slack.kit.fallback import fallback_text, fit_blocks

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
GROUP = Group(id=1, channel_id="C1", name="Technology", zone="Europe/London", created_at=NOW)
ZONES = ("Europe/London", "Asia/Seoul", "Australia/Sydney")


def body(number, name=None):
    return Organisation(
        id=number,
        name=name or f"Authority {number}",
        kind=OrganisationKind.MEMBER,
        country="GB",
        zone=ZONES[number % 3],
    )


def decision(**changes):
    fields = {
        "number": 7,
        "group_id": 1,
        "title": "Share the figures",
        "how": HowAgreed.SILENCE,
        "status": DecisionStatus.PROPOSED,
        "created_by": "U1",
        "created_at": NOW,
        "closes_at": datetime(2026, 12, 4, 17, tzinfo=UTC),
    }
    return Decision(**{**fields, **changes})


def said(number, stance, words=None, name=None):
    answer = Answer(
        number=7,
        revision=1,
        organisation_id=number,
        stance=stance,
        words=words,
        user_id="U1",
        answered_at=NOW,
    )
    return SaidByOrganisation(organisation=name or f"Authority {number}", answer=answer)


def proposal(made=None, **changes):
    fields = {"decision": made or decision(), "group": GROUP, "by": "@liam", **changes}
    return DecisionProposal(**fields)


def words(blocks):
    fitted = fit_blocks(blocks)
    checked_blocks(fitted)
    return "\n".join(filter(None, (fallback_text([block]) for block in fitted)))


def buttons(blocks):
    rows = (block["elements"] for block in blocks if block["type"] == "actions")
    return [element["text"]["text"] for row in rows for element in row]


def test_it_counts_by_organisation():
    told = proposal(
        decision(least_answers=3),
        said=(
            said(1, Stance.AGREE),
            said(2, Stance.COMMENT, "With a pilot"),
            said(3, Stance.AGREE),
        ),
        silent=(body(4), body(5)),
    )
    shown = words(posted_blocks(told))
    assert "Agree (2): Authority 1 and Authority 3" in shown
    assert "Agree, with a comment (1): Authority 2" in shown
    assert "No answer yet (2): Authority 4 and Authority 5" in shown
    assert "2 of 5 have not answered yet." in shown
    assert "3 answers needed by then; 3 given so far." in shown
    assert "Authority 2 says: With a pilot" in shown


def test_observers_have_a_button_where_they_may_comment():
    usual = ["Agree", "Agree with comment…", "Need time", "Object…", "Abstain"]
    assert buttons(posted_blocks(proposal())) == [*usual, "Show"]
    open_to_all = buttons(posted_blocks(proposal(remarks=True)))
    assert open_to_all == [*usual, "Comment as an observer…", "Show"]


def test_an_older_text_and_what_is_settled_ask_for_nothing():
    old = posted_blocks(proposal(decision(revision=2), text=1))
    assert "has changed" in words(old)
    assert buttons(old) == ["Show"]
    for status in (DecisionStatus.AGREED, DecisionStatus.LAPSED, DecisionStatus.STOPPED):
        assert buttons(posted_blocks(proposal(decision(status=status)))) == ["Show"]
    assert "The text is new" in words(posted_blocks(proposal(decision(revision=2), text=2)))


@pytest.mark.parametrize(
    ("turn", "status", "expected"),
    [
        (ProposalTurn.ADOPTED, DecisionStatus.AGREED, "R7 is adopted."),
        (ProposalTurn.LAPSED, DecisionStatus.LAPSED, "A chair can extend it."),
        (ProposalTurn.STOPPED, DecisionStatus.STOPPED, "@liam can propose a changed text"),
        (ProposalTurn.EXTENDED, DecisionStatus.PROPOSED, "R7 has more time."),
        (ProposalTurn.WITHDRAWN, DecisionStatus.WITHDRAWN, "The law changed"),
    ],
    ids=str,
)
def test_each_turn_is_told(turn, status, expected):
    made = decision(status=status, reason="The law changed")
    told = DecisionNews(decision=made, group=GROUP, by="@liam", turn=turn)
    assert expected in words(news_blocks(told))


def test_three_hundred_organisations_and_long_words_fit():
    arabic = "هيئة تنظيم الاتصالات وتقنية المعلومات" * 2
    many = tuple(
        said(n, Stance.COMMENT, "Long words " * 180, name=f"{arabic[:70]} {n}") for n in range(150)
    )
    made = decision(title="x" * 150, note="y" * 2_000, least_answers=90)
    told = proposal(made, said=many, silent=tuple(body(n) for n in range(150)), remarks=True)
    shown = words(posted_blocks(told))
    assert "Agree, with a comment (150): " in shown
    assert "130 more" in shown
    assert "and 140 more" in shown
    places = words([deadline_places(NOW, [body(n, arabic[:80]) for n in range(300)])])
    assert "80 more" in places
