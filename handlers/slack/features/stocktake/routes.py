"""Where calls about stocktakes go."""

from handlers.slack.features.stocktake import blocks, commands
from handlers.slack.request import Kind, Route

ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.COMMAND, "/wg stocktake"): Route(commands.run_stocktake),
    (Kind.PRESS, blocks.SHOW): Route(commands.press_show),
}
