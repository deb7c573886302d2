"""Where calls about review dates go."""

from handlers.slack.features.renewals import blocks, buttons
from handlers.slack.request.context import Route
from handlers.slack.request.request import Kind

ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.PRESS, blocks.STILL_GOOD): Route(run=buttons.press_still_good, writes=True)
}
