"""Who an action is given to by words: a person, an organisation, nobody, or a question."""

import pytest

from bot.domain.errors import Refusal
from bot.domain.known_names import KnownNames
from bot.use_cases.actions.owners import NOBODY, Owner
from handlers.slack.features.actions.several import parse_owner
from handlers.slack.features.actions.typed_action import OwnerQuestion, WhoMayOwn
from tests.handlers.slack.features.actions.scenes import organisations, person

ORGANISATIONS = organisations(
    "Ofcom",
    "Coimisiún na Meán",
    "Korea Communications Standards Commission",
    "National Media Commission",
    "National Center for Missing & Exploited Children",
)
NAMES = {"U1": "liam", "U2": "min-ji"}
WHO = WhoMayOwn(
    me="UME",
    people=lambda: KnownNames([person("U1", "liam", "Liam O'Grady"), person("U2", "min-ji")]),
    organisations=lambda: KnownNames(ORGANISATIONS),
    names=NAMES,
)


@pytest.mark.parametrize(
    ("rest", "owner"),
    [
        ("<@U1>", Owner(user_id="U1")),
        ("to <@U1|liam>", Owner(user_id="U1")),
        ("<@U1> <@U1>", Owner(user_id="U1")),
        ("ofcom", Owner(organisation_id=1)),
        ("to  Coimisiún na meán.", Owner(organisation_id=2)),
        ("KCSC", Owner(organisation_id=3)),
        ("coimisiun na mean", Owner(organisation_id=2)),
        ("Korea", Owner(organisation_id=3)),
        ("me", Owner(user_id="UME")),
        ("<@U1> please", Owner(user_id="U1")),
        ("nobody", NOBODY),
        ("No one", NOBODY),
        ("to nobody yet", NOBODY),
    ],
)
def test_owners(rest, owner):
    assert parse_owner(rest, WHO) == (owner, "")


@pytest.mark.parametrize(
    ("rest", "labels"),
    [
        ("@liam", ["@liam"]),
        ("Liam", ["@liam"]),
        ("to Liam O’Grady", ["@liam"]),
        ("National", ["National Media Commission", ORGANISATIONS[4].name]),
        ("Ofcon", ["Ofcom"]),
    ],
)
def test_owners_that_are_asked_about(rest, labels):
    question = parse_owner(rest, WHO)
    assert isinstance(question, OwnerQuestion)
    assert [label for label, _ in question.choices] == labels
    for _, raw in question.rewritten(rest):
        assert parse_owner(raw, WHO) != question


@pytest.mark.parametrize(
    ("rest", "said"),
    [
        ("<@U1> <@U2>", "You named @liam and @min-ji"),
        ("<@U1> urgent", "I don't know what to do with “urgent”."),
        ("@nosuch", "I don't know anyone called @nosuch here."),
        ("@here", "@here is everyone"),
        ("the moon", "I don't know an organisation called “the moon”. Give a @person"),
    ],
)
def test_owners_that_cannot_be_read(rest, said):
    with pytest.raises(Refusal) as caught:
        parse_owner(rest, WHO)
    assert said in caught.value.words


def test_a_reason_is_kept_as_a_note():
    assert parse_owner("<@U1> because <@U2> is away", WHO) == (
        Owner(user_id="U1"),
        "@min-ji is away",
    )
