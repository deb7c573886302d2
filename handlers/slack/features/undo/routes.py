"""Where presses that undo go."""

from handlers.slack.features.undo import buttons
from handlers.slack.request.context import Route
from handlers.slack.request.request import Kind

ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.PRESS, "undo"): Route(run=buttons.press_undo, writes=True)
}
