"""Where presses that undo go."""

from handlers.slack.features.undo import buttons
from handlers.slack.request import Kind, Route

ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.PRESS, "undo"): Route(run=buttons.press_undo, writes=True)
}
