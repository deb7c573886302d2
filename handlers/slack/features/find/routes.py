"""Where `/wg find` and its buttons go."""

from handlers.slack.features.find import blocks, commands
from handlers.slack.request import Kind, Route

ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.COMMAND, "/wg find"): Route(run=commands.run_find),
    (Kind.PRESS, blocks.PAGE): Route(run=commands.press_page),
    (Kind.PRESS, blocks.SHOW): Route(run=commands.press_show),
}
