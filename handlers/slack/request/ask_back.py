"""Asking back: readings of a date, or groups, as buttons that finish what was typed."""

import json
from collections.abc import Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from bot.dates.reading import Reading, describe
from bot.domain.errors import Refusal
from handlers.slack.kit import blocks as kit
from handlers.slack.request.carried_values import read_state
from handlers.slack.request.context import Route, Scene, WhichGroup
from handlers.slack.request.help import typed_back
from handlers.slack.request.request import Call, Kind
from handlers.slack.request.response import Answer, Reply

PRESS = "ask.choose"
GROUP_PRESS = "ask.group"
_MOST = 25
"""Buttons in one row of Slack's."""
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


def ask_group(call: Call, which: WhichGroup) -> Reply:
    """The question, a button for each group, and the typed text."""
    buttons: list[kit.Element] = []
    for group in which.groups[:_MOST]:
        state = {"id": call.id, "raw": call.raw, "channel": group.channel_id}
        value = json.dumps(state, separators=(",", ":"))
        if len(value) > _VALUE:
            raise Refusal("Please type this in the channel of the working group that you mean.")
        buttons.append(kit.button(group.name, f"{GROUP_PRESS}:{group.id}", value))
    typed = typed_back(call.typed) if call.raw else []
    return Reply(blocks=[kit.rich(kit.line(which.words)), kit.actions(*buttons), *typed])


def _go_on(scene: Scene) -> Answer:
    """The command that asked runs again, with the date spelled out."""
    state = read_state(scene.call.value, id=str, raw=str)
    return _run_again(scene, replace(scene.call, id=state["id"], raw=state["raw"]))


def _go_on_in_group(scene: Scene) -> Answer:
    """The same words once more, as if typed in the group's own channel."""
    state = read_state(scene.call.value, id=str, raw=str, channel=str)
    channel = scene.presence.get(state["channel"])
    if channel is None:
        raise Refusal(_TYPE_AGAIN)
    call = replace(scene.call, id=state["id"], raw=state["raw"], channel_id=channel.channel_id)
    group = scene.work.groups.by_channel(channel.channel_id)
    return _run_again(replace(scene, group=group, channel=channel), call)


def _run_again(scene: Scene, call: Call) -> Answer:
    command = scene.commands.get(call.id)
    if command is None:
        raise Refusal(_TYPE_AGAIN)
    answer = command(replace(scene, call=call))
    return replace(answer, replace=True) if isinstance(answer, Reply) else answer


_TYPE_AGAIN = "I can't go on from this question. Please type the command again."
ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.PRESS, PRESS): Route(run=_go_on, writes=True),
    (Kind.PRESS, GROUP_PRESS): Route(run=_go_on_in_group, writes=True),
}


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
