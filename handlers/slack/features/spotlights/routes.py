"""Where calls about the weekly spotlight go."""

from handlers.slack.features.practices import commands
from handlers.slack.request import Kind, Route

ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.COMMAND, "/practice spotlight"): Route(run=commands.run_spotlight, writes=True)
}
