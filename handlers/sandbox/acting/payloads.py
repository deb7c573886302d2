"""The parts that interaction payloads have in common, in Slack's shapes."""

from collections.abc import Mapping
from typing import Any

from handlers.sandbox.conversations import Conversation
from handlers.sandbox.core import Core
from handlers.sandbox.people import Person
from handlers.sandbox.surface import Block, Element
from handlers.sandbox.values import HOLDS


def channel_name(conversation: Conversation) -> str:
    """A channel's name as payloads carry it: private ones and direct messages have no own."""
    return {"im": "directmessage", "private": "privategroup"}.get(
        conversation.kind, conversation.name
    )


def interaction(core: Core, kind: str, person: Person) -> dict[str, Any]:
    """What every interactive payload begins with."""
    team = core.workspace.team
    return {
        "type": kind,
        "token": "deprecated",
        "team": {"id": team["id"], "domain": team["domain"]},
        "user": {
            "id": person.id,
            "username": person.name,
            "name": person.name,
            "team_id": team["id"],
        },
        "api_app_id": core.workspace.app["id"],
        "enterprise": None,
        "is_enterprise_install": False,
    }


def response_url(core: Core, token: str) -> str:
    return f"{core.url}/response/{token}"


def action(
    core: Core,
    block: Block,
    element: Element,
    state: Mapping[str, Any] | None,
    given: Mapping[str, Any],
) -> dict[str, Any]:
    """One entry of `actions`; `state` is the element's new state, None for buttons and menus."""
    entry: dict[str, Any] = {
        "type": element["type"],
        "block_id": block["block_id"],
        "action_id": element["action_id"],
        "action_ts": f"{core.clock.now():.6f}",
    }
    for key in ("text", "value", "style", "placeholder"):
        if key in element and element["type"] not in ("plain_text_input",):
            entry[key] = element[key]
    if state is not None:
        held = HOLDS[element["type"]][0]
        entry[held] = state[held]
    if element["type"] == "overflow":
        entry["selected_option"] = given["selected_option"]
    return entry
