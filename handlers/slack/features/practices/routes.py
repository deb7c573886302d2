"""Where calls about practices go."""

from handlers.slack.features.practices import commands, modals, presses, submissions
from handlers.slack.request.context import Route
from handlers.slack.request.request import Kind

ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.COMMAND, "/practice"): Route(run=commands.latest),
    (Kind.COMMAND, "/practice share"): Route(run=commands.share, opens=modals.SHARE_TITLE),
    (Kind.COMMAND, "/practice search"): Route(run=commands.search),
    (Kind.COMMAND, "/practice show"): Route(run=commands.show),
    (Kind.COMMAND, "/practice queue"): Route(run=commands.review_queue),
    (Kind.PRESS, "practice.share"): Route(run=commands.share, opens=modals.SHARE_TITLE),
    (Kind.PRESS, "practice.show"): Route(run=presses.show),
    (Kind.PRESS, "practice.search"): Route(run=presses.search_turn),
    (Kind.PRESS, "practice.queue"): Route(run=presses.queue_turn),
    (Kind.PRESS, "practice.publish"): Route(run=presses.publish, writes=True),
    (Kind.PRESS, "practice.return"): Route(run=presses.send_back, opens=modals.RETURN_TITLE),
    (Kind.PRESS, "practice.decline"): Route(run=presses.decline, opens=modals.DECLINE_TITLE),
    (Kind.PRESS, "practice.edit"): Route(run=presses.edit, opens=modals.EDIT_TITLE),
    (Kind.SUBMISSION, "practice.share"): Route(run=submissions.share, writes=True),
    (Kind.SUBMISSION, "practice.edit"): Route(run=submissions.edit, writes=True),
    (Kind.SUBMISSION, "practice.return"): Route(run=submissions.send_back, writes=True),
    (Kind.SUBMISSION, "practice.decline"): Route(run=submissions.decline, writes=True),
}
