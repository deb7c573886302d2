"""Asking back: readings of a date, or groups, as buttons that finish what was typed."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bot.dates.answers import Asked
from bot.dates.meaning.choice import Frame
from bot.domain import Audience, Refusal
from bot.domain.person import zone_of
from bot.domain.wording import count, shortened
from bot.domain.zones import to_wall
from bot.languages import N_, _, _n
from bot.use_cases.audience_changes import Opening
from bot.use_cases.coming_holidays import ComingHolidays
from bot.use_cases.dialogues.rules.invited import invited_organisations
from handlers.slack.kit import audience_words, refilled, spoken_text
from handlers.slack.kit import blocks as kit
from handlers.slack.request.carried_values import read_state
from handlers.slack.request.context import Route, Scene, WhichGroup
from handlers.slack.request.help import typed_back
from handlers.slack.request.request import Call, Kind
from handlers.slack.request.response import Answer, Reply, ShowView

PRESS = "ask.choose"
GROUP_PRESS = "ask.group"
_MOST = 25
"""Buttons in one row of Slack's."""
_MOST_WAYS = 10
_VALUE = 2_000
_LABEL = 75


def frame_of(scene: Scene, *, time_needed: bool = True) -> Frame:
    """Dates are read in the writer's own Slack zone; without `time_needed` a day is enough."""
    person = scene.person
    zone = zone_of(person)
    return Frame(
        zone,
        scene.now,
        person.locale,
        time_needed,
        holidays=ComingHolidays(
            countries=lambda: _countries(scene),
            holidays=scene.work.holidays,
            today=to_wall(scene.now, zone).date(),
        ),
    )


def _countries(scene: Scene) -> set[str]:
    """Those of the organisations in the group's channel, and the writer's own."""
    own = scene.person.organisation
    found = [own] if own else []
    if scene.group is not None:
        found += invited_organisations(Audience.GROUP, scene.group, scene.context)
    return {organisation.country for organisation in found}


def ask_which(call: Call, asked: Asked, *, raw_of: Callable[[str], str] = str) -> Reply:
    """The question, a button for each way to mean it, and the typed text; nothing was stored.

    `raw_of`: what Slack would send behind the verb for the text of a way.
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
    return Reply(blocks=[*blocks, *typed_back(call.typed)])


def going_on(call: Call, raw: str, label: str, index: int) -> kit.Element | None:
    """A button that goes on as if `raw` had been typed; None where that is too long for one."""
    state = json.dumps({"id": call.id, "raw": raw}, separators=(",", ":"))
    return (
        kit.button(shortened(label, _LABEL), f"{PRESS}:{index}", state)
        if len(state) <= _VALUE
        else None
    )


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
    typed = f"{call.id} {spoken_text(call.raw, scene.names)}".strip()
    answer = command(replace(scene, call=replace(call, typed=typed)))
    return replace(answer, replace=True) if isinstance(answer, Reply) else answer


_TYPE_AGAIN = N_("I can't go on from this question. Please type the command again.")
ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.PRESS, PRESS): Route(run=_go_on, writes=True, names=True),
    (Kind.PRESS, GROUP_PRESS): Route(run=_go_on_in_group, writes=True, names=True),
}


TOLD = "told"


def ask_to_open(
    form: dict[str, Any], call: Call, opening: Opening, *, shows: str, entry: tuple[str, str]
) -> ShowView:
    """The form as it was sent, with the words on top; it saves when it is sent once more.

    `shows`: what of the record will be seen. `entry`: what is written under it, one and several.
    """
    first, others = opening.references[0], len(opening.references) - 1
    what = first
    if others:
        what = _n(
            "{first} and {number} other date of its series",
            "{first} and {number} other dates of its series",
            others,
            first=first,
        )
    after, before = audience_words(opening.after), audience_words(opening.before)
    about = _("You are about to open {what} to {audience}.", what=what, audience=after)
    until = _("Until now: {audience}. They will see {shows}.", audience=before, shows=shows)
    lines = [kit.line(kit.bold(about)), kit.line(until)]
    if opening.entries:
        stays = _n(
            "{entries} stays closed to them: written for fewer people.",
            "{entries} stay closed to them: written for fewer people.",
            opening.entries,
            entries=count(opening.entries, *entry),
        )
        lines.append(kit.line(stays))
    lines.append(kit.say("Nothing is saved yet. Press Open it, or choose another audience."))
    return ask_again(form, call, [kit.rich(*lines)], submit=_("Open it"), mark=opening.mark)


def ask_again(
    form: dict[str, Any], call: Call, words: list[kit.Block], *, submit: str, mark: str
) -> ShowView:
    """The form as it was sent, under `words`; sent once more it carries `mark`, and goes on."""
    shown = refilled(form, call.fields)
    carried = json.loads(call.metadata) | {TOLD: mark}
    return ShowView(
        shown
        | {
            "blocks": [*words, *shown["blocks"]],
            "submit": kit.plain(submit, 24),
            "private_metadata": json.dumps(carried, separators=(",", ":")),
        }
    )


def read_told(metadata: str) -> str:
    """The mark of the opening that the form showed; "" where it showed none."""
    return read_state(metadata, **{TOLD: str | None})[TOLD] or ""
