"""Where calls about records go."""

from handlers.slack.features.records import commands
from handlers.slack.request import Kind, Route

ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.COMMAND, "/wg records"): Route(
        commands.run_records, opens=commands.RECORDS_TITLE, opens_bare=True
    ),
    (Kind.SUBMISSION, commands.RECORDS): Route(commands.submit_records),
}
