"""What is answered to a press or a form about the use of a practice."""

from collections.abc import Sequence

from bot.domain import Practice
from bot.domain.person import zone_of
from bot.languages import N_
from bot.use_cases.adoptions.adopt import Adopted, Ended, Saved
from bot.use_cases.adoptions.show import use_of, who_uses
from handlers.slack.features.adoptions import blocks
from handlers.slack.kit import blocks as kit
from handlers.slack.kit import confirm_header, person_words
from handlers.slack.request import Reply, Scene


def adopted_reply(scene: Scene, adopted: Adopted) -> Reply:
    practice, adoption = adopted.practice, adopted.adoption
    first, lines = N_("It is recorded that {organisation} uses {reference}."), []
    if not adopted.just_now:
        first = N_("{organisation} uses {reference} already. Nothing has changed now.")
        names = scene.work.people.names([adoption.adopted_by])
        by = person_words(adoption.adopted_by, names)
        at = kit.moment(adoption.adopted_at, zone_of(scene.person), "{date_long}")
        lines.append(kit.say("{who} recorded it on {day}.", who=by, day=at))
    elif adoption.told_on is not None:
        lines.append(kit.say("The author of the card will hear of it."))
    if adoption.note:
        lines.append(kit.say("Note: {note}", note=adoption.note))
    return _card_reply(scene, practice, first, lines, organisation=adopted.organisation.name)


def ended_reply(scene: Scene, ended: Ended) -> Reply:
    first = N_("{organisation} does not use {reference}, so nothing has changed.")
    if ended.just_now:
        first = N_("It is recorded that {organisation} no longer uses {reference}.")
    return _card_reply(scene, ended.practice, first, organisation=ended.organisation.name)


def saved_reply(scene: Scene, saved: Saved, *, keep: bool) -> Reply:
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
    card = blocks.use_blocks(practice, use_of(practice, scene.context))
    return Reply(blocks=[header, *said, *card])


def who_reply(scene: Scene, number: int, *, offset: int = 0, replace: bool = False) -> Reply:
    users = who_uses(number, scene.context, limit=blocks.ON_PAGE, offset=offset)
    return Reply(blocks=blocks.who_blocks(users, zone_of(scene.person)), replace=replace)
