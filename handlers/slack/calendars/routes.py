"""Where calls about calendars go."""

from handlers.slack.calendars import blocks, listeners
from handlers.slack.call import Kind
from handlers.slack.scene import Route

ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.COMMAND, "/dialogue calendar"): Route(run=listeners.calendar, writes=True),
    (Kind.PRESS, blocks.NEW): Route(run=listeners.new, writes=True),
    (Kind.PRESS, blocks.OFF): Route(run=listeners.off, writes=True),
    (Kind.PRESS, blocks.FILE): Route(run=listeners.file, writes=True),
}
