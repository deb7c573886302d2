"""Where every call about actions goes."""

from bot.languages import N_
from handlers.slack.features.actions import buttons, commands, forms, settling_forms
from handlers.slack.features.actions.commands import add_form
from handlers.slack.request import Kind, Route, form_again

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
    (Kind.PRESS, "action.show"): Route(run=buttons.press_show),
    (Kind.PRESS, "action.history"): Route(run=buttons.press_history),
    (Kind.PRESS, "action.page"): Route(run=buttons.press_page),
    (Kind.PRESS, "action.done"): Route(run=buttons.press_done, writes=True),
    (Kind.PRESS, "action.reopen"): Route(run=buttons.press_reopen, writes=True),
    (Kind.PRESS, "action.snooze"): Route(run=buttons.press_snooze, writes=True),
    (Kind.PRESS, "action.leave"): Route(run=buttons.press_leave, writes=True),
    (Kind.PRESS, "action.snooze_on"): Route(run=buttons.press_snooze_on, opens=N_("Snooze")),
    (Kind.PRESS, "action.several"): Route(run=buttons.press_several, opens=N_("Complete several")),
    (Kind.PRESS, "action.once"): Route(run=buttons.press_once, writes=True),
    (Kind.PRESS, "action.add"): Route(run=add_form, opens=N_("Log an action")),
    (Kind.PRESS, "action.edit"): Route(run=buttons.press_edit, opens=N_("Edit an action")),
    (Kind.PRESS, "action.handover"): Route(run=buttons.press_handover, opens=N_("Hand over")),
    (Kind.PRESS, "action.drop"): Route(run=buttons.press_drop, opens=N_("Drop")),
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
