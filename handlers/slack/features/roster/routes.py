"""Where calls about the roster go."""

from handlers.slack.features.groups.blocks import MEMBERS
from handlers.slack.features.roster import blocks, commands, cover, forms
from handlers.slack.request import Kind, Route

ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.COMMAND, "/wg members"): Route(run=commands.run_members, everyone=True),
    (Kind.PRESS, MEMBERS): Route(run=commands.show_members, everyone=True),
    (Kind.COMMAND, "/wg roster"): Route(run=commands.run_roster, everyone=True),
    (Kind.COMMAND, "/wg away"): Route(run=cover.run_away, opens=cover.COVER_TITLE, names=True),
    (Kind.PRESS, cover.COVER): Route(run=cover.press_cover, opens=cover.COVER_TITLE),
    (Kind.SUBMISSION, cover.COVER): Route(
        run=cover.submit_cover, writes=True, edits=cover.cover_form_now
    ),
    (Kind.PRESS, blocks.PAGE): Route(run=commands.press_turn, everyone=True),
    (Kind.PRESS, blocks.ADD): Route(run=commands.open_add, opens=forms.ADD_TITLE),
    (Kind.PRESS, blocks.CORRECT): Route(run=commands.open_correct, opens=forms.CORRECT_TITLE),
    (Kind.PRESS, blocks.ASSIGN): Route(run=commands.open_assign, opens=forms.ASSIGN_TITLE),
    (Kind.PRESS, blocks.SECRETARIAT): Route(
        run=commands.open_secretariat, opens=forms.SECRETARIAT_TITLE
    ),
    (Kind.SUBMISSION, blocks.ADD): Route(run=commands.submit_add, writes=True),
    (Kind.SUBMISSION, blocks.CORRECT): Route(
        run=commands.submit_correct, writes=True, edits=commands.correct_form_now
    ),
    (Kind.SUBMISSION, blocks.ASSIGN): Route(
        run=commands.submit_assign, writes=True, edits=commands.assign_form_now
    ),
    (Kind.SUBMISSION, blocks.SECRETARIAT): Route(
        run=commands.name_the_secretariat, writes=True, edits=commands.secretariat_form
    ),
}
