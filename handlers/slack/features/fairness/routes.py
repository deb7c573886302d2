"""Where calls about fairness go."""

from handlers.slack.features.dialogues.forms import SCHEDULE_TITLE
from handlers.slack.features.fairness import blocks, commands
from handlers.slack.request import Kind, Route

ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.COMMAND, "/dialogue find"): Route(run=commands.run_find),
    (Kind.COMMAND, "/dialogue fairness"): Route(run=commands.run_fairness),
    (Kind.PRESS, blocks.SCHEDULE): Route(run=commands.press_schedule, opens=SCHEDULE_TITLE),
    (Kind.PRESS, blocks.YEAR): Route(run=commands.press_year),
}
