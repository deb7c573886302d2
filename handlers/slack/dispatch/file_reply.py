"""Sends a person the file that answers their call, or what is said where Slack does not take it."""

import asyncio
import logging
from dataclasses import dataclass, field, replace

from bot.languages import _
from handlers.slack.client.files import NotUploaded, SlackFiles
from handlers.slack.dispatch.travelling import to_wire
from handlers.slack.kit.fallback import escape_text
from handlers.slack.request import Call, Kind
from handlers.slack.request.replier import Place, Replier
from handlers.slack.request.response import MakeFile, SendFile, Wire

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class FileSender:
    """One file is made at a time, however many people ask."""

    files: SlackFiles
    replier: Replier
    patience: float = 2.0
    """Seconds of silence while a file is made."""
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
            await self.files.send_to_person(
                call.user_id,
                file.name,
                file.content,
                title=file.title,
                words=escape_text(file.words),
                beside=file.beside,
            )
        except NotUploaded as error:
            log.warning("file_not_sent", extra={"error": error.code, "call": call.id})
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
