"""Where calls about calendars go."""

from handlers.slack.features.calendars import blocks, listeners
from handlers.slack.request.context import Route
from handlers.slack.request.request import Kind

ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.COMMAND, "/dialogue calendar"): Route(run=listeners.calendar, writes=True),
    (Kind.PRESS, blocks.NEW): Route(run=listeners.new, writes=True),
    (Kind.PRESS, blocks.OFF): Route(run=listeners.off, writes=True),
    (Kind.PRESS, blocks.FILE): Route(run=listeners.file, writes=True),
}
