"""Where `/wg why` and its pages go."""

from handlers.slack.features.why import blocks, commands
from handlers.slack.request import Kind, Route

ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.COMMAND, "/wg why"): Route(commands.run_why),
    (Kind.PRESS, blocks.WHY): Route(commands.press_turn),
}
