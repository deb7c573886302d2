"""Buttons on actions: in lists, in the morning message, beside a confirmation."""

from bot.domain.wording import spell_day
from bot.use_cases.actions.changing import open_for_change
from bot.use_cases.actions.complete import CompleteAction, complete_action
from bot.use_cases.actions.reopen import ReopenAction, reopen_action
from bot.use_cases.actions.snooze import SnoozeAction, snooze_action
from handlers.slack.features.actions import modals
from handlers.slack.features.actions.answering import answer_press, list_page, organisations
from handlers.slack.features.actions.values import read_list, read_value
from handlers.slack.features.actions.wordings import open_words, settled_words
from handlers.slack.request.context import Scene
from handlers.slack.request.response import Answer, Reply, ShowView


def press_page(scene: Scene) -> Answer:
    """Another page, or another list, in the place of this one."""
    return Reply(blocks=list_page(scene, read_list(scene.call.value)), replace=True)


def press_done(scene: Scene) -> Answer:
    number, context = read_value(scene.call.value)
    outcome = complete_action(
        CompleteAction(number), reader=scene.reader, work=scene.work, now=scene.now
    )
    words = "Done:" if outcome.changed else settled_words(outcome.action)
    return answer_press(scene, words, outcome.action, context)


def press_reopen(scene: Scene) -> Answer:
    number, context = read_value(scene.call.value)
    outcome = reopen_action(
        ReopenAction(number), reader=scene.reader, work=scene.work, now=scene.now
    )
    words = "Open again:" if outcome.changed else open_words(outcome.action)
    return answer_press(scene, words, outcome.action, context)


def press_snooze(scene: Scene) -> Answer:
    number, context = read_value(scene.call.value)
    outcome = snooze_action(
        SnoozeAction(number), reader=scene.reader, work=scene.work, now=scene.now
    )
    action = outcome.action
    if action.open and action.snoozed_until is not None:
        words = f"Snoozed until {spell_day(action.snoozed_until)}:"
    else:
        words = settled_words(action)
    return answer_press(scene, words, action, context)


def press_edit(scene: Scene) -> Answer:
    number, _ = read_value(scene.call.value)
    action, _ = open_for_change(number, reader=scene.reader, work=scene.work, now=scene.now)
    return ShowView(modals.edit_modal(action, organisations(scene)))


def press_handover(scene: Scene) -> Answer:
    number, _ = read_value(scene.call.value)
    action, _ = open_for_change(number, reader=scene.reader, work=scene.work, now=scene.now)
    return ShowView(modals.handover_modal(action, organisations(scene)))


def press_drop(scene: Scene) -> Answer:
    number, _ = read_value(scene.call.value)
    action, _ = open_for_change(number, reader=scene.reader, work=scene.work, now=scene.now)
    return ShowView(modals.drop_modal(action))
