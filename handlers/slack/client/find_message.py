"""Looks in a conversation's history for messages of ours, and for the one of a delivery."""

import json
import logging
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.delivery import Delivery, identity_of, is_person, known_nonces, thread_of
from bot.domain.errors import ContentRefused, PlaceClosed
from bot.ports.directory import Seen
from bot.ports.messenger import Absent, Finding, HistoryUnreadable, Posted
from handlers.slack.client.api_errors import FAILURES, code_of, name_error
from handlers.slack.client.facts import read_pages

log = logging.getLogger(__name__)

METADATA_TYPE = "convenor_delivery"

_PAGE = 200
_REFERENCE = re.compile(r"\b[DAPR][1-9][0-9]{0,8}\b")


async def find_message(
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
        place = place or delivery.recipient
        found = _our_messages(client, place, since, ourselves, thread_of(delivery))
        async for message in found:
            if _is_it(message, delivery):
                return Posted(channel=place, ts=message["ts"])
    except FAILURES as error:
        return _unreadable_for(error)
    return Absent()


@dataclass(frozen=True, slots=True)
class SlackHistory:
    """Implements bot.ports.messenger.History."""

    client: AsyncWebClient
    bot_user_id: str

    async def ours_since(self, place: str, since: datetime) -> Sequence[Seen] | None:
        try:
            return [
                Seen(message["ts"], frozenset(_ids_carried(message)), _references_in(message))
                async for message in _our_messages(self.client, place, since, self.bot_user_id)
            ]
        except FAILURES as error:
            why = _unreadable_for(error).why
            log.warning("history_not_read", extra={"channel": place, "error": why})
            return None


def _unreadable_for(error: Exception) -> HistoryUnreadable:
    named = name_error(error) if isinstance(error, SlackApiError) else None
    final = isinstance(named, (PlaceClosed, ContentRefused))
    return HistoryUnreadable(code_of(error), passing=not final)


async def _our_messages(
    client: AsyncWebClient, channel: str, since: datetime, ourselves: str, thread: str | None = None
) -> AsyncIterator[Mapping[str, Any]]:
    """Any app can write any metadata, so a message must be our own as well.

    `thread`: look among the replies to this message, which the channel's history does not hold.
    """
    read = client.conversations_history
    if thread is not None:
        read = partial(client.conversations_replies, ts=thread)
    oldest = f"{since.timestamp():.6f}"
    asked = {"channel": channel, "oldest": oldest, "inclusive": True, "limit": _PAGE}
    async for page in read_pages(read, **asked, include_all_metadata=True):
        for message in page["messages"]:
            metadata = message.get("metadata") or {}
            theirs = ourselves and message.get("user") != ourselves
            if metadata.get("event_type") == METADATA_TYPE and not theirs:
                yield message


def _metadata_payload(message: Mapping[str, Any]) -> Mapping[str, Any]:
    return message["metadata"].get("event_payload") or {}


def _ids_carried(message: Mapping[str, Any]) -> set[str]:
    payload = _metadata_payload(message)
    first = f"{payload.get('delivery')}:{payload.get('nonce')}"
    return {first, *str(payload.get("others") or "").split()}


def _is_it(message: Mapping[str, Any], delivery: Delivery) -> bool:
    """By its row and attempt; or, where another copy of the database sent it, by what it is."""
    carried = _ids_carried(message)
    known = any(f"{delivery.id}:{nonce}" in carried for nonce in known_nonces(delivery))
    identities = str(_metadata_payload(message).get("identities") or "").split()
    return known or identity_of(delivery) in identities


def _references_in(message: Mapping[str, Any]) -> frozenset[str]:
    """What its text and its buttons name; a title that looks like one only wastes numbers."""
    return frozenset(_REFERENCE.findall(json.dumps([message.get("text"), message.get("blocks")])))
