"""Where calls about calendars go."""

from handlers.slack.features.calendars import blocks, commands
from handlers.slack.request import Kind, Route

ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.COMMAND, "/dialogue calendar"): Route(run=commands.run_calendar, writes=True),
    (Kind.PRESS, blocks.ADDRESS): Route(run=commands.run_calendar, writes=True),
    (Kind.PRESS, blocks.CALENDAR.new): Route(run=commands.press_new, writes=True),
    (Kind.PRESS, blocks.CALENDAR.off): Route(run=commands.press_off, writes=True),
    (Kind.PRESS, blocks.FILE): Route(run=commands.press_file, writes=True),
}
