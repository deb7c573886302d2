"""Buttons of a group's answers."""

from dataclasses import replace

from bot.domain.errors import Refusal
from handlers.slack.features.groups.commands import members_of
from handlers.slack.kit.catalogue import WG
from handlers.slack.request.context import Listener, Scene
from handlers.slack.request.help import usage_blocks
from handlers.slack.request.response import Answer, Reply

run_command: dict[str, Listener] = {}
"""The listener of each command that a glance's buttons lead to, by its id ("/dialogue").

The router fills it: it knows every feature, and no feature knows another.
"""


def run(scene: Scene) -> Answer:
    """A button that answers as a command does; its value is the command."""
    listener = run_command.get(scene.call.value)
    if listener is None:
        raise Refusal(f"Please type {scene.call.value or '/wg help'} for this.")
    return listener(replace(scene, call=replace(scene.call, id=scene.call.value, value="")))


def show_members(scene: Scene) -> Answer:
    """The Members button of a glance, and Previous and Next in the list itself."""
    asked = scene.call.value
    return members_of(scene, asked=asked, replace=asked.isdecimal())


def show_help(_scene: Scene) -> Answer:
    """The same as /wg help."""
    return Reply(blocks=usage_blocks(WG))
