"""Buttons of a group's answers."""

from dataclasses import replace

from bot.domain.errors import Refusal
from bot.domain.notifications import Gone
from bot.domain.wording import count
from bot.use_cases.deliveries.standing import TakeDown, take_down
from handlers.slack.features.groups.notifications import opened_blocks, read_value
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.catalogue import WG
from handlers.slack.request.context import Listener, Scene
from handlers.slack.request.help import usage_blocks
from handlers.slack.request.response import Answer, Reply, say_words

run_command: dict[str, Listener] = {}
"""The listener of each command that a glance's buttons lead to, by its id ("/dialogue").

The router fills it: it knows every feature, and no feature knows another.
"""


def press_command(scene: Scene) -> Answer:
    """A button that answers as a command does; its value is the command."""
    listener = run_command.get(scene.call.value)
    if listener is None:
        raise Refusal(f"Please type {scene.call.value or '/wg help'} for this.")
    return listener(replace(scene, call=replace(scene.call, id=scene.call.value, value="")))


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
    words = "It is deleted already."
    if number:
        words = f"I am deleting {count(number, 'message')}."
    if isinstance(told, Gone):
        return say_words(words)
    return Reply(blocks=[*opened_blocks(told), kit.small(words)], replace=True)
