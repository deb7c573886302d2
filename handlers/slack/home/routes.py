"""Where events go that are answered; all others change only what Convenor believes."""

from handlers.slack.call import Kind
from handlers.slack.home import events
from handlers.slack.scene import Route

ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.EVENT, "member_joined_channel"): Route(run=events.joined, writes=True),
    (Kind.EVENT, "app_mention"): Route(run=events.mentioned, writes=True),
    (Kind.EVENT, "message"): Route(run=events.messaged, writes=True),
    (Kind.EVENT, "app_home_opened"): Route(run=events.ignored),
}
