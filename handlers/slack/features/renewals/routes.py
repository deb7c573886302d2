"""Where calls about review dates go."""

from handlers.slack.features.practices import buttons
from handlers.slack.features.renewals import blocks
from handlers.slack.request import Kind, Route

ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.PRESS, blocks.STILL_GOOD): Route(run=buttons.press_still_good, writes=True)
}
