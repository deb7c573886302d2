"""What is answered to a press or a form about the use of a practice."""

from bot.domain.person import zone_of
from bot.languages import N_, _
from bot.use_cases.adoptions.adopt import Adopted, Ended, Saved
from bot.use_cases.adoptions.show import use_of, who_uses
from handlers.slack.features.adoptions import blocks
from handlers.slack.kit import blocks as kit
from handlers.slack.kit import confirm_header, person_words
from handlers.slack.request import Reply, Scene


def adopted_reply(scene: Scene, adopted: Adopted) -> Reply:
    practice, adoption = adopted.practice, adopted.adoption
    fields = {"organisation": adopted.organisation.name, "reference": practice.reference}
    first = _("It is recorded that {organisation} uses {reference}.", **fields)
    lines: list[kit.Element] = []
    if not adopted.just_now:
        first = _("{organisation} uses {reference} already. Nothing has changed now.", **fields)
        person = scene.work.people.get(adoption.adopted_by)
        names = {adoption.adopted_by: person.name} if person else {}
        by = person_words(adoption.adopted_by, names)
        at = kit.moment(adoption.adopted_at, zone_of(scene.person), "{date_long}")
        lines.append(kit.say("{who} recorded it on {day}.", who=by, day=at))
    elif adoption.told_on is not None:
        lines.append(kit.say("The author of the card will hear of it."))
    if adoption.note:
        lines.append(kit.say("Note: {note}", note=adoption.note))
    card = blocks.use_blocks(practice, use_of(practice, scene.context))
    return Reply(blocks=[confirm_header(first), *([kit.rich(*lines)] if lines else []), *card])


def ended_reply(scene: Scene, ended: Ended) -> Reply:
    practice = ended.practice
    fields = {"organisation": ended.organisation.name, "reference": practice.reference}
    words = (
        _("It is recorded that {organisation} no longer uses {reference}.", **fields)
        if ended.just_now
        else _("{organisation} does not use {reference}, so nothing has changed.", **fields)
    )
    card = blocks.use_blocks(practice, use_of(practice, scene.context))
    return Reply(blocks=[confirm_header(words), *card])


def saved_reply(scene: Scene, saved: Saved, *, keep: bool) -> Reply:
    practice = saved.practice
    if not keep:
        words = N_("{reference} is not among your saved practices any more.")
    elif saved.just_now:
        words = N_("{reference} is now among your saved practices.")
    else:
        words = N_("{reference} is already among your saved practices.")
    command = kit.text("/practice saved", code=True)
    hint = kit.say("{command} lists them. Only you see that list.", command=command)
    card = blocks.use_blocks(practice, use_of(practice, scene.context))
    said = confirm_header(words, reference=practice.reference)
    return Reply(blocks=[said, kit.rich(hint), *card])


def who_reply(scene: Scene, number: int, *, offset: int = 0, replace: bool = False) -> Reply:
    users = who_uses(number, scene.context, limit=blocks.ON_PAGE, offset=offset)
    return Reply(blocks=blocks.who_blocks(users, zone_of(scene.person)), replace=replace)
