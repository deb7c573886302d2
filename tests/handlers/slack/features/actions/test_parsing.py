"""What is typed after /action's other verbs."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dates.answers import Asked
from bot.dates.meaning.choice import Frame
from bot.domain.errors import NotFound, Refusal
from bot.domain.known_names import KnownNames
from bot.domain.organisation import Organisation, OrganisationKind
from bot.domain.person import Person
from bot.ports.ledgers.actions import ActionView
from bot.use_cases.actions.owners import NOBODY, Owner
from handlers.slack.features.actions.button_values import (
    ListState,
    button_value,
    read_list,
    read_value,
)
from handlers.slack.features.actions.due import read_due
from handlers.slack.features.actions.owners import OwnerQuestion, WhoMayOwn, parse_owner
from handlers.slack.features.actions.parsing import (
    Listing,
    parse_list,
    parse_reason,
)


def person(user_id, name, *aliases):
    return Person(
        user_id=user_id,
        name=name,
        zone="Europe/London",
        locale="en-GB",
        active=True,
        is_bot=False,
        secretariat=False,
        organisation=None,
        aliases=aliases,
    )


ORGANISATIONS = [
    Organisation(
        id=number, name=name, kind=OrganisationKind.MEMBER, country="GB", zone="Europe/London"
    )
    for number, name in enumerate(
        (
            "Ofcom",
            "Coimisiún na Meán",
            "Korea Communications Standards Commission",
            "National Media Commission",
            "National Center for Missing & Exploited Children",
        ),
        1,
    )
]
NAMES = {"U1": "liam", "U2": "min-ji"}
WHO = WhoMayOwn(
    me="UME",
    people=lambda: KnownNames([person("U1", "liam", "Liam O'Grady"), person("U2", "min-ji")]),
    organisations=lambda: KnownNames(ORGANISATIONS),
    names=NAMES,
)
WRITER = Frame(zone="Europe/London", locale="en-GB", now=datetime(2026, 12, 2, 12, tzinfo=UTC))


@pytest.mark.parametrize(
    ("rest", "reason"),
    [
        ("because the law changed", "the law changed"),
        ("Because: the law changed", "the law changed"),
        ("the law changed", "the law changed"),
        ("because <@U1> left &amp; went", "@liam left & went"),
        ("because", ""),
        ("", ""),
        ("becausewise", "becausewise"),
    ],
)
def test_reasons(rest, reason):
    assert parse_reason(rest, NAMES) == reason


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


def test_a_reason_is_kept_as_a_note():
    assert parse_owner("<@U1> because <@U2> is away", WHO) == (
        Owner(user_id="U1"),
        "@min-ji is away",
    )


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


@pytest.mark.parametrize(
    ("raw", "listing"),
    [
        ("", Listing()),
        ("open", Listing()),
        ("Overdue", Listing(view=ActionView.OVERDUE)),
        ("done", Listing(view=ActionView.DONE)),
        ("ALL", Listing(view=ActionView.ALL)),
        ("mine", Listing(mine=True)),
        ("@liam", Listing(user_id="U1")),
        ("overdue of KCSC", Listing(view=ActionView.OVERDUE, organisation_id=3)),
        ("<@U1>", Listing(user_id="U1")),
        ("overdue <@U1>", Listing(view=ActionView.OVERDUE, user_id="U1")),
        ("<@U1> overdue", Listing(view=ActionView.OVERDUE, user_id="U1")),
        ("done mine", Listing(view=ActionView.DONE, mine=True)),
        ("all ofcom", Listing(view=ActionView.ALL, organisation_id=1)),
        ("Coimisiún na Meán overdue", Listing(view=ActionView.OVERDUE, organisation_id=2)),
        ("open open", Listing()),
        ("yesterday", Listing(words="yesterday")),
        ("done hash “of all”", Listing(view=ActionView.DONE, words="hash “of all”")),
        ("“overdu”", Listing(words="“overdu”")),
        ("<@U1> test results", Listing(user_id="U1", words="test results")),
    ],
)
def test_lists(raw, listing):
    assert parse_list(raw, WHO) == listing


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("open done", "Please choose one of open or done."),
        ("mine <@U1>", "Please choose one owner"),
        ("<@U1> <@U2>", "Please choose one owner"),
        ("ofcom mine", "Please choose one owner"),
        ("overdu", "Did you mean “overdue”?"),
        ("@yesterday", "I don't know “@yesterday” after /action list. Give any of open"),
    ],
)
def test_lists_that_cannot_be_read(raw, said):
    with pytest.raises(Refusal) as caught:
        parse_list(raw, WHO)
    assert said in caught.value.words


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("12 Dec", date(2026, 12, 12)),
        ("to 12 December 2026", date(2026, 12, 12)),
        ("by Friday", date(2026, 12, 4)),
        ("tomorrow", date(2026, 12, 3)),
        ("none", None),
        ("No  date", None),
        ("to none", None),
    ],
)
def test_due_days(raw, day):
    assert read_due(raw, WRITER).day == day


def test_due_days_that_could_be_two_are_asked():
    question = read_due("3/4", WRITER)
    assert isinstance(question, Asked)
    assert [way.text for way in question.ways] == ["2027-04-03", "2027-03-04"]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("12 Dec UTC", "names a time zone"),
        ("1 Dec 2026", "in the past"),
        ("12 Dec or so", "but not “or so”"),
        ("soon", "I can't read “soon” as a date"),
    ],
)
def test_due_days_that_cannot_be_read(raw, said):
    with pytest.raises(Refusal) as caught:
        read_due(raw, WRITER)
    assert said in caught.value.words


LISTINGS = (
    st.builds(Listing, view=st.sampled_from(ActionView), mine=st.booleans())
    | st.builds(
        Listing,
        view=st.sampled_from(ActionView),
        user_id=st.from_regex(r"[UW][A-Z0-9]{1,10}", fullmatch=True),
    )
    | st.builds(
        Listing, view=st.sampled_from(ActionView), organisation_id=st.integers(1, 999_999_999)
    )
    | st.builds(
        Listing,
        mine=st.booleans(),
        words=st.from_regex(r"[a-zé|“”0-9][a-zé|“” 0-9]{0,57}[a-z]", fullmatch=True),
    )
)


@given(LISTINGS, st.integers(0, 1_000_000))
def test_a_list_travels_in_its_buttons(listing, offset):
    state = ListState(listing=listing, offset=offset)
    assert read_list(state.page_value) == state
    number, context = read_value(button_value(104, state.context))
    assert number == 104
    assert read_list(context.removeprefix("list ")) == state


@pytest.mark.parametrize(
    "carried",
    [
        "",
        "x",
        "1 2 3",
        "0 open",
        "0 open org:",
        "0 open org:99999999999",
        "0 open <@U1>",
        "² open any",
    ],
)
def test_an_unreadable_list_is_the_plain_one(carried):
    assert read_list(carried) == ListState(listing=Listing())


@pytest.mark.parametrize("carried", ["", "x", "D12|show", "A|", "|morning"])
def test_an_unreadable_button_finds_nothing(carried):
    with pytest.raises(NotFound):
        read_value(carried)
