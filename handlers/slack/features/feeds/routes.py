"""Where calls about the feed of practices go."""

from handlers.slack.features.feeds import blocks, commands
from handlers.slack.request.context import Route
from handlers.slack.request.request import Kind

ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.COMMAND, "/practice feed"): Route(run=commands.run_feed, writes=True),
    (Kind.PRESS, blocks.FEED.new): Route(run=commands.press_new, writes=True),
    (Kind.PRESS, blocks.FEED.off): Route(run=commands.press_off, writes=True),
}
