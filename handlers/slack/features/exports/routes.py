"""Where calls about files go."""

from handlers.slack.features.exports import commands
from handlers.slack.request import Kind, Route

ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.COMMAND, "/practice export"): Route(run=commands.run_practices),
    (Kind.COMMAND, "/action export"): Route(run=commands.run_actions),
}
