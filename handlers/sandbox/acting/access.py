"""Who acts, what they can reach, and what each interaction payload says of them."""

from collections.abc import Mapping
from typing import Any

from handlers.sandbox.conversations import Conversation
from handlers.sandbox.core import Core
from handlers.sandbox.messages import Message
from handlers.sandbox.modals import View
from handlers.sandbox.people import Person
from handlers.sandbox.refusal import NotAllowed, NotClear, NotThere

Given = Mapping[str, Any]
"""The JSON body of what the page asks for."""
Answer = dict[str, Any] | None
"""What is answered beside `ok`."""


def given_text(given: Given, key: str) -> str:
    """A string that must be there."""
    value = given.get(key)
    if not isinstance(value, str) or not value:
        raise NotClear(f"{key} is missing.")
    return value


def actor(core: Core, user: str) -> Person:
    """The person acted as: a member of the workspace whose account is active."""
    person = core.workspace.people.get(user)
    if person is None:
        raise NotThere(f"There is no person {user} in this workspace.")
    if person.deleted:
        raise NotAllowed(f"The account of @{person.name} is deactivated.")
    if person.is_bot:
        raise NotAllowed(f"@{person.name} is an app; nobody acts as an app.")
    return person


def active_person(core: Core, user: str) -> Person:
    """Somebody of the workspace, or a bot, whose account is active."""
    found = core.workspace.people.get(user)
    if found is None or found.deleted:
        raise NotThere(f"There is no active person {user}.")
    return found


def visible(core: Core, person: Person, channel: str) -> Conversation:
    """A conversation that this person may read."""
    found = core.workspace.conversations.get(channel)
    if found is None or not found.is_visible_to(person.id):
        raise NotThere(f"There is no conversation {channel} for @{person.name}.")
    return found


def joined(core: Core, person: Person, channel: str) -> Conversation:
    """A conversation in which this person may write."""
    found = visible(core, person, channel)
    if person.id not in found.members:
        raise NotAllowed(f"@{person.name} has not joined #{found.name}.")
    if found.archived:
        raise NotAllowed(f"#{found.name} is archived.")
    return found


def visible_message(core: Core, person: Person, channel: str, ts: str) -> Message:
    """A message that this person sees in a conversation they may read."""
    found = core.workspace.messages.get(visible(core, person, channel).id, ts)
    if found is None or not found.is_visible_to(person.id):
        raise NotThere(f"There is no message {ts} there for @{person.name}.")
    return found


def own_view(core: Core, person: Person, view_id: str) -> View:
    """An open modal, or the Home tab, of this person."""
    found = core.modals.find(view_id=view_id)
    if found is None or found.user != person.id:
        raise NotThere(f"@{person.name} has no view {view_id}.")
    return found


def channel_name(conversation: Conversation) -> str:
    """A channel's name as payloads carry it: private ones and direct messages have no own."""
    return {"im": "directmessage", "private": "privategroup"}.get(
        conversation.kind, conversation.name
    )


def interaction(core: Core, kind: str, person: Person) -> dict[str, Any]:
    """What every interactive payload begins with."""
    team = core.workspace.team
    user = {"id": person.id, "username": person.name, "name": person.name, "team_id": team["id"]}
    return {
        "type": kind,
        "token": "deprecated",
        "team": {"id": team["id"], "domain": team["domain"]},
        "user": user,
        "api_app_id": core.workspace.app["id"],
        "enterprise": None,
        "is_enterprise_install": False,
    }


def response_url(
    core: Core,
    user: str,
    channel: str,
    *,
    message_ts: str | None = None,
    thread_ts: str | None = None,
) -> str:
    """A new address for answers to what this person did, beside a message where it has a ts."""
    token = core.response_urls.new(user, channel, message_ts=message_ts, thread_ts=thread_ts)
    return f"{core.url}/response/{token}"
