"""Where calls about coverage go."""

from handlers.slack.features.coverage import commands
from handlers.slack.request import Kind, Route

ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.COMMAND, "/practice coverage"): Route(run=commands.run_coverage)
}
