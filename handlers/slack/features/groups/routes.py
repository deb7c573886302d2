"""Where calls about groups and the roster go."""

from handlers.slack.features.groups import (
    blocks,
    commands,
    modals,
    opened,
    opened_blocks,
    presses,
    roster,
    roster_blocks,
    roster_modals,
    submissions,
    why,
    why_blocks,
)
from handlers.slack.request.context import Route
from handlers.slack.request.request import Kind

ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.COMMAND, "/wg"): Route(run=commands.overview),
    (Kind.COMMAND, "/wg setup"): Route(run=commands.setup, opens=modals.SETUP_TITLE),
    (Kind.COMMAND, "/wg members"): Route(run=commands.members, everyone=True),
    (Kind.COMMAND, "/wg role"): Route(run=commands.role, writes=True),
    (Kind.COMMAND, "/wg roster"): Route(run=roster.show, everyone=True),
    (Kind.COMMAND, "/wg why"): Route(run=why.show),
    (Kind.PRESS, why_blocks.WHY): Route(run=why.turn),
    (Kind.PRESS, opened_blocks.DELETE): Route(run=opened.delete, writes=True),
    (Kind.SUBMISSION, modals.SETUP): Route(run=submissions.set_up, writes=True),
    (Kind.PRESS, blocks.RUN): Route(run=presses.run),
    (Kind.PRESS, blocks.HELP): Route(run=presses.show_help),
    (Kind.PRESS, blocks.MEMBERS): Route(run=presses.show_members, everyone=True),
    (Kind.PRESS, roster_blocks.PAGE): Route(run=roster.turn, everyone=True),
    (Kind.PRESS, roster_blocks.ADD): Route(run=roster.open_add, opens=roster_modals.ADD_TITLE),
    (Kind.PRESS, roster_blocks.CORRECT): Route(
        run=roster.open_correct, opens=roster_modals.CORRECT_TITLE
    ),
    (Kind.PRESS, roster_blocks.ASSIGN): Route(
        run=roster.open_assign, opens=roster_modals.ASSIGN_TITLE
    ),
    (Kind.PRESS, roster_blocks.SECRETARIAT): Route(
        run=roster.open_secretariat, opens=roster_modals.SECRETARIAT_TITLE
    ),
    (Kind.SUBMISSION, roster_blocks.ADD): Route(run=roster.add, writes=True),
    (Kind.SUBMISSION, roster_blocks.CORRECT): Route(run=roster.correct, writes=True),
    (Kind.SUBMISSION, roster_blocks.ASSIGN): Route(run=roster.assign, writes=True),
    (Kind.SUBMISSION, roster_blocks.SECRETARIAT): Route(
        run=roster.name_the_secretariat, writes=True
    ),
}
