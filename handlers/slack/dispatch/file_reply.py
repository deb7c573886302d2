"""Sends a person the file that answers their call, or what is said where Slack does not take it."""

import logging
from dataclasses import dataclass, replace

from handlers.slack.client.files import NotUploaded, SlackFiles
from handlers.slack.dispatch.travelling import to_wire
from handlers.slack.kit.fallback import escape_text
from handlers.slack.request.request import Call, Kind
from handlers.slack.request.response import SendFile, Wire

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class FileSender:
    files: SlackFiles

    async def send(self, call: Call, file: SendFile) -> Wire:
        """What is left to be said once the file is there, or is not."""
        call = replace(call, kind=Kind.PRESS)
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
