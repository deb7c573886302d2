"""Looks in a conversation's history for a message that carries a delivery's id and nonce."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.delivery import Delivery, is_person, known_nonces
from bot.ports.messenger import Absent, Finding, Posted, Unreadable
from handlers.slack.api_errors import NO_ANSWER, Meaning, code_of, meaning_of

METADATA_TYPE = "convenor_delivery"

_PAGE = 200


async def find(
    client: AsyncWebClient, delivery: Delivery, place: str | None, since: datetime, ourselves: str
) -> Finding:
    """Every page since the moment is read, the newest first, until it is found.

    Scopes: channels:history, groups:history or im:history, as the place is; im:write to open a
    direct message whose channel is not known yet.
    """
    try:
        if place is None and is_person(delivery.recipient):
            opened = await client.conversations_open(users=[delivery.recipient])
            place = opened["channel"]["id"]
        return await _read(client, delivery, place or delivery.recipient, since, ourselves)
    except SlackApiError as error:
        final = meaning_of(error) in (Meaning.CLOSED, Meaning.CONTENT)
        return Unreadable(code_of(error), passing=not final)
    except NO_ANSWER as error:
        return Unreadable(type(error).__name__, passing=True)


async def _read(
    client: AsyncWebClient, delivery: Delivery, channel: str, since: datetime, ourselves: str
) -> Finding:
    nonces, cursor = known_nonces(delivery), ""
    while True:
        page = await client.conversations_history(
            channel=channel,
            oldest=f"{since.timestamp():.6f}",
            inclusive=True,
            include_all_metadata=True,
            limit=_PAGE,
            cursor=cursor,
        )
        for message in page["messages"]:
            if _is_it(message, delivery, nonces, ourselves):
                return Posted(channel=channel, ts=message["ts"])
        cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return Absent()


def _is_it(
    message: Mapping[str, Any], delivery: Delivery, nonces: frozenset[str], ourselves: str
) -> bool:
    """Any app can write any metadata, so the message must be our own as well."""
    metadata = message.get("metadata") or {}
    if metadata.get("event_type") != METADATA_TYPE:
        return False
    if ourselves and message.get("user") != ourselves:
        return False
    payload = metadata.get("event_payload") or {}
    carried = {f"{payload.get('delivery')}:{payload.get('nonce')}"}
    carried |= set(str(payload.get("others") or "").split())
    return any(f"{delivery.id}:{nonce}" in carried for nonce in nonces)
