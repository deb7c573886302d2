"""Who is meant by an id, an address or a name in a roster file."""

from types import SimpleNamespace

import pytest
from slack_sdk.errors import SlackApiError

from bot.domain.errors import Refusal
from bot.domain.person import PersonFacts
from handlers.cli.roster.people import KnownPeople, WorkspacePeople, list_people
from tests.handlers.cli.roster.samples import AMARA, APP, GONE, GUEST

KIM, KIM_TOO = (PersonFacts(user_id=f"U0KIM{n}", name="Kim Min-ji") for n in (1, 2))
EVERYONE = (AMARA, KIM, KIM_TOO, GONE, APP, GUEST)
ADDRESSES = {"amara@ofcom.example": "U0AMARA001"}


def known(addresses=ADDRESSES):
    return KnownPeople([], WorkspacePeople(EVERYONE, addresses))


@pytest.mark.parametrize(
    "typed",
    [
        "U0AMARA001", "<@U0AMARA001>", "<@U0AMARA001|amara>", "Amara.Okonkwo", "@amara",
        "ÁMARA  OKONKWO", "amara@ofcom.example", "Amara@OFCOM.example",
        "<mailto:amara@ofcom.example|amara@ofcom.example>",
    ],
)  # fmt: skip
def test_a_person_is_found_by_id_address_and_name(typed):
    assert known().find(typed) == "U0AMARA001"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Kim Min-ji", "“Kim Min-ji” may be Kim Min-ji (U0KIM1) and Kim Min-ji (U0KIM2): please "),
        ("Amara Okonkvo", "here; did you mean Amara Okonkwo (U0AMARA001)?"),
        ("Polls", "“Polls” is nobody's user id, e-mail address or name here"),
        ("liam@ofcom.example", "nobody in this workspace has the e-mail address"),
    ],
)
def test_who_is_not_found_is_told(typed, words):
    with pytest.raises(Refusal) as refused:
        known().find(typed)
    assert words in refused.value.words


def test_addresses_need_the_scope_and_slack():
    with pytest.raises(Refusal, match=r"Without the scope users:read\.email Slack does not tell"):
        known({}).find("amara@ofcom.example")
    with pytest.raises(Refusal, match="Only Slack knows whose; leave --workspace out"):
        KnownPeople(EVERYONE).find("amara@ofcom.example")


REFUSED = {"ok": False, "error": "missing_scope"}


class Client:
    """One page of users, or what is raised instead."""

    def __init__(self, answer):
        self.answer = answer

    async def users_list(self, **_):
        if isinstance(self.answer, Exception):
            raise self.answer
        return {"members": self.answer}


async def test_people_are_listed_with_their_addresses_in_small_letters():
    said = [
        {"id": "U1", "name": "amara", "team_id": "T1", "profile": {"email": "Amara@Ofcom.example"}},
        {"id": "U2", "name": "polls", "team_id": "T1", "is_bot": True},
    ]
    listed = await list_people(Client(said), "T1")
    assert [(p.user_id, p.is_bot, p.is_guest) for p in listed.people] == [
        ("U1", False, False),
        ("U2", True, False),
    ]
    assert listed.addresses == {"amara@ofcom.example": "U1"}


@pytest.mark.parametrize(
    ("trouble", "word"),
    [
        (SlackApiError("no", SimpleNamespace(data=REFUSED, status_code=200)), "missing_scope"),
        (ConnectionResetError(), "ConnectionResetError"),
    ],
    ids=["refused", "no answer"],
)
async def test_where_slack_does_not_list_them_that_is_said(trouble, word):
    with pytest.raises(Refusal, match=f"Slack does not list the workspace's people: {word}"):
        await list_people(Client(trouble), "T1")
