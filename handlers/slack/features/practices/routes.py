"""Where calls about practices go."""

from handlers.slack.features.practices import buttons, commands, forms
from handlers.slack.request.context import Route
from handlers.slack.request.request import Kind

ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.COMMAND, "/practice"): Route(run=commands.run_latest),
    (Kind.COMMAND, "/practice share"): Route(run=commands.run_share, opens=forms.SHARE_TITLE),
    (Kind.COMMAND, "/practice search"): Route(run=commands.run_search),
    (Kind.COMMAND, "/practice show"): Route(run=commands.run_show),
    (Kind.COMMAND, "/practice queue"): Route(run=commands.review_queue),
    (Kind.COMMAND, "/practice saved"): Route(run=commands.run_saved),
    (Kind.PRESS, "practice.share"): Route(run=commands.run_share, opens=forms.SHARE_TITLE),
    (Kind.PRESS, "practice.show"): Route(run=buttons.press_show),
    (Kind.PRESS, "practice.search"): Route(run=buttons.search_turn),
    (Kind.PRESS, "practice.saved"): Route(run=buttons.saved_turn),
    (Kind.PRESS, "practice.queue"): Route(run=buttons.queue_turn),
    (Kind.PRESS, "practice.publish"): Route(run=buttons.press_publish, writes=True),
    (Kind.PRESS, "practice.return"): Route(run=buttons.send_back, opens=forms.RETURN_TITLE),
    (Kind.PRESS, "practice.decline"): Route(run=buttons.press_decline, opens=forms.DECLINE_TITLE),
    (Kind.PRESS, "practice.edit"): Route(run=buttons.press_edit, opens=forms.EDIT_TITLE),
    (Kind.SUBMISSION, "practice.share"): Route(run=forms.submit_share, writes=True),
    (Kind.SUBMISSION, "practice.edit"): Route(
        run=forms.submit_edit, writes=True, edits=forms.edit_form_now
    ),
    (Kind.SUBMISSION, "practice.return"): Route(run=forms.send_back, writes=True),
    (Kind.SUBMISSION, "practice.decline"): Route(run=forms.submit_decline, writes=True),
}
