"""Sends a person the file that answers their call, or what is said where Slack does not take it."""

import logging
from dataclasses import dataclass, replace

from handlers.slack import router
from handlers.slack.answers import SendFile, Wire
from handlers.slack.call import Call, Kind
from handlers.slack.desk import Desk, to_wire
from handlers.slack.fallback import escape
from handlers.slack.files import NotUploaded, SlackFiles

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class FileSender:
    """`desk` answers the press that a call becomes when its file was not taken."""

    files: SlackFiles
    desk: Desk

    async def send(self, call: Call, file: SendFile) -> Wire:
        """What is left to be said once the file is there, or is not."""
        try:
            await self.files.send_to_person(
                call.user_id, file.name, file.content, title=file.title, words=escape(file.words)
            )
        except NotUploaded as error:
            log.warning("file_not_sent", extra={"error": error.code, "call": call.id})
            return await self._otherwise(replace(call, kind=Kind.PRESS, id=file.otherwise))
        return to_wire(replace(call, kind=Kind.PRESS), file.said)

    async def _otherwise(self, call: Call) -> Wire:
        route = router.find(call)
        if route is None:
            raise LookupError(f"nothing answers {call.id}")
        return await self.desk.answer(replace(call, key=f"{call.key}:otherwise"), route)
