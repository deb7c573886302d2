"""Where calls about dialogues go."""

from handlers.slack.features.dialogues import commands, modals, presses, submissions
from handlers.slack.request.context import Route
from handlers.slack.request.request import Kind

ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.COMMAND, "/dialogue"): Route(run=commands.upcoming),
    (Kind.COMMAND, "/dialogue list"): Route(run=commands.upcoming),
    (Kind.COMMAND, "/dialogue show"): Route(run=commands.show),
    (Kind.COMMAND, "/dialogue schedule"): Route(
        run=commands.schedule, writes=True, opens=modals.SCHEDULE_TITLE, opens_bare=True
    ),
    (Kind.COMMAND, "/dialogue move"): Route(run=commands.move, writes=True),
    (Kind.COMMAND, "/dialogue edit"): Route(run=commands.edit, opens=modals.EDIT_TITLE),
    (Kind.COMMAND, "/dialogue cancel"): Route(run=commands.cancel, writes=True),
    (Kind.PRESS, "dialogue.rsvp"): Route(run=presses.rsvp, writes=True),
    (Kind.PRESS, "dialogue.delegate"): Route(run=presses.delegate, writes=True),
    (Kind.PRESS, "dialogue.alone"): Route(run=presses.alone, writes=True),
    (Kind.PRESS, "dialogue.show"): Route(run=presses.show),
    (Kind.PRESS, "dialogue.dates"): Route(run=presses.dates),
    (Kind.PRESS, "dialogue.page"): Route(run=presses.page),
    (Kind.PRESS, "dialogue.again"): Route(run=presses.again, writes=True),
    (Kind.PRESS, "dialogue.anyway"): Route(run=presses.anyway, writes=True),
    (Kind.PRESS, modals.PREVIEW): Route(run=presses.preview),
    (Kind.PRESS, modals.SCHEDULE): Route(run=presses.schedule, opens=modals.SCHEDULE_TITLE),
    (Kind.PRESS, modals.MOVE): Route(run=presses.move, opens=modals.MOVE_TITLE),
    (Kind.PRESS, modals.EDIT): Route(run=presses.edit, opens=modals.EDIT_TITLE),
    (Kind.PRESS, modals.CANCEL): Route(run=presses.cancel, opens=modals.CANCEL_TITLE),
    (Kind.SUBMISSION, modals.SCHEDULE): Route(run=submissions.schedule, writes=True),
    (Kind.SUBMISSION, modals.MOVE): Route(run=submissions.move, writes=True),
    (Kind.SUBMISSION, modals.EDIT): Route(run=submissions.edit, writes=True),
    (Kind.SUBMISSION, modals.CANCEL): Route(run=submissions.cancel, writes=True),
}
