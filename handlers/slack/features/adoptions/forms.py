"""The form of a new use: an optional note."""

from typing import Any

from bot.domain import Practice
from bot.languages import N_, _
from bot.use_cases.adoptions.adopt import NOTE, AdoptPractice, adopt_practice
from handlers.slack.features.adoptions import blocks, replies
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.common_blocks import title_line
from handlers.slack.request import Answer, Scene, read_state_number

TITLE = N_("We use this")


def use_modal(practice: Practice, organisation: str) -> dict[str, Any]:
    """Names the organisation that will stand on the card, and says who can read it."""
    return kit.modal(
        blocks.USE,
        _(TITLE),
        [
            kit.rich(
                title_line(practice.reference, practice.title),
                kit.say("This records that {organisation} uses it. ", organisation=organisation),
                kit.say("Everyone who can see the card can read it, with your name."),
            ),
            kit.field(
                "note",
                _("Note"),
                kit.text_input(limit=NOTE, lines=True),
                hint=_("How you use it, or what you changed."),
                optional=True,
            ),
        ],
        submit=_("Record"),
        close=_("Cancel"),
        metadata={"number": practice.number},
    )


def submit_use(scene: Scene) -> Answer:
    number = read_state_number(scene.call.metadata)
    wish = AdoptPractice(number=number, note=scene.call.fields.get("note") or "")
    return replies.adopted_reply(scene, adopt_practice(wish, scene.context))
