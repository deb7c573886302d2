"""Where calls about the use of practices go."""

from handlers.slack.features.adoptions import blocks, buttons
from handlers.slack.request import Kind, Route

ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.PRESS, blocks.USE): Route(buttons.press_use, opens=buttons.TITLE),
    (Kind.PRESS, blocks.END): Route(buttons.press_end, writes=True),
    (Kind.PRESS, blocks.WHO): Route(buttons.press_who),
    (Kind.PRESS, blocks.PAGE_OF_WHO): Route(buttons.turn_who),
    (Kind.PRESS, blocks.SAVE): Route(buttons.press_save, writes=True),
    (Kind.PRESS, blocks.UNSAVE): Route(buttons.press_unsave, writes=True),
    (Kind.SUBMISSION, blocks.USE): Route(buttons.submit_use, writes=True),
}
