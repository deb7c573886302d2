"""Who is meant by an id, an address or a name in a roster file."""

import pytest

from bot.domain.errors import Refusal
from bot.domain.person import PersonFacts
from handlers.cli.roster.people import KnownPeople, WorkspacePeople
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
