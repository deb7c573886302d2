"""Where calls about digests go."""

from handlers.slack.features.digests import commands, forms
from handlers.slack.request.context import Route
from handlers.slack.request.request import Kind

ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.COMMAND, "/digest"): Route(run=commands.run_preview),
    (Kind.COMMAND, "/digest preview"): Route(run=commands.run_preview),
    (Kind.COMMAND, "/digest post"): Route(run=commands.run_post, writes=True),
    (Kind.COMMAND, "/digest weekly"): Route(run=commands.run_weekly, writes=True),
    (Kind.COMMAND, "/digest off"): Route(run=commands.run_off, writes=True),
    (Kind.PRESS, "digest.post"): Route(run=commands.press_post, writes=True),
    (Kind.PRESS, "digest.weekly"): Route(run=commands.press_weekly, opens=forms.WEEKLY_TITLE),
    (Kind.PRESS, "digest.hold"): Route(run=commands.press_hold, writes=True),
    (Kind.SUBMISSION, "digest.weekly"): Route(run=commands.submit_weekly, writes=True),
}
