"""Buttons on actions: in lists, in the morning message, beside a confirmation."""

from bot.domain.reference import ACTION, read_reference
from bot.domain.wording import spell_day
from bot.languages import _
from bot.use_cases.actions.repeat import RepeatAction, repeat_action
from bot.use_cases.actions.rules import open_for_change
from bot.use_cases.actions.settle import (
    CompleteAction,
    SnoozeAction,
    complete_action,
    leave_action,
    reopen_action,
    snooze_action,
    snooze_choices,
)
from handlers.slack.features.actions import forms, settling_forms
from handlers.slack.features.actions.listing import WEEK, read_list, read_value
from handlers.slack.features.actions.replies import answer_press, list_page, one_action, snooze_said
from handlers.slack.features.actions.words import (
    next_words,
    open_words,
    repeat_words,
    settled_words,
)
from handlers.slack.request import Answer, Reply, Scene, ShowView, read_number


def press_show(scene: Scene) -> Answer:
    """One action in full, for who pressed alone."""
    return Reply(blocks=one_action(scene, read_reference(ACTION, scene.call.value)))


def press_history(scene: Scene) -> Answer:
    """The same with another page of its history."""
    number = read_reference(ACTION, scene.call.value)
    return Reply(blocks=one_action(scene, number, read_number(scene.call.about)), replace=True)


def press_page(scene: Scene) -> Answer:
    """Another page, or another list, in the place of this one."""
    return Reply(blocks=list_page(scene, read_list(scene.call.value)), replace=True)


def press_done(scene: Scene) -> Answer:
    number, place = read_value(scene.call.value)
    outcome = complete_action(CompleteAction(number), scene.context)
    words = _("Done:") if outcome.changed else settled_words(outcome.action)
    if following := next_words(outcome):
        words = f"{_('Done.')}{following} {words}"
    return answer_press(scene, words, outcome.action, place, outcome.step)


def press_reopen(scene: Scene) -> Answer:
    number, place = read_value(scene.call.value)
    outcome = reopen_action(number, scene.context)
    words = _("Open again:") if outcome.changed else open_words(outcome.action)
    return answer_press(scene, words, outcome.action, place)


def press_snooze(scene: Scene) -> Answer:
    """Until tomorrow, or next week, as the button says."""
    number, place = read_value(scene.call.value)
    until = None
    if scene.call.about == WEEK:
        until = snooze_choices(scene.person, scene.now, scene.work.holidays)[1]
    outcome = snooze_action(SnoozeAction(number, until), scene.context)
    return answer_press(scene, snooze_said(scene, outcome), outcome.action, place, outcome.step)


def press_snooze_on(scene: Scene) -> Answer:
    """The form that asks for the day, and which action where the button names none."""
    number = read_value(scene.call.value)[0] if scene.call.value else None
    return ShowView(settling_forms.snooze_form(scene, number))


def press_several(scene: Scene) -> Answer:
    return ShowView(settling_forms.several_form(scene, read_list(scene.call.value)))


def press_leave(scene: Scene) -> Answer:
    number, place = read_value(scene.call.value)
    action = leave_action(number, scene.context).action
    said = _("Left alone:")
    if action.snoozed_until:
        said = _("Left alone until {day}:", day=spell_day(action.snoozed_until))
    return answer_press(scene, said, action, place)


def press_once(scene: Scene) -> Answer:
    """It does not repeat any more."""
    number, place = read_value(scene.call.value)
    outcome = repeat_action(RepeatAction(number, None), scene.context)
    return answer_press(scene, repeat_words(outcome), outcome.action, place)


def press_edit(scene: Scene) -> Answer:
    return ShowView(forms.edit_form(scene, read_value(scene.call.value)[0]))


def press_handover(scene: Scene) -> Answer:
    action = open_for_change(read_value(scene.call.value)[0], scene.context)[0]
    return ShowView(forms.handover_modal(action, scene.work.organisations.all()))


def press_drop(scene: Scene) -> Answer:
    action = open_for_change(read_value(scene.call.value)[0], scene.context)[0]
    return ShowView(forms.drop_modal(action, scene.now))
