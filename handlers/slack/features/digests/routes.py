"""Where calls about digests go."""

from handlers.slack.features.digests import commands, parsing
from handlers.slack.request import Kind, Route

ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.COMMAND, "/digest"): Route(run=commands.run_preview),
    (Kind.COMMAND, "/digest preview"): Route(run=commands.run_preview),
    (Kind.COMMAND, "/digest post"): Route(run=commands.run_post, writes=True),
    (Kind.COMMAND, "/digest show"): Route(run=commands.run_show),
    (Kind.COMMAND, "/digest list"): Route(run=commands.run_list),
    (Kind.COMMAND, "/digest weekly"): Route(run=commands.run_weekly, writes=True),
    (Kind.COMMAND, "/digest hold"): Route(run=commands.run_hold, writes=True),
    (Kind.COMMAND, "/digest off"): Route(run=commands.run_off, writes=True),
    (Kind.PRESS, parsing.POST): Route(run=commands.press_post, writes=True),
    (Kind.PRESS, parsing.POST_NOW): Route(run=commands.press_post_now, writes=True),
    (Kind.PRESS, parsing.POST_HELD): Route(run=commands.press_post_held, writes=True),
    (Kind.PRESS, parsing.HOLD): Route(run=commands.press_hold, writes=True),
    (Kind.PRESS, parsing.SHOW): Route(run=commands.press_show),
    (Kind.PRESS, parsing.LIST): Route(run=commands.press_page),
    (Kind.PRESS, parsing.WEEKLY): Route(run=commands.press_weekly, opens=commands.WEEKLY_TITLE),
    (Kind.SUBMISSION, parsing.WEEKLY): Route(
        run=commands.submit_weekly,
        writes=True,
        edits=commands.weekly_form_now,
        together=[("weekday", "at")],
    ),
}
