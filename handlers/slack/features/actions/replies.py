"""What the listeners of actions share: how a scene is shown, and where a press is answered."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

from bot.dates.answers import Asked, Way
from bot.domain import ActionItem, Group, MessageKind, Refusal
from bot.domain.action_item import ActionStatus, is_unowned
from bot.domain.reference import ACTION as ACTIONS
from bot.domain.reference import take_references
from bot.domain.wording import at_name, spell_day
from bot.languages import _, _n, _p
from bot.ports.ledgers.actions import ActionView
from bot.use_cases.actions.repeat import rule_words
from bot.use_cases.actions.rules import Outcome, rights_over
from bot.use_cases.actions.settle import snoozed_words
from bot.use_cases.actions.show import (
    UNOWNED,
    ActionFilter,
    list_actions,
    look_up_actions,
    show_action,
)
from bot.use_cases.mornings.redraw import morning_again
from handlers.slack.features.actions import blocks as show
from handlers.slack.features.actions.listing import (
    CARD,
    HOME,
    MORNING,
    SHOW,
    Listing,
    Place,
    list_heading,
    read_list,
)
from handlers.slack.features.actions.typed_action import OwnerQuestion, WhoMayOwn
from handlers.slack.features.mornings.notifications import morning_blocks
from handlers.slack.kit import blocks as kit
from handlers.slack.kit import without_own_words
from handlers.slack.kit.catalogue import ACTION
from handlers.slack.request import Answer, Reply, Scene
from handlers.slack.request.ask_back import ask_which, known_here, members_here
from handlers.slack.request.help import typed_back, verb_blocks
from handlers.slack.request.response import Quiet


def who_may_own(scene: Scene) -> WhoMayOwn:
    """Everyone in the channels of the groups here, and the roster's organisations."""
    return WhoMayOwn(
        me=scene.call.user_id,
        people=cache(lambda: known_here(scene)),
        unnamed=lambda: bool(scene.unnamed and scene.unnamed & members_here(scene)),
        organisations=scene.work.organisations.by_names,
        names=scene.names,
    )


def usage_reply(scene: Scene, words: str) -> Reply:
    """What is missing, the usage of the command's verb with its examples, and the typed text."""
    verb = ACTION.verb(scene.call.id.split()[-1])
    blocks = [kit.rich(kit.line(words)), *(verb_blocks(ACTION, verb) if verb else [])]
    return Reply(blocks=[*blocks, *(typed_back(scene.call.typed) if scene.call.raw else [])])


def groups_here(scene: Scene) -> tuple[Group, ...]:
    """The groups that a list covers; a Refusal where there is none."""
    groups = scene.groups_here()
    if not groups:
        raise Refusal("You are not in a working group yet, so there is nothing to list.")
    return groups


def confirm_reply(scene: Scene, words: str, action: ActionItem, step: int = 0) -> Reply:
    """The answer to a write: what was done, and the action as it is now."""
    return confirm_each(scene, [(words, action, step)])


def confirm_logged(scene: Scene, outcome: Outcome, more: str = "") -> Reply:
    """What was logged; where it is one for each owner, all of them."""
    group, reference = outcome.group.name, outcome.action.reference
    words = _("Logged in {group}.", group=group)
    if outcome.linked:
        words = _n(
            "Logged in {group}: {number} action, one for each owner.",
            "Logged in {group}: {number} actions, one for each owner.",
            len(outcome.linked) + 1,
            group=group,
        )
    beside = _("With {reference}:", reference=reference)
    others = ((beside, action, 0) for action in outcome.linked)
    return confirm_each(scene, [(words + more, outcome.action, outcome.step), *others])


def confirm_all(
    scene: Scene, done: str, same: Callable[[ActionItem], str], outcomes: Sequence[Outcome]
) -> Reply:
    """Each of several writes: `done`, or `same` of an action that was so before."""
    said = [
        (done + next_words(o) if o.changed else same(o.action), o.action, o.step) for o in outcomes
    ]
    return confirm_each(scene, said)


def confirm_each(scene: Scene, said: Sequence[tuple[str, ActionItem, int]]) -> Reply:
    """Of several actions: what was done, the action as it is now, and the step that undoes it (0:
    none does)."""
    actions = [action for _words, action, _step in said]
    shown = look_up_actions(actions, scene.person, scene.context)
    blocks = [
        block
        for words, action, step in said
        for block in show.confirmation_blocks(words, action, shown, CARD, step)
    ]
    return Reply(blocks=blocks)


def behind_own_line(scene: Scene, number: int, raw: str) -> str:
    """`raw` without the title and the facts that a list shows behind the action's reference."""
    action = scene.work.actions.get(scene.reader, number) if raw else None
    if action is None:
        return raw
    shown = look_up_actions([action], scene.person, scene.context, in_list=True)
    written = "\n".join(show.item_lines(action, shown)[1:])
    return without_own_words(raw, action.title, written, scene.names)


def references(scene: Scene) -> tuple[tuple[int, ...], str]:
    """The actions that are named first, and the words behind them, as Slack sent them."""
    take_references(ACTIONS, scene.words)  # what is none is refused in the words that were typed
    numbers, rest = take_references(ACTIONS, scene.call.raw)
    return numbers, behind_own_line(scene, numbers[-1], rest)


