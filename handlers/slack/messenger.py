"""Sends letters to Slack: once, with no retries of the SDK's own, and says what went wrong."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aiohttp import ClientConnectorError, ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.delivery import Delivery, identity_of
from bot.domain.errors import (
    AnswerLost,
    ContentRefused,
    HeldTooLong,
    NotSent,
    PlaceClosed,
    TokenDead,
    TryLater,
)
from bot.domain.letters import Letter
from bot.ports.messenger import Finding, Posted
from handlers.slack import blockkit as kit
from handlers.slack.before_writing import asking
from handlers.slack.fallback import fallback
from handlers.slack.finding import METADATA_TYPE, find
from handlers.slack.refusals import code_of, status_of

_LATER = frozenset(
    "ratelimited rate_limited too_many_requests service_unavailable request_timeout "
    "external_channel_migrating team_added_to_org org_login_required".split()
)
_LOST = frozenset({"internal_error", "fatal_error"})
"""Errors after which the message may have been posted all the same."""
_DEAD = frozenset(
    "invalid_auth account_inactive token_revoked not_authed token_expired "
    "two_factor_setup_required".split()
)
_CONTENT = frozenset(
    "invalid_blocks invalid_blocks_format msg_blocks_too_long msg_too_long no_text "
    "too_many_attachments metadata_too_large invalid_metadata_format invalid_metadata_schema "
    "invalid_arguments markdown_text_conflict".split()
)

_PART = 8
"""Blocks of one letter among several: five with their notes and dividers stay under fifty."""

Renderer = Callable[[Any], list[kit.Block]]


@dataclass
class SlackMessenger:
    """`client` must have `retry_handlers=[]`: a retry of the SDK's would post twice.

    `renderers`: from a letter's type to its blocks.
    """

    client: AsyncWebClient
    renderers: Mapping[type, Renderer]
    bot_user_id: str = ""
    """Ourselves: whose messages are looked for; "" for anyone's with our metadata."""

    async def send(
        self, delivery: Delivery, letter: Letter, *, late: bool, still: Callable[[], bool]
    ) -> Posted:
        blocks = self._blocks(letter)
        if late:
            blocks.append(late_note(delivery))
        return await self._post([delivery], blocks, still)

    async def send_together(
        self, parts: Sequence[tuple[Delivery, Letter]], *, still: Callable[[], bool]
    ) -> Posted:
        """Each part says when it was due. Its buttons answer beside it: none replaces the whole."""
        blocks: list[kit.Block] = []
        for delivery, letter in parts:
            part = self.renderers[type(letter)](letter)
            if len(part) > _PART:
                part = [*part[: _PART - 1], kit.small("There is more than fits here.")]
            blocks += [*([kit.divider()] if blocks else []), *part, late_note(delivery)]
        return await self._post([delivery for delivery, _ in parts], blocks, still)

    async def find(self, delivery: Delivery, place: str | None, since: datetime) -> Finding:
        return await find(self.client, delivery, place, since, self.bot_user_id)

    async def _post(
        self, deliveries: Sequence[Delivery], blocks: list[kit.Block], still: Callable[[], bool]
    ) -> Posted:
        """One message; its metadata names every delivery in it, flat, as Slack wants it.

        The identities tell of a message even to a copy of the database from before it was sent.
        """
        first, *others = deliveries
        payload: dict[str, Any] = {"delivery": first.id, "nonce": first.nonce or ""}
        payload["identities"] = " ".join(identity_of(delivery) for delivery in deliveries)
        if others:
            payload["others"] = " ".join(f"{other.id}:{other.nonce}" for other in others)
        post = self.client.chat_postMessage(
            channel=first.recipient,
            text=fallback(blocks),
            blocks=blocks,
            metadata={"event_type": METADATA_TYPE, "event_payload": payload},
            unfurl_links=False,
            unfurl_media=False,
        )
        with asking(still) as question:
            try:
                answer = await self._ask(post)
            except AnswerLost as error:
                if question.stopped:
                    raise HeldTooLong("held_too_long") from error
                raise
        return Posted(channel=answer["channel"], ts=answer["ts"])

    async def refresh(self, delivery: Delivery, letter: Letter) -> None:
        blocks = self._blocks(letter)
        await self._ask(
            self.client.chat_update(
                channel=delivery.slack_channel or "",
                ts=delivery.slack_ts or "",
                text=fallback(blocks),
                blocks=blocks,
            )
        )

    def _blocks(self, letter: Letter) -> list[kit.Block]:
        blocks = self.renderers[type(letter)](letter)
        if len(blocks) >= kit.MESSAGE_BLOCKS:  # one place is kept for the note on lateness
            blocks = [*blocks[: kit.MESSAGE_BLOCKS - 2], kit.small("There is more than fits here.")]
        return blocks

    async def _ask(self, request: Any) -> Any:
        try:
            return await request
        except SlackApiError as error:
            raise _named(error) from error
        except ClientConnectorError as error:  # never reached Slack
            raise TryLater("unreachable") from error
        except (TimeoutError, ClientError, OSError) as error:
            raise AnswerLost(type(error).__name__) from error


def late_note(delivery: Delivery) -> kit.Block:
    """Said under a message that Convenor could not send when it was due."""
    due = kit.moment(delivery.due_at, "UTC", "{date_short} {time}")
    return kit.rich(
        kit.line(kit.text("This was due ", italic=True), due, "; Convenor was offline.")
    )


def _named(error: SlackApiError) -> NotSent:
    code, status = code_of(error), status_of(error)
    wait = error.response.headers.get("Retry-After")
    seconds = float(wait) if wait and str(wait).isdigit() else None
    if code in _LATER or status == 429:
        return TryLater(code, retry_after=seconds)
    if code in _DEAD:
        return TokenDead(code)
    if code in _CONTENT:
        return ContentRefused(code)
    if code in _LOST or status >= 500:
        return AnswerLost(code)
    return PlaceClosed(code)
