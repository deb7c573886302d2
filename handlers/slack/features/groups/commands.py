"""/wg, setup, settings and role, and the buttons of their answers."""

from dataclasses import replace
from typing import Any

from bot.dates.answers import Asked
from bot.domain import Act, Gone, NotAllowed, Refusal
from bot.languages import _, _n
from bot.use_cases.drift.opened import TakeDown, take_down
from bot.use_cases.groups.give_role import GiveRole, give_role
from bot.use_cases.groups.rules import demand_set_up, place_for_group
from bot.use_cases.groups.show import glance_at_group
from bot.use_cases.refusals import find_group_for
from bot.use_cases.roster.terms import today_in
from handlers.slack.features.groups import blocks, forms, replies
from handlers.slack.features.groups.forms import settings_form
from handlers.slack.features.groups.notifications import opened_blocks, read_value
from handlers.slack.features.groups.parsing import read_role, typed_person
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.catalogue import WG
from handlers.slack.request import (
    Answer,
    Reply,
    Scene,
    ShowView,
    read_number,
    read_state_number,
    say_words,
)
from handlers.slack.request.ask_back import ask_group, ask_which, frame_of
from handlers.slack.request.context import WhichGroup
from handlers.slack.request.help import usage_blocks
from handlers.slack.request.people_here import ask_who


def run_overview(scene: Scene) -> Answer:
    """/wg: this group; in a direct message all of one's groups."""
    if scene.is_private:
        seen = [
            glance_at_group(group, scene.context, present=scene.presence[group.channel_id].members)
            for group in scene.groups_here()
        ]
        return Reply(blocks=blocks.own_groups(seen, zone=scene.person.zone))
    seen_here = glance_at_group(scene.needs_group(), scene.context, present=scene.people_here)
    unassigned = scene.person.organisation is None
    return Reply(
        blocks=blocks.glance_blocks(seen_here, zone=scene.person.zone, unassigned=unassigned)
    )


def run_setup(scene: Scene) -> Answer:
    """/wg setup: the form, for the secretariat."""
    return ShowView(setup_form(scene))


def setup_form(scene: Scene) -> dict[str, Any]:
    """The form of the call's channel; of the form's own where it was sent."""
    demand_set_up(scene.group, scene.context)
    channel = place_for_group(scene.channel)
    group = scene.group
    chairs: tuple[str, ...] = ()
    if group is not None:
        chairs = scene.work.roles.of_group(group.id).chairs_on(today_in(group, scene.now))
    return forms.setup_form(channel, group=group, chairs=chairs, zone=scene.person.zone)


def run_settings(scene: Scene) -> Answer:
    """/wg settings: the form, for chairs. Others hear where their own choice is."""
    try:
        group = find_group_for(Act.RUN_GROUP, scene.needs_group().id, scene.context)
    except NotAllowed as refusal:
        own = _("You choose in my Home tab when your own morning message comes.")
        raise NotAllowed(f"{refusal.words} {own}") from None
    return ShowView(forms.settings_form(group))


def settings_form_now(scene: Scene) -> dict[str, Any]:
    group_id = read_state_number(scene.call.metadata, "group")
    return forms.settings_form(find_group_for(Act.RUN_GROUP, group_id, scene.context))


def run_role(scene: Scene) -> Answer:
    group = scene.needs_group()
    name = typed_person(scene.call.raw)
    asked = ask_who(name, scene) if name else None
    if asked is not None:
        return ask_which(scene.call, asked)
    typed = read_role(scene.call.raw, frame_of(scene, time_needed=False))
    if isinstance(typed, Asked):
        return ask_which(scene.call, typed)
    done = give_role(
        GiveRole(group=group, user_id=typed.user_id, role=typed.role, until=typed.until),
        scene.context,
        channel=scene.channel,
        facts=scene.facts,
    )
    return Reply(blocks=replies.role_given(done))


def press_command(scene: Scene) -> Answer:
    """A button that answers as a command does; its value is the command."""
    command = scene.commands.get(scene.call.value)
    if command is None:
        typed = scene.call.value or "/wg help"
        raise Refusal("Please type {command} for this.", command=typed)
    call = replace(scene.call, id=scene.call.value, value="")
    try:
        return command(replace(scene, call=call))
    except WhichGroup as which:
        return ask_group(call, which)


def press_settings(scene: Scene) -> Answer:
    """The form of the group that the button names."""
    group = find_group_for(Act.RUN_GROUP, read_number(scene.call.value), scene.context)
    return ShowView(settings_form(group))


def show_help(_scene: Scene) -> Answer:
    """The same as /wg help."""
    return Reply(blocks=usage_blocks(WG))


def press_delete(scene: Scene) -> Answer:
    """The list takes its own place, without what is being deleted."""
    chosen = read_value(scene.call.value)
    if chosen is None:
        raise Refusal("I don't know which message you mean. Please delete it in the channel.")
    until_ts, post_id = chosen
    number, told = take_down(
        TakeDown(
            notice=(scene.call.channel_id or "", scene.call.message_ts or ""),
            until_ts=until_ts,
            post_id=post_id,
        ),
        scene.context,
    )
    words = _("It is deleted already.")
    if number:
        words = _n("I am deleting {number} message.", "I am deleting {number} messages.", number)
    if isinstance(told, Gone):
        return say_words(words)
    return Reply(blocks=[*opened_blocks(told), kit.small(words)], replace=True)
