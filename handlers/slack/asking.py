"""Asking back: the readings of an ambiguous date as buttons that finish what was typed."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.errors import Refusal
from bot.domain.when import Reading, describe
from handlers.slack import blockkit as kit
from handlers.slack.answers import Answer, Reply
from handlers.slack.call import Call, Kind
from handlers.slack.help_text import typed_back
from handlers.slack.scene import Listener, Route, Scene

PRESS = "ask.choose"
_VALUE = 2_000


def ask_which(call: Call, *, words: str, readings: Sequence[Reading], used: str) -> Reply:
    """The question, a button for each reading, and the typed text; nothing was stored.

    `used`: the exact words of the command's text that were read as the date; the chosen reading
    takes their place when the command goes on.
    """
    buttons: list[kit.Element] = []
    for index, reading in enumerate(readings[:10]):
        state = json.dumps(
            {"id": call.id, "raw": call.raw.replace(used, _spelled(reading, used), 1)},
            separators=(",", ":"),
        )
        if used not in call.raw or len(state) > _VALUE:
            break  # too long to carry: the question alone still helps
        buttons.append(kit.button(describe(reading), f"{PRESS}:{index}", state))
    blocks: list[kit.Block] = [kit.rich(kit.line(words))]
    if buttons:
        blocks.append(kit.actions(*buttons))
    return Reply(blocks=[*blocks, *typed_back(call.typed)])


def press_route(listeners: dict[str, Listener]) -> dict[tuple[Kind, str], Route]:
    """The route of the buttons: the same listener runs again with the date spelled out."""

    def chosen(scene: Scene) -> Answer:
        state: dict[str, Any] = json.loads(scene.call.value)
        listener = listeners.get(state["id"])
        if listener is None:
            raise Refusal("I can't go on from this question. Please type the command again.")
        again = replace(scene.call, id=state["id"], raw=state["raw"])
        answer = listener(replace(scene, call=again))
        return replace(answer, replace=True) if isinstance(answer, Reply) else answer

    return {(Kind.PRESS, PRESS): Route(run=chosen, writes=True)}


_MARKERS = frozenset({"on", "by", "at", "from", "due", "to"})


def _spelled(reading: Reading, used: str) -> str:
    """Words that the grammar reads in exactly one way, behind the marker that stood there.

    A moment is written as RFC 9557 has it, offset and zone, so that an hour which exists twice
    is told apart.
    """
    first = used.split(" ", 1)[0]
    marker = f"{first} " if first.lower() in _MARKERS else ""
    if not reading.has_time:
        return marker + reading.wall.date().isoformat()
    local = reading.at.astimezone(ZoneInfo(reading.zone))
    return f"{marker}{local.isoformat(timespec='minutes')}[{reading.zone}]"
