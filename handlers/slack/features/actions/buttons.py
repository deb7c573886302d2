"""Buttons on actions: in lists, in the morning message, beside a confirmation."""

from bot.domain.reference import ACTION, read_reference
from bot.domain.wording import spell_day
from bot.languages import N_, _
from bot.use_cases.actions.repeat import RepeatAction, repeat_action
from bot.use_cases.actions.rules import open_for_change
from bot.use_cases.actions.settle import CompleteAction, complete_action, reopen_action
from bot.use_cases.actions.snooze import SnoozeAction, leave_action, snooze_action, snooze_choices
from handlers.slack.features.actions import commands, forms, settling_forms
from handlers.slack.features.actions.commands import add_form
from handlers.slack.features.actions.listing import WEEK, read_list, read_value
from handlers.slack.features.actions.replies import answer_press, list_page, one_action, snooze_said
from handlers.slack.features.actions.words import (
    next_words,
    open_words,
    repeat_words,
    settled_words,
)
from handlers.slack.request import (
    Answer,
    Kind,
    Reply,
    Route,
    Scene,
    ShowView,
    form_again,
    read_number,
)


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


ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.COMMAND, "/action"): Route(run=commands.run_mine),
    (Kind.COMMAND, "/action add"): Route(run=commands.run_add, writes=True, names=True),
    (Kind.COMMAND, "/action list"): Route(run=commands.list_all, names=True),
    (Kind.COMMAND, "/action done"): Route(run=commands.run_done, writes=True),
    (Kind.COMMAND, "/action reopen"): Route(run=commands.run_reopen, writes=True),
    (Kind.COMMAND, "/action assign"): Route(run=commands.run_assign, writes=True, names=True),
    (Kind.COMMAND, "/action due"): Route(run=commands.run_due, writes=True),
    (Kind.COMMAND, "/action repeat"): Route(run=commands.run_repeat, writes=True),
    (Kind.COMMAND, "/action edit"): Route(run=commands.run_edit, opens=N_("Edit an action")),
    (Kind.COMMAND, "/action drop"): Route(run=commands.run_drop, writes=True),
    (Kind.COMMAND, "/action show"): Route(run=commands.run_show),
    (Kind.PRESS, "action.show"): Route(run=press_show),
    (Kind.PRESS, "action.history"): Route(run=press_history),
    (Kind.PRESS, "action.page"): Route(run=press_page),
    (Kind.PRESS, "action.done"): Route(run=press_done, writes=True),
    (Kind.PRESS, "action.reopen"): Route(run=press_reopen, writes=True),
    (Kind.PRESS, "action.snooze"): Route(run=press_snooze, writes=True),
    (Kind.PRESS, "action.leave"): Route(run=press_leave, writes=True),
    (Kind.PRESS, "action.snooze_on"): Route(run=press_snooze_on, opens=N_("Snooze")),
    (Kind.PRESS, "action.several"): Route(run=press_several, opens=N_("Complete several")),
    (Kind.PRESS, "action.once"): Route(run=press_once, writes=True),
    (Kind.PRESS, "action.add"): Route(run=add_form, opens=N_("Log an action")),
    (Kind.PRESS, "action.edit"): Route(run=press_edit, opens=N_("Edit an action")),
    (Kind.PRESS, "action.handover"): Route(run=press_handover, opens=N_("Hand over")),
    (Kind.PRESS, "action.drop"): Route(run=press_drop, opens=N_("Drop")),
    (Kind.SUBMISSION, "action.add"): Route(run=forms.submit_add, writes=True),
    (Kind.SUBMISSION, "action.edit"): Route(
        run=forms.submit_edit,
        writes=True,
        edits=form_again(forms.edit_form),
        together=[("owner_user_id", "organisation_id")],
    ),
    (Kind.SUBMISSION, "action.handover"): Route(run=forms.submit_handover, writes=True),
    (Kind.SUBMISSION, "action.snooze"): Route(run=settling_forms.submit_snooze, writes=True),
    (Kind.SUBMISSION, "action.several"): Route(run=settling_forms.submit_several, writes=True),
    (Kind.SUBMISSION, "action.drop"): Route(run=forms.submit_drop, writes=True),
}
