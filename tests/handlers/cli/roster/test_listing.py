"""Everyone of the workspace, as Slack lists them."""

from types import SimpleNamespace

import pytest
from slack_sdk.errors import SlackApiError

from bot.domain.errors import Refusal
from handlers.cli.roster.people import list_people

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
