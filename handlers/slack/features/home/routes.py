"""Where events go that are answered; all others change only what Convenor believes."""

from handlers.slack.features.home import events
from handlers.slack.request.context import Route
from handlers.slack.request.request import Kind

ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.EVENT, "member_joined_channel"): Route(run=events.channel_joined, writes=True),
    (Kind.EVENT, "app_mention"): Route(run=events.app_mentioned, writes=True),
    (Kind.EVENT, "message"): Route(run=events.message_received, writes=True),
    (Kind.EVENT, "app_home_opened"): Route(run=events.event_ignored),
}
