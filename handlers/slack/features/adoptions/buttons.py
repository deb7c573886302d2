"""Buttons and the form about the use of practices; rights are checked at every press."""

from typing import Any

from bot.domain import Practice
from bot.languages import N_, _
from bot.use_cases.adoptions.adopt import (
    NOTE,
    AdoptPractice,
    SavePractice,
    adopt_practice,
    end_adoption,
    find_use,
    save_practice,
)
from handlers.slack.features.adoptions import blocks, replies
from handlers.slack.kit import blocks as kit
from handlers.slack.kit import title_line
from handlers.slack.request import Answer, Scene, ShowView, read_number, read_state_number

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


def read_page(value: str) -> tuple[int, int]:
    """The offset and the practice's number that a Previous or Next button carries."""
    offset, _, number = value.partition(" ")
    return read_number(offset), read_number(number)


def press_use(scene: Scene) -> Answer:
    """We use this: the form, or that it is recorded already."""
    practice, organisation, before = find_use(read_number(scene.call.value), scene.context)
    if before is not None:
        return replies.adopted_reply(scene, before)
    return ShowView(use_modal(practice, organisation.name))


def press_end(scene: Scene) -> Answer:
    """No longer."""
    ended = end_adoption(read_number(scene.call.value), scene.context)
    return replies.ended_reply(scene, ended)


def press_save(scene: Scene) -> Answer:
    return _keep(scene, keep=True)


def press_unsave(scene: Scene) -> Answer:
    return _keep(scene, keep=False)


def _keep(scene: Scene, *, keep: bool) -> Answer:
    wish = SavePractice(number=read_number(scene.call.value), keep=keep)
    return replies.saved_reply(scene, save_practice(wish, scene.context), keep=keep)


def press_who(scene: Scene) -> Answer:
    return replies.who_reply(scene, read_number(scene.call.value))


def turn_who(scene: Scene) -> Answer:
    """Previous and Next of the list."""
    offset, number = read_page(scene.call.value)
    return replies.who_reply(scene, number, offset=offset, replace=True)
