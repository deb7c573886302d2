"""/action add: what was typed, or a form, and the questions that either leaves open."""

import json
from dataclasses import replace

from bot.domain.errors import Refusal
from bot.domain.group import Group
from bot.domain.roles import Act, may
from bot.use_cases.actions.log import LogAction, log_action
from bot.use_cases.refusing import demand
from handlers.slack.features.actions import modals
from handlers.slack.features.actions.answering import (
    ask_which_day,
    confirm,
    names_said,
    organisations,
    whereabouts,
    writer,
)
from handlers.slack.features.actions.due import DateQuestion
from handlers.slack.features.actions.parsing_add import TypedAction, parse_add
from handlers.slack.kit import blocks as kit
from handlers.slack.request.carried_values import read_state
from handlers.slack.request.context import Scene
from handlers.slack.request.help import typed_back
from handlers.slack.request.response import Answer, Reply, ShowView

GROUP_PRESS = "action.group"
_VALUE = 2_000


def add(scene: Scene) -> Answer:
    """Alone a form; else what was typed, in this channel's group or in the one that is asked."""
    if not scene.call.raw.strip():
        return _form(scene)
    typed = _typed_action(scene)
    if isinstance(typed, DateQuestion):
        return ask_which_day(scene, typed)
    groups = _groups_to_log_in(scene)
    if len(groups) > 1:
        return _which_group(scene, groups)
    return _log(scene, groups[0], typed)


def press_group(scene: Scene) -> Answer:
    """The group was chosen for what was typed in a direct message."""
    state = read_state(scene.call.value, raw=str, group=int)
    again = replace(scene, call=replace(scene.call, id="/action add", raw=state["raw"]))
    typed = _typed_action(again)
    if isinstance(typed, DateQuestion):
        return replace(ask_which_day(again, typed), replace=True)
    group = scene.work.groups.get(state["group"])
    if group is None:
        raise Refusal("I can't find that group any more. Please type the command again.")
    return replace(_log(again, group, typed), replace=True)


def _typed_action(scene: Scene) -> TypedAction | DateQuestion:
    return parse_add(
        scene.call.raw,
        writer=writer(scene),
        organisations=organisations(scene),
        names=names_said(scene),
    )


def _log(scene: Scene, group: Group, typed: TypedAction) -> Reply:
    wish = LogAction(
        group_id=group.id,
        title=typed.title,
        owner=typed.owner,
        due_on=typed.due_on,
        audience=typed.audience,
    )
    outcome = log_action(
        wish,
        reader=scene.reader,
        work=scene.work,
        now=scene.now,
        whereabouts=whereabouts(scene),
    )
    return confirm(scene, f"Logged in {group.name}.", outcome.action)


def _form(scene: Scene) -> Answer:
    groups = _groups_to_log_in(scene)
    for group in groups[:1]:
        demand(scene.reader, Act.LOG_ACTION, group, work=scene.work, now=scene.now)
    audience = groups[0].default_audience
    return ShowView(modals.add_modal(groups, organisations(scene), audience))


def _groups_to_log_in(scene: Scene) -> tuple[Group, ...]:
    """This channel's group; in a direct message those in which the person may log, at least one.

    Where they may in none, the first is given, so that its refusal says who can.
    """
    groups = scene.groups_here()
    if not groups:
        raise Refusal("You are not in a working group yet, so there is nowhere to log this.")
    allowed = tuple(g for g in groups if may(scene.reader, Act.LOG_ACTION, g.id))
    return allowed or groups[:1]


def _which_group(scene: Scene, groups: tuple[Group, ...]) -> Answer:
    buttons = []
    for group in groups[:10]:
        state = json.dumps({"raw": scene.call.raw, "group": group.id}, ensure_ascii=False)
        if len(state) <= _VALUE:
            buttons.append(kit.button(group.name, f"{GROUP_PRESS}:{group.id}", state))
    if not buttons:
        raise Refusal("Please type this in the channel of the working group that you mean.")
    return Reply(
        blocks=[
            kit.rich(kit.line("In which working group shall I log this?")),
            kit.actions(*buttons),
            *typed_back(scene.call.typed or f"{scene.call.id} {scene.call.text}"),
        ]
    )
