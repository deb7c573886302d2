"""Where calls about practices go."""

from handlers.slack.features.practices import buttons, commands, forms
from handlers.slack.request.context import Route
from handlers.slack.request.request import Kind

ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.COMMAND, "/practice"): Route(run=commands.latest),
    (Kind.COMMAND, "/practice share"): Route(run=commands.share, opens=forms.SHARE_TITLE),
    (Kind.COMMAND, "/practice search"): Route(run=commands.search),
    (Kind.COMMAND, "/practice show"): Route(run=commands.show),
    (Kind.COMMAND, "/practice queue"): Route(run=commands.review_queue),
    (Kind.PRESS, "practice.share"): Route(run=commands.share, opens=forms.SHARE_TITLE),
    (Kind.PRESS, "practice.show"): Route(run=buttons.show),
    (Kind.PRESS, "practice.search"): Route(run=buttons.search_turn),
    (Kind.PRESS, "practice.queue"): Route(run=buttons.queue_turn),
    (Kind.PRESS, "practice.publish"): Route(run=buttons.publish, writes=True),
    (Kind.PRESS, "practice.return"): Route(run=buttons.send_back, opens=forms.RETURN_TITLE),
    (Kind.PRESS, "practice.decline"): Route(run=buttons.decline, opens=forms.DECLINE_TITLE),
    (Kind.PRESS, "practice.edit"): Route(run=buttons.edit, opens=forms.EDIT_TITLE),
    (Kind.SUBMISSION, "practice.share"): Route(run=forms.share, writes=True),
    (Kind.SUBMISSION, "practice.edit"): Route(
        run=forms.edit, writes=True, edits=forms.edit_form_now
    ),
    (Kind.SUBMISSION, "practice.return"): Route(run=forms.send_back, writes=True),
    (Kind.SUBMISSION, "practice.decline"): Route(run=forms.decline, writes=True),
}
