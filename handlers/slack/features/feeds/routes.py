"""Where calls about the feed of practices go."""

from handlers.slack.features.calendars import blocks
from handlers.slack.features.feeds import commands
from handlers.slack.request import Kind, Route

ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.COMMAND, "/practice feed"): Route(run=commands.run_feed, writes=True),
    (Kind.PRESS, blocks.FEED.new): Route(run=commands.press_new, writes=True),
    (Kind.PRESS, blocks.FEED.off): Route(run=commands.press_off, writes=True),
}
