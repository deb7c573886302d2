"""Sends a person the file that answers their call, and the picture that follows an answer."""

import asyncio
import logging
from dataclasses import dataclass, field, replace

from bot.languages import _
from handlers.drawing import Drawer
from handlers.slack.client.files import NotUploaded, SlackFiles
from handlers.slack.dispatch.travelling import to_wire
from handlers.slack.kit import blocks as kit
from handlers.slack.kit import escape_text
from handlers.slack.kit.blocks import Picture
from handlers.slack.request import Call, Kind, Reply
from handlers.slack.request.replier import Place, Replier
from handlers.slack.request.response import MakeFile, SendFile, Wire

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class FileSender:
    """Sends what follows an answer. One file is made at a time, however many people ask."""

    files: SlackFiles
    replier: Replier
    patience: float = 2.0
    """Seconds of silence while a file is made."""
    pauses: tuple[float, ...] = (1.0, 3.0)
    """Seconds: Slack looks through a file before a message may show it. A response URL takes five
    tries."""
    drawer: Drawer = field(default_factory=Drawer)
    _making: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def send(self, call: Call, file: SendFile | MakeFile) -> Wire:
        """What is left to be said once the file is there, or is not."""
        call = replace(call, kind=Kind.PRESS)
        if isinstance(file, MakeFile):
            made = await self._made(call, file)
            if made is None:
                return to_wire(call, file.otherwise)
            file = made
        try:
            await self.files.upload(
                file.name,
                file.content,
                person=call.user_id,
                title=file.title,
                words=escape_text(file.words),
                beside=file.beside,
            )
        except NotUploaded as error:
            log.warning("file_not_sent", extra={"error": str(error), "call": call.id})
            return to_wire(call, file.otherwise)
        return to_wire(call, file.said)

    async def _made(self, call: Call, file: MakeFile) -> SendFile | None:
        """The file; None where it could not be made, which is our bug."""
        heard: list[str] = [_("begun")]
        place: Place | None = None
        async with self._making:
            work = asyncio.create_task(asyncio.to_thread(file.make, heard.append))
            while not (await asyncio.wait({work}, timeout=self.patience))[0]:
                words = _("{title}: {progress}", title=file.title, progress=heard[-1])
                place = await self.replier.say_directly(call, words, place)
        try:
            made, last = work.result(), _("ready.")
        except Exception:
            log.exception("file_not_made", extra={"call": call.id})
            made, last = None, _("I could not make it.")
        if place is not None:
            words = _("{title}: {progress}", title=file.title, progress=last)
            await self.replier.say_directly(call, words, place)
        return made

    async def show_picture(self, picture: Picture, call: Call) -> None:
        """A message of its own; without it the answer stands alone, which must be enough."""
        file_id = await self.files.upload_picture(picture, self.drawer)
        if file_id is None:
            return
        shown = Reply(blocks=[kit.picture(file_id, picture.title, picture.says)])
        body = {"response_type": "ephemeral", "replace_original": False, **shown.body()}
        for pause in (0.0, *self.pauses):
            await asyncio.sleep(pause)
            if await self.replier.respond(call, body):
                return
        await self.replier.say_privately(call, body)
