"""Asking back: readings of a date, or groups, as buttons that finish what was typed."""

import json
from collections.abc import Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from bot.dates.reading import Reading, describe
from bot.domain.errors import Refusal
from bot.domain.wording import shortened
from handlers.slack.kit import blocks as kit
from handlers.slack.request.carried_values import read_state
from handlers.slack.request.context import Listener, Route, Scene, WhichGroup
from handlers.slack.request.help import typed_back
from handlers.slack.request.request import Call, Kind
from handlers.slack.request.response import Answer, Reply

PRESS = "ask.choose"
GROUP_PRESS = "ask.group"
_MOST = 25
"""Buttons in one row of Slack's."""
_VALUE = 2_000
_LABEL = 75


def ask_which(call: Call, *, words: str, readings: Sequence[Reading], used: str) -> Reply:
    """The question, a button for each reading, and the typed text; nothing was stored.

    `used`: the exact words of the command's text that were read as the date; the chosen reading
    takes their place when the command goes on.
    """
    found = used in call.raw
    choices = [
        (describe(reading), call.raw.replace(used, _spelled(reading, used), 1))
        for reading in readings[:10]
        if found
    ]
    return ask_choice(call, words=words, choices=choices)


def ask_choice(call: Call, *, words: str, choices: Sequence[tuple[str, str]]) -> Reply:
    """The question, a button for each choice, and the typed text; nothing was stored.

    A choice is its label and the text behind the command with which that goes on.
    """
    buttons: list[kit.Element] = []
    for index, (label, raw) in enumerate(choices):
        state = json.dumps({"id": call.id, "raw": raw}, separators=(",", ":"))
        if len(state) > _VALUE:
            break  # too long to carry: the question alone still helps
        buttons.append(kit.button(shortened(label, _LABEL), f"{PRESS}:{index}", state))
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


def press_route(listeners: dict[str, Listener]) -> dict[tuple[Kind, str], Route]:
    """The route of the buttons: the same listener runs again with the date spelled out."""

    def chosen(scene: Scene) -> Answer:
        state = read_state(scene.call.value, id=str, raw=str)
        listener = listeners.get(state["id"])
        if listener is None:
            raise Refusal("I can't go on from this question. Please type the command again.")
        again = replace(scene.call, id=state["id"], raw=state["raw"])
        answer = listener(replace(scene, call=again))
        return replace(answer, replace=True) if isinstance(answer, Reply) else answer

    def chosen_group(scene: Scene) -> Answer:
        """The same words once more, as if typed in the group's own channel."""
        state = read_state(scene.call.value, id=str, raw=str, channel=str)
        listener = listeners.get(state["id"])
        channel = scene.presence.get(state["channel"])
        if listener is None or channel is None:
            raise Refusal("I can't go on from this question. Please type the command again.")
        call = replace(scene.call, id=state["id"], raw=state["raw"], channel_id=channel.channel_id)
        group = scene.work.groups.by_channel(channel.channel_id)
        answer = listener(replace(scene, call=call, group=group, channel=channel))
        return replace(answer, replace=True) if isinstance(answer, Reply) else answer

    return {
        (Kind.PRESS, PRESS): Route(run=chosen, writes=True),
        (Kind.PRESS, GROUP_PRESS): Route(run=chosen_group, writes=True),
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
