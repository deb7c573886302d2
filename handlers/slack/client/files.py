"""Files to Slack by its current way: ask for an address, send the bytes there, share the file."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from aiohttp import ClientSession
from slack_sdk.web.async_client import AsyncWebClient

from handlers.drawing import Drawer, NotDrawn
from handlers.slack.client.api_errors import FAILURES, code_of
from handlers.slack.kit.blocks import Picture

log = logging.getLogger(__name__)

LONGEST_ALT_TEXT = 1_000
"""Characters that Slack keeps of a picture's description."""


LARGEST = 1024**3
"""Bytes of a file that Slack takes."""


class NotUploaded(Exception):
    """Slack did not take a file: its own error word, "http_500", or what broke.

    After a lost answer the file may be there all the same: say so in other words, never upload
    it again by yourself.
    """


@dataclass(frozen=True, slots=True)
class SlackFiles:
    """`client` must have a session of its own and `retry_handlers=[]`. Scope: files:write."""

    client: AsyncWebClient

    async def upload(
        self,
        name: str,
        content: bytes,
        *,
        title: str,
        alt_text: str = "",
        person: str | None = None,
        words: str | None = None,
        beside: Sequence[tuple[str, bytes]] = (),
    ) -> str:
        """The id of the file; NotUploaded where Slack does not take it.

        `person`: in whose direct messages with us it is shared (scope im:write as well), by a
        message of its own with `words` (mrkdwn) above it. None: nobody sees it until a message
        shows it in an image block, `{"slack_file": {"id": …}}`. Slack looks through a file before
        it may be shown, so such a message can be refused with "invalid slack file" for a moment.
        `beside`: more files in the same message, each titled by its name.
        """
        try:
            channel = await self._direct_messages(person) if person is not None else None
            file_id = await self._bring(name, content, alt_text)
            files: list[dict[str, str | None]] = [{"id": file_id, "title": title}]
            files += [{"id": await self._bring(*one), "title": one[0]} for one in beside]
            await self.client.files_completeUploadExternal(
                files=files, channel_id=channel, initial_comment=words
            )
        except FAILURES as error:
            raise NotUploaded(code_of(error)) from error
        return file_id

    async def _direct_messages(self, user_id: str) -> str:
        opened = await self.client.conversations_open(users=[user_id])
        return str(opened["channel"]["id"])

    async def upload_picture(self, picture: Picture, drawer: Drawer) -> str | None:
        """The id of its file; None where it was not drawn or taken, which the log tells."""
        try:
            content = await drawer.draw(picture.draw)
            return await self.upload(
                picture.name, content, title=picture.title, alt_text=picture.says
            )
        except NotDrawn:
            return None
        except NotUploaded as error:
            log.warning("picture_not_uploaded", extra={"error": str(error)})
            return None

    async def _bring(self, name: str, content: bytes, alt_text: str = "") -> str:
        """The id of a file that is there and that nobody sees yet."""
        if len(content) > LARGEST:
            raise NotUploaded("file_too_large")
        ticket = await self.client.files_getUploadURLExternal(
            filename=name, length=len(content), alt_txt=alt_text[:LONGEST_ALT_TEXT] or None
        )
        await self._send(ticket["upload_url"], content)
        return str(ticket["file_id"])

    async def _send(self, address: str, content: bytes) -> None:
        """The bytes themselves; the address is the ticket, so no token goes with them."""
        session = self.client.session
        if not isinstance(session, ClientSession):
            raise NotUploaded("no session")
        async with session.post(address, data=content) as answer:
            if answer.status != 200:
                raise NotUploaded(f"http_{answer.status}")