def answer_press(
    scene: Scene, words: str, action: ActionItem, place: Place, step: int = 0
) -> Answer:
    """Renew the place of the button, with a line on what was done.

    A Home renews itself; so does a morning message, which has no place for an *Undo* of a snooze. A
    word about one action is redrawn by the loop, since it may stand in a message with others.
    """
    if place == HOME:
        return Quiet()
    call, posted = scene.call, None
    if place == MORNING:  # None where what was sent is forgotten
        posted = scene.work.deliveries.posted_at(call.channel_id or "", call.message_ts or "")
    if posted and (posted.kind is not MessageKind.MORNING or (step and action.open)):
        return confirm_reply(scene, words, action, step)
    rights = rights_over(action, scene.person, scene.context)
    line = show.notice_blocks(words, action, rights, place, step)
    if place.startswith("list "):
        listing = read_list(place.removeprefix("list "))
        return Reply(blocks=[*line, *list_page(scene, listing)], replace=True)
    if posted and (morning := morning_again(posted, scene.person, scene.context)):
        return Reply(blocks=morning_blocks(morning), replace=True)
    if place == SHOW:
        return Reply(blocks=[*line, *one_action(scene, action.number)], replace=True)
    if place == MORNING:
        words = f"{words} {_('The message with this button is too old to be brought up to date.')}"
    return replace(confirm_reply(scene, words, action, step), replace=place == CARD)


def one_action(scene: Scene, number: int, page: int = 0) -> list[kit.Block]:
    action, _, history = show_action(number, scene.context)
    also = {event.who for event in history}
    shown = look_up_actions([action], scene.person, scene.context, also=also)
    return show.action_in_full(action, history, shown, page)


def list_page(scene: Scene, asked: Listing) -> list[kit.Block]:
    """A page of the list in this channel's group, or in a direct message of all one's groups."""
    groups = groups_here(scene)
    page, offset = list_actions(filter_of(scene, asked), groups, scene.context, offset=asked.offset)
    also = [asked.user_id] if asked.user_id else []
    look = look_up_actions(page.items, scene.person, scene.context, also=also, in_list=True)
    look = replace(look, groups={g.id: g for g in groups})
    owner = ""
    where = groups[0].name if len(groups) == 1 else _("your groups")
    if asked.user_id:
        owner = at_name(look.names.people.get(asked.user_id, asked.user_id))
    elif asked.organisation_id:
        owner = look.names.organisations.get(asked.organisation_id) or _("no one known")
    heading = list_heading(asked, where, owner)
    views = _other_views(scene, asked)
    drawn = show.list_blocks(heading, page, replace(asked, offset=offset), look, views=views)
    lost = asked.words and not page.total and scene.call.typed
    return [*drawn, *typed_back(scene.call.typed)] if lost else drawn


def filter_of(scene: Scene, asked: Listing) -> ActionFilter:
    return ActionFilter(
        view=asked.view,
        owner_user_id=scene.call.user_id if asked.mine else asked.user_id,
        organisation_id=asked.organisation_id,
        words=asked.query,
    )


def _other_views(scene: Scene, asked: Listing) -> list[kit.Element]:
    """Options for the lists that people look at most, except the one that is shown."""
    offered = [
        (_("Mine"), Listing(mine=True)),
        (_p("actions", "Open"), Listing()),
        (_("Overdue"), Listing(view=ActionView.OVERDUE)),
        (_("Completed"), Listing(view=ActionView.DONE)),
        (_("Nobody's yet"), Listing(organisation_id=UNOWNED)),
    ]
    if (own := scene.person.organisation) is not None:
        offered.insert(1, (own.name, Listing(organisation_id=own.id)))
    return [
        kit.option(words, listing.page_value)
        for words, listing in offered
        if listing != replace(asked, offset=0)
    ]


def ask_which_owner(scene: Scene, question: OwnerQuestion) -> Reply:
    """The owners that could be meant as buttons; nothing was stored."""
    ways = tuple(Way(label, text) for label, text in question.rewritten(scene.call.raw))
    return ask_which(scene.call, Asked(question.words, ways))


def snooze_said(scene: Scene, outcome: Outcome) -> str:
    if not outcome.action.open:
        return settled_words(outcome.action)
    return snoozed_words(outcome.action, scene.person, scene.work.holidays)


def assigned_words(scene: Scene, outcome: Outcome) -> str:
    if not outcome.changed:
        return _("It belongs to them already; nothing changed.")
    if is_unowned(outcome.action):
        return _("It has no owner now.")
    return _("Handed over to {owner}.", owner=owner_said(scene, outcome.action))


def owner_said(scene: Scene, action: ActionItem) -> str:
    """Its owner's name, "nobody yet" where it has none."""
    return look_up_actions([action], scene.person, scene.context).names.of_owner(action)


def reply_words(outcome: Outcome) -> str:
    """Whether a reply is left below the message that the action was made from."""
    if outcome.replied:
        return _("I leave a reply below the message.")
    return _("I leave no reply there, since not everyone who reads that place may see the action.")


def settled_words(action: ActionItem) -> str:
    reference = action.reference
    if action.status is ActionStatus.DONE:
        return _("{reference} was done already; nothing changed.", reference=reference)
    return _("{reference} was dropped already; nothing changed.", reference=reference)


def open_words(action: ActionItem) -> str:
    return _("{reference} is open already; nothing changed.", reference=action.reference)


def next_words(outcome: Outcome) -> str:
    """What was made of a series that goes on, or that it has ended; "" where it came once."""
    following = outcome.following
    if following is None or following.due_on is None:
        ended = outcome.changed and outcome.before and outcome.before.repeats
        return f" {_('It was the last one of its series.')}" if ended else ""
    reference, day = following.reference, spell_day(following.due_on)
    told = _("The next one is {reference}, due {day}.", reference=reference, day=day)
    return f" {told}"


def repeat_words(outcome: Outcome) -> str:
    if not outcome.changed:
        return _("That was so already; nothing changed.")
    rule = rule_words(outcome.action)
    return _("It repeats {rule}.", rule=rule) if rule else _("It does not repeat any more.")
