"""Buttons on decisions: in lists, below one, and below the message that it was recorded from."""

from bot.domain.reference import DECISION, read_reference
from handlers.slack.features.decisions.commands import withdraw_asked
from handlers.slack.features.decisions.forms import edit_form
from handlers.slack.features.decisions.replies import history_reply, list_reply, show_reply
from handlers.slack.request.carried_values import read_number
from handlers.slack.request.context import Scene
from handlers.slack.request.response import Answer, ShowView


def press_show(scene: Scene) -> Answer:
    return show_reply(scene, _number(scene))


def press_history(scene: Scene) -> Answer:
    return history_reply(scene, _number(scene))


def press_edit(scene: Scene) -> Answer:
    return ShowView(edit_form(scene, _number(scene)))


def press_withdraw(scene: Scene) -> Answer:
    return withdraw_asked(scene, _number(scene))


def press_page(scene: Scene) -> Answer:
    """Previous and Next: "<offset> <words>"."""
    offset, _, words = scene.call.value.partition(" ")
    return list_reply(scene, words, read_number(offset), replace=True)


def _number(scene: Scene) -> int:
    return read_reference(DECISION, scene.call.value)
