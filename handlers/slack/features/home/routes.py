"""Where events go that are answered; all others change only what Convenor believes."""

from handlers.slack.features.home import buttons, events, forms
from handlers.slack.request.context import Route
from handlers.slack.request.request import Kind

ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.EVENT, "member_joined_channel"): Route(run=events.channel_joined, writes=True),
    (Kind.EVENT, "app_mention"): Route(run=events.app_mentioned, writes=True),
    (Kind.EVENT, "message"): Route(run=events.message_received, writes=True),
    (Kind.EVENT, "app_home_opened"): Route(run=events.home_opened, writes=True),
    (Kind.PRESS, forms.MORNINGS): Route(run=buttons.press_mornings, opens=forms.MORNINGS_TITLE),
    (Kind.SUBMISSION, forms.MORNINGS): Route(
        run=forms.submit_mornings, writes=True, edits=forms.mornings_form_now
    ),
}
