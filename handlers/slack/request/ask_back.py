"""Asking back: readings of a date, or groups, as buttons that finish what was typed."""

import json
from collections.abc import Callable
from dataclasses import replace

from bot.dates.answers import Asked
from bot.dates.meaning.choice import Frame
from bot.domain.errors import Refusal
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
_MOST_WAYS = 10
_VALUE = 2_000


def frame_of(scene: Scene, *, time_needed: bool = True) -> Frame:
    """Dates are read in the writer's own Slack zone."""
    person = scene.person
    return Frame(person.zone, scene.now, person.locale, time_needed)


def ask_which(
    call: Call, asked: Asked, *, raw_of: Callable[[str], str] = str, typed: str | None = None
) -> Reply:
    """The question, a button for each way to mean it, and the typed text; nothing was stored.

    `raw_of`: what Slack would send behind the verb for the text of a way; `typed`: what is given
    back, where that is not the call's own.
    """
    blocks: list[kit.Block] = [kit.rich(kit.line(asked.words))]
    buttons = [
        going_on(call, raw_of(way.text), way.label, index)
        for index, way in enumerate(asked.ways[:_MOST_WAYS])
    ]
    offered = [button for button in buttons if button is not None]
    # Some ways without the others would be half a question: then the words alone ask.
    if offered and len(offered) == len(buttons):
        blocks.append(kit.actions(*offered))
    return Reply(blocks=[*blocks, *typed_back(call.typed if typed is None else typed)])


def going_on(call: Call, raw: str, label: str, index: int) -> kit.Element | None:
    """A button that goes on as if `raw` had been typed; None where that is too long for one."""
    state = json.dumps({"id": call.id, "raw": raw}, separators=(",", ":"))
    return kit.button(label, f"{PRESS}:{index}", state) if len(state) <= _VALUE else None


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
