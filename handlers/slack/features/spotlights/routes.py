"""Where calls about the weekly spotlight go."""

from handlers.slack.features.spotlights import commands
from handlers.slack.request.context import Route
from handlers.slack.request.request import Kind

ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.COMMAND, "/practice spotlight"): Route(run=commands.run_spotlight, writes=True)
}
