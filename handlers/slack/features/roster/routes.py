"""Where calls about the roster go."""

from handlers.slack.features.groups.blocks import MEMBERS
from handlers.slack.features.roster import blocks, commands, cover, forms
from handlers.slack.request import Kind, Route, form_again

ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.COMMAND, "/wg members"): Route(commands.run_members, everyone=True),
    (Kind.PRESS, MEMBERS): Route(commands.show_members, everyone=True),
    (Kind.COMMAND, "/wg roster"): Route(commands.run_roster, everyone=True),
    (Kind.COMMAND, "/wg away"): Route(cover.run_away, opens=cover.COVER_TITLE, names=True),
    (Kind.PRESS, cover.COVER): Route(cover.press_cover, opens=cover.COVER_TITLE),
    (Kind.SUBMISSION, cover.COVER): Route(
        cover.submit_cover, writes=True, edits=cover.cover_form_now
    ),
    (Kind.PRESS, blocks.PAGE): Route(commands.press_turn, everyone=True),
    (Kind.PRESS, blocks.ADD): Route(commands.open_add, opens=forms.ADD_TITLE),
    (Kind.PRESS, blocks.CORRECT): Route(commands.open_correct, opens=forms.CORRECT_TITLE),
    (Kind.PRESS, blocks.ASSIGN): Route(commands.open_assign, opens=forms.ASSIGN_TITLE),
    (Kind.PRESS, blocks.SECRETARIAT): Route(
        commands.open_secretariat, opens=forms.SECRETARIAT_TITLE
    ),
    (Kind.SUBMISSION, blocks.ADD): Route(commands.submit_add, writes=True),
    (Kind.SUBMISSION, blocks.CORRECT): Route(
        commands.submit_correct,
        writes=True,
        edits=form_again(commands.correct_form, "organisation"),
    ),
    (Kind.SUBMISSION, blocks.ASSIGN): Route(
        commands.submit_assign, writes=True, edits=commands.assign_form_now
    ),
    (Kind.SUBMISSION, blocks.SECRETARIAT): Route(
        commands.name_the_secretariat, writes=True, edits=commands.secretariat_form
    ),
}
