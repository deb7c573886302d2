"""Where calls about dialogues go."""

from handlers.slack.features.dialogues import buttons, commands, forms
from handlers.slack.request.context import Route
from handlers.slack.request.request import Kind

ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.COMMAND, "/dialogue"): Route(run=commands.upcoming),
    (Kind.COMMAND, "/dialogue list"): Route(run=commands.upcoming),
    (Kind.COMMAND, "/dialogue show"): Route(run=commands.show),
    (Kind.COMMAND, "/dialogue schedule"): Route(
        run=commands.schedule, writes=True, opens=forms.SCHEDULE_TITLE, opens_bare=True
    ),
    (Kind.COMMAND, "/dialogue move"): Route(run=commands.move, writes=True),
    (Kind.COMMAND, "/dialogue edit"): Route(run=commands.edit, opens=forms.EDIT_TITLE),
    (Kind.COMMAND, "/dialogue cancel"): Route(run=commands.cancel, writes=True),
    (Kind.PRESS, "dialogue.rsvp"): Route(run=buttons.rsvp, writes=True),
    (Kind.PRESS, "dialogue.delegate"): Route(run=buttons.delegate, writes=True),
    (Kind.PRESS, "dialogue.alone"): Route(run=buttons.alone, writes=True),
    (Kind.PRESS, "dialogue.show"): Route(run=buttons.show),
    (Kind.PRESS, "dialogue.dates"): Route(run=buttons.dates),
    (Kind.PRESS, "dialogue.page"): Route(run=buttons.page),
    (Kind.PRESS, "dialogue.again"): Route(run=buttons.again, writes=True),
    (Kind.PRESS, "dialogue.anyway"): Route(run=buttons.anyway, writes=True),
    (Kind.PRESS, forms.PREVIEW): Route(run=buttons.preview),
    (Kind.PRESS, forms.SCHEDULE): Route(run=buttons.schedule, opens=forms.SCHEDULE_TITLE),
    (Kind.PRESS, forms.MOVE): Route(run=buttons.move, opens=forms.MOVE_TITLE),
    (Kind.PRESS, forms.EDIT): Route(run=buttons.edit, opens=forms.EDIT_TITLE),
    (Kind.PRESS, forms.CANCEL): Route(run=buttons.cancel, opens=forms.CANCEL_TITLE),
    (Kind.SUBMISSION, forms.SCHEDULE): Route(run=forms.schedule, writes=True),
    (Kind.SUBMISSION, forms.MOVE): Route(
        run=forms.move,
        writes=True,
        edits=forms.move_form_now,
        together=[("date", "time", "zone")],
    ),
    (Kind.SUBMISSION, forms.EDIT): Route(run=forms.edit, writes=True, edits=forms.edit_form_now),
    (Kind.SUBMISSION, forms.CANCEL): Route(run=forms.cancel, writes=True),
}
