"""Sends notifications to Slack once, without retries of the SDK, and says what went wrong."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from aiohttp import ClientConnectorError, ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain import TryLater
from bot.domain.delivery import Delivery, identity_of, thread_of
from bot.domain.errors import AnswerLost, ContentRefused, HeldTooLong, PlaceClosed, TokenDead
from bot.domain.notifications import Notification
from bot.ports.messenger import Finding, Posted
from handlers.drawing import Drawer
from handlers.slack.client.api_errors import NO_ANSWER, name_error
from handlers.slack.client.connection import asking_before
from handlers.slack.client.files import SlackFiles
from handlers.slack.client.find_message import METADATA_TYPE, find_message
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.fallback import fallback_text, fit_blocks

log = logging.getLogger(__name__)

_PART = 8
"""Blocks of one notification among several: five with their notes and dividers stay under fifty."""


@dataclass
class SlackMessenger:
    """`client` must have `retry_handlers=[]`: a retry of the SDK's would post twice.

    `renderers`: from a notification's type to its blocks.
    """

    client: AsyncWebClient
    renderers: Mapping[type, kit.Renderer]
    bot_user_id: str = ""
    """Ourselves: whose messages are looked for; "" for anyone's with our metadata."""
    pictures: Mapping[type, Callable[[Any], kit.Picture | None]] = field(default_factory=dict)
    """From a notification's type to what shows it, where it has a picture."""
    pauses: tuple[float, ...] = (1.0, 3.0, 5.0)
    """Seconds after each try to show a picture."""
    drawer: Drawer = field(default_factory=Drawer)

    async def with_picture(self, notification: Notification) -> Notification:
        drawing = self.pictures.get(type(notification))
        picture = drawing(notification) if drawing else None
        files = SlackFiles(self.client)
        file_id = await files.upload_picture(picture, self.drawer) if picture else None
        if file_id is None:
            return notification
        pictured: Notification = replace(notification, picture=file_id)  # type: ignore[type-var]
        return pictured

    async def send(
        self,
        delivery: Delivery,
        notification: Notification,
        *,
        late: bool,
        still: Callable[[], bool],
    ) -> Posted:
        blocks = self.renderers[type(notification)](notification)
        if late:
            blocks = [*blocks, late_note(delivery)]
        return await self._post([delivery], blocks, still)

    async def send_together(
        self, parts: Sequence[tuple[Delivery, Notification]], *, still: Callable[[], bool]
    ) -> Posted:
        """Each part says when it was due. Its buttons answer beside it: none replaces the whole."""
        return await self._post([delivery for delivery, _ in parts], self._beside(parts), still)

    def _beside(self, parts: Sequence[tuple[Delivery, Notification]]) -> list[kit.Block]:
        blocks: list[kit.Block] = []
        for delivery, notification in parts:
            part = fit_blocks(self.renderers[type(notification)](notification), _PART)
            blocks += [*([kit.divider()] if blocks else []), *part, late_note(delivery)]
        return blocks

    async def find(self, delivery: Delivery, place: str | None, since: datetime) -> Finding:
        return await find_message(self.client, delivery, place, since, self.bot_user_id)

    async def _post(
        self, deliveries: Sequence[Delivery], blocks: list[kit.Block], still: Callable[[], bool]
    ) -> Posted:
        """One message; its metadata names every delivery in it, flat, as Slack wants it.

        A copy of the database from before the send recognises the message by its identities.
        """
        first, *others = deliveries
        payload: dict[str, Any] = {"delivery": first.id, "nonce": first.nonce or ""}
        payload["identities"] = " ".join(identity_of(delivery) for delivery in deliveries)
        if others:
            payload["others"] = " ".join(f"{other.id}:{other.nonce}" for other in others)

        async def post(some: Sequence[kit.Block]) -> Posted:
            request = self.client.chat_postMessage(
                channel=first.recipient,
                text=fallback_text(blocks),
                blocks=some if others else fit_blocks(some),  # several: refused, then sent singly
                metadata={"event_type": METADATA_TYPE, "event_payload": payload},
                thread_ts=thread_of(first),
                unfurl_links=False,
                unfurl_media=False,
            )
            return _read_posted(await self._ask(request, still))

        return await self._with_or_without_picture(post, blocks)

    async def refresh(self, delivery: Delivery, notification: Notification) -> None:
        await self._update(delivery, self.renderers[type(notification)](notification))

    async def refresh_together(self, parts: Sequence[tuple[Delivery, Notification]]) -> None:
        await self._update(parts[0][0], self._beside(parts))

    async def _update(self, delivery: Delivery, blocks: list[kit.Block]) -> None:
        async def update(some: Sequence[kit.Block]) -> Posted:
            request = self.client.chat_update(
                channel=delivery.posted_channel or "",
                ts=delivery.posted_ts or "",
                text=fallback_text(blocks),
                blocks=fit_blocks(some),
            )
            return _read_posted(await self._ask(request))

        await self._with_or_without_picture(update, blocks)

    async def _with_or_without_picture(
        self,
        request: Callable[[Sequence[kit.Block]], Awaitable[Posted]],
        blocks: Sequence[kit.Block],
    ) -> Posted:
        """Slack looks through a file before a message may show it, and refuses it until then."""
        words = [block for block in blocks if block["type"] != "image"]
        for pause in self.pauses if len(words) < len(blocks) else ():
            try:
                return await request(blocks)
            except ContentRefused as refused:
                log.info("picture_not_shown", extra={"error": refused.code})
            await asyncio.sleep(pause)
        return await request(words)

    async def delete(self, delivery: Delivery) -> None:
        removal = self.client.chat_delete(
            channel=delivery.posted_channel or "", ts=delivery.posted_ts or ""
        )
        try:
            await self._ask(removal)
        except PlaceClosed as closed:
            if closed.code != "message_not_found":
                raise

    async def _ask(self, request: Any, still: Callable[[], bool] = lambda: True) -> Any:
        """Once written, only Slack's own word proves that it was not done."""
        with asking_before(still) as question:
            try:
                return await request
            except SlackApiError as error:
                named = name_error(error)
                if isinstance(named, TokenDead) and not await self._token_is_dead():
                    raise TryLater(named.code) from error
                raise named from error
            except Exception as error:
                if question.stopped:
                    raise HeldTooLong("held_too_long") from error
                if isinstance(error, ClientConnectorError) and not question.written:
                    raise TryLater("unreachable") from error
                if question.written or isinstance(error, (ClientError, OSError)):
                    raise AnswerLost(type(error).__name__) from error
                raise  # a bug of ours, before anything was asked

    async def _token_is_dead(self) -> bool:
        """Asked of Slack a second time: one odd answer stops nobody's sending."""
        try:
            await self.client.auth_test()
        except SlackApiError as error:
            return isinstance(name_error(error), TokenDead)
        except NO_ANSWER:
            pass
        return False


def late_note(delivery: Delivery) -> kit.Block:
    """Said under a message that Convenor could not send when it was due."""
    due = kit.moment(delivery.due_at, "UTC", "{date_short} {time}")
    return kit.rich(
        kit.line(kit.text("This was due ", italic=True), due, "; Convenor was offline.")
    )


def _read_posted(answer: Any) -> Posted:
    """Where Slack says it is; an "ok" that does not say so is no answer of Slack's."""
    data = answer.data if isinstance(answer.data, dict) else {}
    channel, ts = data.get("channel"), data.get("ts")
    if isinstance(channel, str) and channel and isinstance(ts, str) and ts:
        return Posted(channel=channel, ts=ts)
    raise AnswerLost("says_not_where")
