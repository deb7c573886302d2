"""What several listeners of practices need: names, groups, and the chair's queue as an answer."""

from collections.abc import Iterable, Sequence
from functools import partial

from bot.domain import Act, Group, MessageKind, Practice, PracticeStatus, Refusal, may
from bot.domain.delivery import SubjectType
from bot.domain.practice import TopicList
from bot.domain.wording import listed
from bot.languages import N_, Nn_, _, _n
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.practices.adopt import use_of
from bot.use_cases.practices.edit import Edited
from bot.use_cases.practices.review import CardChange, other_groups
from bot.use_cases.practices.rules import group_of
from bot.use_cases.practices.show import show_history
from bot.use_cases.refusals import find_group_for
from handlers.slack.features.adoptions.blocks import use_blocks
from handlers.slack.features.practices import blocks, lists
from handlers.slack.features.practices.parsing import Target
from handlers.slack.kit import blocks as kit
from handlers.slack.kit import confirm_header, person_words, redrawn_words
from handlers.slack.kit.common_blocks import paging_buttons
from handlers.slack.request import Reply, Scene
from handlers.slack.request.record_history import record_history

_CARDS = 5
"""Cards on a page of the queue; each has a summary, a comment and four buttons."""


def names_of(work: UnitOfWork, practices: Iterable[Practice]) -> dict[str, str]:
    """Display names of authors and reviewers, by user id."""
    ids = {p.author for p in practices} | {p.reviewed_by for p in practices if p.reviewed_by}
    return work.people.names(ids)


def shown_card(scene: Scene, practice: Practice, *, buttons: bool = True) -> list[kit.Block]:
    """One card below its standing, with the buttons that this person may press and its use."""
    group, names = group_of(practice, scene.context), names_of(scene.work, [practice])
    organisation = scene.work.organisations.names().get(practice.organisation_id or 0)
    author = names.get(practice.author, practice.author)
    card = blocks.card_blocks(practice, author=author, organisation=organisation)
    card.insert(0, blocks.standing_block(practice, group, names))
    if not buttons:
        return card
    reviews = may(scene.reader, Act.REVIEW_PRACTICE, group.id)
    own = practice.author == scene.reader.user_id
    elsewhere = bool(other_groups(practice, scene.context))
    row = blocks.card_buttons(practice, group, reviews=reviews, own=own, elsewhere=elsewhere)
    return [*card, kit.actions(*row), *_use_blocks(scene, practice, group)]


def _use_blocks(scene: Scene, practice: Practice, group: Group) -> list[kit.Block]:
    """Who uses a published card; for those in the channel also the address of its thread."""
    if practice.status is not PracticeStatus.PUBLISHED:
        return []
    about = (SubjectType.PRACTICE, str(practice.number), MessageKind.CARD)
    posts = scene.work.deliveries.posted_about(*about) if group.id in scene.reader.seats else ()
    there = (post for post in posts if post.recipient == group.channel_id and post.posted_ts)
    address = next((scene.message_url(post.posted_channel, post.posted_ts) for post in there), None)
    return use_blocks(practice, use_of(practice, scene.context), comments=address)


history_reply = partial(record_history, show_history, blocks.HISTORY)


def topics_blocks(group: Group, kept: TopicList, *, edits: bool) -> list[kit.Block]:
    """The group's list, and whether cards may have others; `edits` adds the button for chairs."""
    topics = ", ".join(kept.topics) or _("None yet")
    others = N_("Cards have no other topics.")
    others = N_("Cards may have other topics too.") if kept.free else others
    heading = kit.bold(_("Topics of {group}", group=group.name))
    said = kit.rich(kit.line(heading), kit.line(topics), kit.say(others))
    edit = kit.button(_("Edit the list"), f"{blocks.TOPICS}:{group.id}", str(group.id))
    return [said, kit.actions(edit)] if edits else [said]


# The queue ---------------------------------------------------------------------------------


def queue_reply(
    scene: Scene, scope: int, offset: int, *, said: Sequence[kit.Block] = (), replace: bool = False
) -> Reply:
    """A page of the cards that await review in one group, or with `scope` 0 in all of one's own.
    `said` comes first: what a press has just done. NotAllowed for those who may not review."""
    groups = {group.id: group for group in _reviewed_groups(scene, scope)}
    ledger, reader = scene.work.practices, scene.reader
    waiting = ledger.count_awaiting_review(reader, groups)
    if offset >= waiting:
        offset = max(waiting - 1, 0) // _CARDS * _CARDS
    page = ledger.awaiting_review(reader, groups, limit=_CARDS, offset=offset)
    names = names_of(scene.work, page)
    shown = [*said, confirm_header(_how_many(waiting, list(groups.values())))]
    for practice in page:
        target = Target(practice.number, practice.revision, scope, offset)
        shown += lists.queue_item(scene, practice, groups[practice.group_id], target, names)
    turn = lists.QUEUE_PAGE
    state = str(scope)
    turns = paging_buttons(turn, offset=offset, total=waiting, state=state, page=_CARDS)
    return Reply(blocks=[*shown, *turns], replace=replace)


