"""Where calls about digests go."""

from handlers.slack.features.digests import commands, parsing
from handlers.slack.request import Kind, Route, form_again

ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.COMMAND, "/digest"): Route(commands.run_preview),
    (Kind.COMMAND, "/digest preview"): Route(commands.run_preview),
    (Kind.COMMAND, "/digest post"): Route(commands.run_post, writes=True),
    (Kind.COMMAND, "/digest show"): Route(commands.run_show),
    (Kind.COMMAND, "/digest list"): Route(commands.run_list),
    (Kind.COMMAND, "/digest weekly"): Route(commands.run_weekly, writes=True),
    (Kind.COMMAND, "/digest hold"): Route(commands.run_hold, writes=True),
    (Kind.COMMAND, "/digest off"): Route(commands.run_off, writes=True),
    (Kind.PRESS, parsing.POST): Route(commands.press_post, writes=True),
    (Kind.PRESS, parsing.POST_NOW): Route(commands.press_post_now, writes=True),
    (Kind.PRESS, parsing.POST_HELD): Route(commands.press_post_held, writes=True),
    (Kind.PRESS, parsing.HOLD): Route(commands.press_hold, writes=True),
    (Kind.PRESS, parsing.SHOW): Route(commands.press_show),
    (Kind.PRESS, parsing.LIST): Route(commands.press_page),
    (Kind.PRESS, parsing.WEEKLY): Route(commands.press_weekly, opens=commands.WEEKLY_TITLE),
    (Kind.SUBMISSION, parsing.WEEKLY): Route(
        commands.submit_weekly,
        writes=True,
        edits=form_again(commands.weekly_form, "group"),
        together=[("weekday", "at")],
    ),
}
