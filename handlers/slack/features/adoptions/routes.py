"""Where calls about the use of practices go."""

from handlers.slack.features.adoptions import blocks, buttons
from handlers.slack.request import Kind, Route

ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.PRESS, blocks.USE): Route(run=buttons.press_use, opens=buttons.TITLE),
    (Kind.PRESS, blocks.END): Route(run=buttons.press_end, writes=True),
    (Kind.PRESS, blocks.WHO): Route(run=buttons.press_who),
    (Kind.PRESS, blocks.PAGE_OF_WHO): Route(run=buttons.turn_who),
    (Kind.PRESS, blocks.SAVE): Route(run=buttons.press_save, writes=True),
    (Kind.PRESS, blocks.UNSAVE): Route(run=buttons.press_unsave, writes=True),
    (Kind.SUBMISSION, blocks.USE): Route(run=buttons.submit_use, writes=True),
}
