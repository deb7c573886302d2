"""Presses and the form about the use of practices, with what they answer."""

from collections.abc import Sequence

from bot.domain import Practice
from bot.domain.person import zone_of
from bot.languages import N_, _
from bot.use_cases.practices import adopt
from handlers.slack.features.adoptions import blocks
from handlers.slack.kit import blocks as kit
from handlers.slack.kit import confirm_header, person_words, title_line
from handlers.slack.kit.common_blocks import PAGE
from handlers.slack.request import Answer, Kind, Reply, Route, Scene, ShowView
from handlers.slack.request.carried_values import read_number, read_page, read_state_number
from handlers.slack.request.context import about_number

TITLE = N_("We use this")


def _number(scene: Scene) -> int:
    return read_number(scene.call.value)


def press_use(scene: Scene) -> Answer:
    """We use this: the form, or that it is recorded already."""
    practice, organisation, before = adopt.find_use(_number(scene), scene.context)
    return _adopted(scene, before) if before else ShowView(use_form(practice, organisation.name))


def use_form(practice: Practice, organisation: str) -> kit.View:
    """Names the organisation that will stand on the card, and says who can read it."""
    about = kit.rich(
        title_line(practice),
        kit.say("This records that {organisation} uses it. ", organisation=organisation),
        kit.say("Everyone who can see the card can read it, with your name."),
    )
    typed = kit.text_input(limit=adopt.NOTE, lines=True)
    hint = _("How you use it, or what you changed.")
    note = kit.field("note", _("Note"), typed, hint=hint, optional=True)
    return kit.form(blocks.USE, TITLE, [about, note], _("Record"), number=practice.number)


def submit_use(scene: Scene) -> Answer:
    number = read_state_number(scene.call.metadata)
    note = scene.call.fields.get("note") or ""
    return _adopted(scene, adopt.adopt_practice(number, note, scene.context))


def _adopted(scene: Scene, adopted: adopt.Adopted) -> Reply:
    adoption = adopted.adoption
    first = N_("It is recorded that {organisation} uses {reference}.")
    lines = []
    if not adopted.just_now:
        first = N_("{organisation} uses {reference} already. Nothing has changed now.")
        by = person_words(adoption.adopted_by, scene.work.people.names([adoption.adopted_by]))
        at = kit.moment(adoption.adopted_at, zone_of(scene.person), "{date_long}")
        lines.append(kit.say("{who} recorded it on {day}.", who=by, day=at))
    elif adoption.told_on is not None:
        lines.append(kit.say("The author of the card will hear of it."))
    if adoption.note:
        lines.append(kit.say("Note: {note}", note=adoption.note))
    name = adopted.organisation.name
    return _card_reply(scene, adopted.practice, first, lines, organisation=name)


def press_end(scene: Scene) -> Answer:
    """No longer."""
    ended = adopt.end_adoption(_number(scene), scene.context)
    first = N_("{organisation} does not use {reference}, so nothing has changed.")
    if ended.just_now:
        first = N_("It is recorded that {organisation} no longer uses {reference}.")
    return _card_reply(scene, ended.practice, first, organisation=ended.organisation.name)


def press_save(scene: Scene) -> Answer:
    return _keep(scene, keep=True)


def press_unsave(scene: Scene) -> Answer:
    return _keep(scene, keep=False)


def _keep(scene: Scene, *, keep: bool) -> Answer:
    saved = adopt.save_practice(_number(scene), scene.context, keep=keep)
    first = N_("{reference} is already among your saved practices.")
    if not keep:
        first = N_("{reference} is not among your saved practices any more.")
    elif saved.just_now:
        first = N_("{reference} is now among your saved practices.")
    command = kit.text("/practice saved", code=True)
    hint = kit.say("{command} lists them. Only you see that list.", command=command)
    return _card_reply(scene, saved.practice, first, [hint])


def _card_reply(
    scene: Scene, practice: Practice, first: str, lines: Sequence[kit.Element] = (), **facts: str
) -> Reply:
    """What was done, and the use of the practice with its buttons as they are now."""
    header = confirm_header(first, reference=practice.reference, **facts)
    said = [kit.rich(*lines)] if lines else []
    card = blocks.use_blocks(practice, adopt.use_of(practice, scene.context))
    return Reply(blocks=[header, *said, *card])


def _who(scene: Scene, number: int, *, offset: int = 0, replace: bool = False) -> Reply:
    users = adopt.who_uses(number, scene.context, limit=PAGE, offset=offset)
    return Reply(blocks=blocks.who_blocks(users, zone_of(scene.person)), replace=replace)


press_who = about_number(_who, _number)


def turn_who(scene: Scene) -> Answer:
    """Previous and Next of the list, whose state is the practice's number."""
    offset, number = read_page(scene.call.value)
    return _who(scene, read_number(number), offset=offset, replace=True)


ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.PRESS, blocks.USE): Route(press_use, opens=TITLE),
    (Kind.PRESS, blocks.END): Route(press_end, writes=True),
    (Kind.PRESS, blocks.WHO): Route(press_who),
    (Kind.PRESS, blocks.PAGE_OF_WHO): Route(turn_who),
    (Kind.PRESS, blocks.SAVE): Route(press_save, writes=True),
    (Kind.PRESS, blocks.UNSAVE): Route(press_unsave, writes=True),
    (Kind.SUBMISSION, blocks.USE): Route(submit_use, writes=True),
}
