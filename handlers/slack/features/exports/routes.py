"""Where calls about files go."""

from handlers.slack.features.exports import commands
from handlers.slack.request.context import Route
from handlers.slack.request.request import Kind

ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.COMMAND, "/practice export"): Route(run=commands.run_practices),
    (Kind.COMMAND, "/action export"): Route(run=commands.run_actions),
}
