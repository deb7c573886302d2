"""What is answered to a press or a form about the use of a practice."""

from bot.domain.person import zone_of
from bot.use_cases.adoptions.adopt import Adopted, Ended
from bot.use_cases.adoptions.save import Saved
from bot.use_cases.adoptions.show import use_of, who_uses
from handlers.slack.features.adoptions import blocks
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.common_blocks import confirm_header, person_words
from handlers.slack.request.context import Scene
from handlers.slack.request.response import Reply


def adopted_reply(scene: Scene, adopted: Adopted) -> Reply:
    practice, adoption = adopted.practice, adopted.adoption
    who = adopted.organisation.name
    first = f"It is recorded that {who} uses {practice.reference}."
    lines: list[kit.Element] = []
    if not adopted.just_now:
        first = f"{who} uses {practice.reference} already. Nothing has changed now."
        person = scene.work.people.get(adoption.adopted_by)
        names = {adoption.adopted_by: person.name} if person else {}
        by = person_words(adoption.adopted_by, names)
        at = kit.moment(adoption.adopted_at, zone_of(scene.person), "{date_long}")
        lines.append(kit.line(f"{by} recorded it on ", at, "."))
    elif adoption.told_on is not None:
        lines.append(kit.line("The author of the card will hear of it."))
    if adoption.note:
        lines.append(kit.line(f"Note: {adoption.note}"))
    card = blocks.use_blocks(practice, use_of(practice, scene.context))
    return Reply(blocks=[confirm_header(first), *([kit.rich(*lines)] if lines else []), *card])


def ended_reply(scene: Scene, ended: Ended) -> Reply:
    practice, who = ended.practice, ended.organisation.name
    words = (
        f"It is recorded that {who} no longer uses {practice.reference}."
        if ended.just_now
        else f"{who} does not use {practice.reference}, so nothing has changed."
    )
    card = blocks.use_blocks(practice, use_of(practice, scene.context))
    return Reply(blocks=[confirm_header(words), *card])


def saved_reply(scene: Scene, saved: Saved, *, keep: bool) -> Reply:
    practice = saved.practice
    now = "now" if saved.just_now else "already"
    words = (
        f"{practice.reference} is {now} among your saved practices."
        if keep
        else f"{practice.reference} is not among your saved practices any more."
    )
    hint = kit.line(kit.text("/practice saved", code=True), " lists them. Only you see that list.")
    card = blocks.use_blocks(practice, use_of(practice, scene.context))
    return Reply(blocks=[confirm_header(words), kit.rich(hint), *card])


def who_reply(scene: Scene, number: int, *, offset: int = 0, replace: bool = False) -> Reply:
    users = who_uses(number, scene.context, limit=blocks.ON_PAGE, offset=offset)
    return Reply(blocks=blocks.who_blocks(users, zone_of(scene.person)), replace=replace)
