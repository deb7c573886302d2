"""Where calls about dialogues go."""

from handlers.slack.features.dialogues import buttons, commands, forms
from handlers.slack.request import Kind, Route

ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.COMMAND, "/dialogue"): Route(run=commands.upcoming_reply),
    (Kind.COMMAND, "/dialogue list"): Route(run=commands.upcoming_reply),
    (Kind.COMMAND, "/dialogue show"): Route(run=commands.run_show),
    (Kind.COMMAND, "/dialogue schedule"): Route(
        run=commands.run_schedule, writes=True, opens=forms.SCHEDULE_TITLE, opens_bare=True
    ),
    (Kind.COMMAND, "/dialogue move"): Route(run=commands.run_move, writes=True),
    (Kind.COMMAND, "/dialogue edit"): Route(run=commands.run_edit, opens=forms.EDIT_TITLE),
    (Kind.COMMAND, "/dialogue cancel"): Route(run=commands.run_cancel, writes=True),
    (Kind.PRESS, "dialogue.rsvp"): Route(run=buttons.press_rsvp, writes=True),
    (Kind.PRESS, "dialogue.delegate"): Route(run=buttons.press_delegate, writes=True),
    (Kind.PRESS, "dialogue.alone"): Route(run=buttons.press_alone, writes=True),
    (Kind.PRESS, "dialogue.show"): Route(run=buttons.press_show),
    (Kind.PRESS, "dialogue.dates"): Route(run=buttons.press_dates),
    (Kind.PRESS, "dialogue.page"): Route(run=buttons.press_page),
    (Kind.PRESS, "dialogue.again"): Route(run=buttons.press_again, writes=True),
    (Kind.PRESS, "dialogue.anyway"): Route(run=buttons.press_anyway, writes=True),
    (Kind.PRESS, forms.PREVIEW): Route(run=buttons.press_preview),
    (Kind.PRESS, forms.SCHEDULE): Route(run=buttons.press_schedule, opens=forms.SCHEDULE_TITLE),
    (Kind.PRESS, forms.MOVE): Route(run=buttons.press_move, opens=forms.MOVE_TITLE),
    (Kind.PRESS, forms.EDIT): Route(run=buttons.press_edit, opens=forms.EDIT_TITLE),
    (Kind.PRESS, forms.CANCEL): Route(run=buttons.press_cancel, opens=forms.CANCEL_TITLE),
    (Kind.SUBMISSION, forms.SCHEDULE): Route(run=forms.submit_schedule, writes=True),
    (Kind.SUBMISSION, forms.MOVE): Route(
        run=forms.submit_move,
        writes=True,
        edits=forms.move_form_now,
        together=[("date", "time", "zone")],
    ),
    (Kind.SUBMISSION, forms.EDIT): Route(
        run=forms.submit_edit, writes=True, edits=forms.edit_form_now
    ),
    (Kind.SUBMISSION, forms.CANCEL): Route(run=forms.submit_cancel, writes=True),
}
