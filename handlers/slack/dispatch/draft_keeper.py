"""Writes what people type into forms: of all keys within a moment, the last."""

import asyncio
import logging
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any

from bot.domain.errors import NotSaved
from handlers.slack.dispatch.dispatcher import Desk
from handlers.slack.kit.shown import SHOWN
from handlers.slack.request import Call
from handlers.slack.request.drafting import draft_of

log = logging.getLogger(__name__)


@dataclass(kw_only=True)
class DraftKeeper:
    """`pause`: seconds for which keys are gathered. What is lost with a process is that much."""

    desk: Desk
    pause: float = 1.0
    _typed: dict[str, Call] = field(default_factory=dict)

    def typed(self, call: Call) -> Coroutine[Any, Any, None] | None:
        """Work to be done behind the acknowledgement; None where some is under way already."""
        if not call.view_id or SHOWN not in call.metadata:
            return None
        waits, self._typed[call.view_id] = call.view_id in self._typed, call
        return None if waits else self._keep_soon(call.view_id)

    def sent(self, call: Call) -> None:
        """What was typed in this form is in what was sent: nothing is left to be written."""
        self._typed.pop(call.view_id or "", None)

    async def _keep_soon(self, view_id: str) -> None:
        await asyncio.sleep(self.pause)
        call = self._typed.pop(view_id, None)
        draft = draft_of(call, self.desk.now()) if call else None
        if call is None or draft is None:
            return
        try:
            await self.desk.memory.write(call.workspace_id, lambda work: work.drafts.keep(draft))
        except NotSaved:
            log.warning("draft_not_saved", extra={"call": call.form})
