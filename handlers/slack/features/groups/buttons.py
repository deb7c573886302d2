"""Buttons of a group's answers."""

from dataclasses import replace

from bot.domain import Act, Gone, Refusal
from bot.languages import _, _n
from bot.use_cases.drift.opened import TakeDown, take_down
from bot.use_cases.refusals import find_group_for
from handlers.slack.features.groups.forms import settings_form
from handlers.slack.features.groups.notifications import opened_blocks, read_value
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.catalogue import WG
from handlers.slack.request import Answer, Reply, Scene, ShowView, read_number, say_words
from handlers.slack.request.ask_back import ask_group
from handlers.slack.request.context import WhichGroup
from handlers.slack.request.help import usage_blocks


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
