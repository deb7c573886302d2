"""A picture that follows an answer: drawn in another process, uploaded, and shown privately."""

import asyncio
from dataclasses import dataclass, field

from handlers.drawing import Drawer, NotDrawn
from handlers.slack.client.files import NotUploaded, SlackFiles
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.blocks import Picture
from handlers.slack.kit.fallback import fallback_text
from handlers.slack.request.replier import Replier
from handlers.slack.request import Call


_PAUSES = (1.0, 3.0)
"""Seconds: Slack looks through a file before a message may show it. A response URL takes five."""


@dataclass(frozen=True, slots=True)
class Pictures:
    files: SlackFiles
    replier: Replier
    pauses: tuple[float, ...] = _PAUSES
    drawer: Drawer = field(default_factory=Drawer)

    async def show(self, picture: Picture, call: Call) -> None:
        """A message of its own; without it the answer stands alone, which must be enough."""
        try:
            content = await self.drawer.draw(picture.draw)
            file_id = await self.files.upload(
                picture.name, content, title=picture.title, alt_text=picture.says
            )
        except NotDrawn:
            return
        except NotUploaded as error:
            log.warning("picture_not_uploaded", extra={"error": error.code, "call": call.id})
            return
        blocks = [kit.picture(file_id, picture.title, picture.says)]
        body = {
            "response_type": "ephemeral",
            "replace_original": False,
            "text": fallback_text(blocks),
            "blocks": blocks,
        }
        for pause in (*self.pauses, None):
            if await self.replier.respond(call, body):
                return
            if pause is not None:
                await asyncio.sleep(pause)
        await self.replier.say_privately(call, body)
