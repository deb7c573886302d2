"""Where calls about records go."""

from handlers.slack.features.records import commands, forms
from handlers.slack.request import Kind, Route

ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.COMMAND, "/wg records"): Route(
        run=commands.run_records, opens=forms.RECORDS_TITLE, opens_bare=True
    ),
    (Kind.SUBMISSION, forms.RECORDS): Route(run=forms.submit_records),
}
