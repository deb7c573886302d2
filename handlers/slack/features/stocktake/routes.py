"""Where calls about stocktakes go."""

from handlers.slack.features.stocktake import commands, parsing
from handlers.slack.request import Kind, Route

ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.COMMAND, "/wg stocktake"): Route(commands.run_stocktake),
    (Kind.PRESS, parsing.SHOW): Route(commands.press_show),
}
