"""The forms for actions, submitted: each becomes its own confirmation."""

from bot.use_cases.actions.assign import assign_action
from bot.use_cases.actions.changing import open_for_change
from bot.use_cases.actions.drop import drop_action
from bot.use_cases.actions.edit import edit_action
from bot.use_cases.actions.log import log_action
from bot.use_cases.widening import Widens
from handlers.slack.features.actions import modals, reading
from handlers.slack.features.actions.answering import confirm, organisations, whereabouts
from handlers.slack.features.actions.wordings import assigned_words, settled_words
from handlers.slack.kit.common_blocks import redrawn_words
from handlers.slack.request.ask_to_open import ask_to_open
from handlers.slack.request.context import Scene
from handlers.slack.request.response import Answer


def submit_add(scene: Scene) -> Answer:
    wish = reading.read_add(scene.call.fields, scene.call.metadata, organisations(scene))
    outcome = log_action(
        wish, reader=scene.reader, work=scene.work, now=scene.now, whereabouts=whereabouts(scene)
    )
    return confirm(scene, f"Logged in {outcome.group.name}.", outcome.action)


def submit_edit(scene: Scene) -> Answer:
    wish = reading.read_edit(scene.call.fields, scene.call.metadata, organisations(scene))
    try:
        outcome = edit_action(
            wish,
            reader=scene.reader,
            work=scene.work,
            now=scene.now,
            whereabouts=whereabouts(scene),
        )
    except Widens as asked:
        action, _ = open_for_change(
            wish.number, reader=scene.reader, work=scene.work, now=scene.now
        )
        form = modals.edit_modal(action, organisations(scene))
        shows = "its title, owner and due date, and who logged it"
        lines = ("line of its history", "lines of its history")
        return ask_to_open(form, scene.call, asked.opening, shows=shows, entry=lines)
    words = "Changed." if outcome.changed else "Nothing was changed."
    words = f"{words} {redrawn_words(outcome.action.reference, outcome.redrawn)}".strip()
    return confirm(scene, words, outcome.action)


def submit_handover(scene: Scene) -> Answer:
    wish = reading.read_handover(scene.call.fields, scene.call.metadata, organisations(scene))
    outcome = assign_action(
        wish, reader=scene.reader, work=scene.work, now=scene.now, whereabouts=whereabouts(scene)
    )
    return confirm(scene, assigned_words(outcome), outcome.action)


def submit_drop(scene: Scene) -> Answer:
    wish = reading.read_drop(scene.call.fields, scene.call.metadata)
    outcome = drop_action(wish, reader=scene.reader, work=scene.work, now=scene.now)
    words = "Given up." if outcome.changed else settled_words(outcome.action)
    return confirm(scene, words, outcome.action)
