"""Buttons and the form about the use of practices; rights are checked at every press."""

from bot.domain import Practice
from bot.languages import N_, _
from bot.use_cases.adoptions import adopt
from handlers.slack.features.adoptions import blocks, replies
from handlers.slack.kit import View, title_line
from handlers.slack.kit import blocks as kit
from handlers.slack.request import Answer, Scene, ShowView, read_number, read_state_number
from handlers.slack.request.context import about_number

TITLE = N_("We use this")


def _number(scene: Scene) -> int:
    return read_number(scene.call.value)


def press_use(scene: Scene) -> Answer:
    """We use this: the form, or that it is recorded already."""
    practice, organisation, before = adopt.find_use(_number(scene), scene.context)
    if before is not None:
        return replies.adopted_reply(scene, before)
    return ShowView(use_modal(practice, organisation.name))


def use_modal(practice: Practice, organisation: str) -> View:
    """Names the organisation that will stand on the card, and says who can read it."""
    about = kit.rich(
        title_line(practice.reference, practice.title),
        kit.say("This records that {organisation} uses it. ", organisation=organisation),
        kit.say("Everyone who can see the card can read it, with your name."),
    )
    typed = kit.text_input(limit=adopt.NOTE, lines=True)
    hint = _("How you use it, or what you changed.")
    blocks_shown = [about, kit.field("note", _("Note"), typed, hint=hint, optional=True)]
    return kit.form(blocks.USE, TITLE, blocks_shown, _("Record"), number=practice.number)


def submit_use(scene: Scene) -> Answer:
    number, note = read_state_number(scene.call.metadata), scene.call.fields.get("note") or ""
    wish = adopt.AdoptPractice(number=number, note=note)
    return replies.adopted_reply(scene, adopt.adopt_practice(wish, scene.context))


def press_end(scene: Scene) -> Answer:
    """No longer."""
    return replies.ended_reply(scene, adopt.end_adoption(_number(scene), scene.context))


def press_save(scene: Scene) -> Answer:
    return _keep(scene, keep=True)


def press_unsave(scene: Scene) -> Answer:
    return _keep(scene, keep=False)


def _keep(scene: Scene, *, keep: bool) -> Answer:
    wish = adopt.SavePractice(number=_number(scene), keep=keep)
    return replies.saved_reply(scene, adopt.save_practice(wish, scene.context), keep=keep)


press_who = about_number(replies.who_reply, _number)


def turn_who(scene: Scene) -> Answer:
    """Previous and Next of the list: "<offset> <the practice's number>"."""
    offset, _space, number = scene.call.value.partition(" ")
    return replies.who_reply(scene, read_number(number), offset=read_number(offset), replace=True)