def _reviewed_groups(scene: Scene, scope: int) -> list[Group]:
    if scope:
        return [find_group_for(Act.REVIEW_PRACTICE, scope, scene.context)]
    own = [g for g in scene.work.groups.all() if may(scene.reader, Act.REVIEW_PRACTICE, g.id)]
    if not own:
        raise Refusal("You chair no working group now. Only a chair can review practices.")
    return own


def _how_many(number: int, groups: list[Group]) -> str:
    where = groups[0].name if len(groups) == 1 else _("your groups")
    waiting = Nn_(
        "{number} practice awaits review in {group}", "{number} practices await review in {group}"
    )
    none = N_("No practice awaits review in {group}.")
    return _n(*waiting, number, group=where) if number else _(none, group=where)


def review_words(scene: Scene, reviewed: CardChange) -> kit.Block:
    """What a decision has done, or what was decided before and who decided it."""
    practice = reviewed.practice
    group, names = group_of(practice, scene.context), names_of(scene.work, [practice])
    if not reviewed.just_now:
        already = kit.line(kit.bold(_("This was decided already. ")), _("Nothing has changed now."))
        return kit.rich(already, kit.line(*blocks.decision_line(practice, group, names)))
    author = person_words(practice.author, names)
    lines = [kit.line(kit.bold(_(_IS_NOW[practice.status], reference=practice.reference)))]
    if practice.status is PracticeStatus.PUBLISHED:
        told = N_(
            "I am posting the card in the channel of {groups}. I am telling {author} in a direct "
            "message."
        )
        groups = listed([group.name, *reviewed.also])
        return kit.rich(*lines, kit.say(told, groups=groups, author=author))
    if practice.status is PracticeStatus.WITHDRAWN:
        lines.append(kit.say("Nobody finds it any more. What I posted says that it is withdrawn."))
    if practice.author != scene.reader.user_id:
        tells = N_("I am telling {author} in a direct message, with your words:")
        lines += [kit.say(tells, author=author), blocks.quote_words(practice.comment or "")]
    return kit.rich(*lines)


_IS_NOW = {
    PracticeStatus.SUBMITTED: N_("{reference} is submitted."),
    PracticeStatus.PUBLISHED: N_("{reference} is published."),
    PracticeStatus.RETURNED: N_("{reference} is returned."),
    PracticeStatus.DECLINED: N_("{reference} is declined."),
    PracticeStatus.WITHDRAWN: N_("{reference} is withdrawn."),
}


def seen_words(scene: Scene, reviewed: CardChange) -> kit.Block:
    """A chair has looked at a change, or another one had before."""
    practice = reviewed.practice
    if reviewed.just_now:
        return confirm_header("{reference} stays as it is now.", reference=practice.reference)
    nothing = kit.bold(_("Nothing has changed now. "))
    looks = [e for e in show_history(practice.number, scene.context)[1] if e.did == "seen"]
    if not looks:
        words = _("{reference} waits for nobody now.", reference=practice.reference)
        return kit.rich(kit.line(nothing, words))
    user_id = looks[-1].who
    at = kit.moment(looks[-1].at, "UTC")
    who = person_words(user_id, scene.work.people.names([user_id]))
    said = _("{who} has looked at this change on {moment}.")
    return kit.rich(kit.line(nothing, *kit.fill_sentence(said, who=who, moment=at)))


def edited_reply(scene: Scene, edited: Edited) -> Reply:
    """What was changed, who hears of it, and where it was posted for more people than now."""
    practice = edited.practice
    if not edited.fields:
        return Reply(blocks=[confirm_header("Nothing was changed.")])
    group = group_of(practice, scene.context).name
    names = names_of(scene.work, [practice])
    fields = listed([_(field) for field in edited.fields])
    changed = _("{reference} is changed: {fields}.", reference=practice.reference, fields=fields)
    lines = [kit.line(kit.bold(changed))]
    if practice.status is PracticeStatus.SUBMITTED:
        keeps = N_("It keeps its place in the queue of {group}, which says that it was changed.")
        lines.append(kit.say(keeps, group=group))
    else:
        lines.append(kit.say("What I posted follows."))
        if not edited.by_chair:
            find = N_("The chairs of {group} find the change in their queue.")
            lines.append(kit.say(find, group=group))
        elif practice.author != scene.reader.user_id:
            author = person_words(practice.author, names)
            lines.append(kit.say("I am telling {author} in a direct message.", author=author))
        lines.append(kit.line(redrawn_words(practice.reference, edited.redrawn)))
    return Reply(blocks=[kit.rich(*lines), kit.actions(blocks.history_button(practice))])
