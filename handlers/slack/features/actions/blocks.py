"""Actions as blocks: a confirmation, one in full, a page of a list."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain import ActionItem, zones
from bot.domain.action_item import ActionStatus, is_overdue
from bot.domain.wording import listed, shortened, spell_day, spell_moment
from bot.languages import N_, _
from bot.ports.ledgers.actions import ActionPage
from bot.ports.ledgers.books import Event
from bot.use_cases.actions.repeat import next_date, rule_words
from bot.use_cases.actions.rules import Rights
from bot.use_cases.actions.show import ShownActions
from handlers.slack.features.actions.listing import SHOW, Listing, Place, button_value
from handlers.slack.features.dialogues.times import city_name, with_capital
from handlers.slack.kit import blocks as kit
from handlers.slack.kit import common_blocks
from handlers.slack.kit.histories import history_page

_LABELLED = N_("{label}: {reference}")
_NOTE = 200
"""What a list shows of the note of a settled action; Show has it all."""


def due_words(action: ActionItem, now: datetime) -> str:
    """ "due Friday 11 December 2026", with what that means today where the owner is."""
    if action.due_on is None:
        return _("no due date")
    if is_overdue(action, now):
        return _("overdue since {day}", day=spell_day(action.due_on))
    if action.open and action.due_on == zones.to_wall(now, action.zone).date():
        return _("due today, {day}", day=spell_day(action.due_on))
    return _("due {day}", day=spell_day(action.due_on))


def title_line(action: ActionItem) -> kit.Element:
    return kit.line(kit.bold(action.reference), " ", action.title)


def settlement_words(action: ActionItem, shown: ShownActions, longest: int | None = None) -> str:
    """ "Done Fri 4 Dec 2026, 10:12 by @liam: sent to all", or why it was dropped; "" while open."""
    if action.open or action.settled_at is None:
        return ""
    who = common_blocks.person_words(action.settled_by or "", shown.names.people)
    moment = spell_moment(action.settled_at, shown.zone)
    if action.status is ActionStatus.DONE:
        told = _("Done {moment} by {who}", moment=moment, who=who)
    else:
        told = _("Dropped {moment} by {who}", moment=moment, who=who)
    said = action.note or ""
    note = shortened(said, longest) if longest else said
    return _("{told}: {note}", told=told, note=note) if said else told


def action_facts(action: ActionItem, shown: ShownActions) -> list[kit.Element]:
    """Everything that a confirmation says of an action, a line each."""
    due = with_capital(due_words(action, shown.now))
    if action.due_on and not is_overdue(action, shown.now):
        due = _("{due} (until midnight, {city} time)", due=due, city=city_name(action.zone))
    lines = [
        title_line(action),
        kit.say("Owner: {owner}", owner=shown.names.of_owner(action)),
        kit.line(due),
        kit.say("For {audience}", audience=common_blocks.audience_words(action.audience)),
    ]
    if rule := rule_words(action):
        told = _("Repeats {rule}. This is the last one.", rule=rule)
        if next_date(action, shown.now):
            told = _("Repeats {rule}. The next one is made when this is done or due.", rule=rule)
        lines.append(kit.line(told))
    source = shown.sources.get(action.number)
    if source and source.dialogue is not None:
        reference, title = source.dialogue.reference, source.dialogue.title
        lines.append(kit.say("From {reference} {title}", reference=reference, title=title))
    elif source:
        lines.append(kit.line(_("From "), kit.link(source.link, _("this message"))))
    if others := shown.linked_with(action):
        of = N_("{reference} of {owner}")
        every = (action, *others)
        named = [_(of, reference=a.reference, owner=shown.names.of_owner(a)) for a in others]
        done = sum(a.status is ActionStatus.DONE for a in every)
        said = listed(named)
        lines.append(
            kit.say("With {others}: {done} of {all} done", others=said, done=done, all=len(every))
        )
    settled = settlement_words(action, shown)
    return [*lines, kit.line(settled)] if settled else lines


def confirmation_blocks(
    words: str, action: ActionItem, shown: ShownActions, place: Place, step: int = 0
) -> list[kit.Block]:
    """What was done, the action as it is now, and what can be done next; `step`: what undoes it."""
    return [
        common_blocks.confirm_header(words),
        kit.rich(*action_facts(action, shown)),
        *action_buttons(action, shown.rights[action.number], place, step),
    ]


def action_buttons(
    action: ActionItem, rights: Rights, place: Place, step: int = 0
) -> list[kit.Block]:
    """One row with the verbs that this reader has; no row where there are none."""
    row = verb_buttons(action, rights, place)
    if step:
        row.insert(0, common_blocks.undo_button(step, action.reference, place))
    return [kit.actions(*row)] if row else []


def verb_buttons(action: ActionItem, rights: Rights, place: Place) -> list[kit.Element]:
    """The verbs that this reader has, five at most: a row's menu holds no more."""
    row = []
    if rights.complete:
        row.append(done_button(action, place))
    if rights.reopen:
        row.append(reopen_button(action, place))
    if place.startswith("list ") and not action.open:
        row.append(show_button(action))
    if rights.snooze:
        says = N_("Snooze {reference}")
        row.append(_button(_("Snooze…"), "action.snooze_on", action, place, says))
    if rights.change:
        give = _("Hand over") if action.owner_user_id else _("Give to someone")
        row.append(_button(_("Edit"), "action.edit", action, place, N_("Edit {reference}")))
        row.append(give_button(action, give, place))
        if action.repeats:
            row.append(_button(_("Stop repeating"), "action.once", action, place))
        row.append(_button(_("Drop"), "action.drop", action, place, N_("Drop {reference}")))
    return row


def show_button(action: ActionItem) -> kit.Element:
    says = _("Show {reference}", reference=action.reference)
    return kit.button(_("Show"), "action.show", action.reference, says=says)


def done_button(action: ActionItem, place: Place) -> kit.Element:
    return _button(_("Done"), "action.done", action, place)


def reopen_button(action: ActionItem, place: Place) -> kit.Element:
    return _button(_("Reopen"), "action.reopen", action, place, N_("Reopen {reference}"))


def give_button(action: ActionItem, words: str, place: Place) -> kit.Element:
    return _button(words, "action.handover", action, place)


def _button(
    label: str, action_id: str, action: ActionItem, place: Place, says: str = _LABELLED
) -> kit.Element:
    """`says`: for a screen reader; not translated yet."""
    heard = _(says, label=label, reference=action.reference)
    return kit.button(label, action_id, button_value(action.number, place), says=heard)


def notice_blocks(
    words: str, action: ActionItem, rights: Rights, place: Place, step: int = 0
) -> list[kit.Block]:
    """One line on top of an updated list: what was done, with what takes it back below."""
    line = kit.line(kit.bold(words), " ", kit.bold(action.reference), f" {action.title}")
    back = []
    if step:
        back = [kit.actions(common_blocks.undo_button(step, action.reference, place))]
    elif rights.reopen:
        back = [kit.actions(reopen_button(action, place))]
    return [kit.rich(line), *back, kit.divider()]


def action_in_full(
    action: ActionItem, history: Sequence[Event], shown: ShownActions, page: int = 0
) -> list[kit.Block]:
    """One action in full, with a page of its history: 0 for the latest changes."""
    group = shown.groups.get(action.group_id)
    who = common_blocks.person_words(action.created_by, shown.names.people)
    logged = kit.line(
        _("Logged by {who} ", who=who),
        kit.moment(action.created_at, shown.zone),
        _(" in {group}", group=group.name) if group else "",
    )
    blocks = [
        kit.rich(*action_facts(action, shown), logged),
        *action_buttons(action, shown.rights[action.number], SHOW),
    ]
    if not history:
        return blocks
    lines = [_event_line(event, action, shown) for event in history]
    number = action.reference
    told = history_page(_("What happened"), lines, turn="action.history", value=number, page=page)
    return [*blocks, *told]


def list_blocks(
    heading: str,
    page: ActionPage,
    state: Listing,
    shown: ShownActions,
    *,
    views: Sequence[kit.Element] = (),
) -> list[kit.Block]:
    """A page of actions with a menu at the end of each; in one row below what turns the page,
    completes several and shows another list. `views` are the options of that choice."""
    place, last = common_blocks.paging(
        "action.page", offset=state.offset, total=page.total, state=state.filter, more=page.more
    )
    heading = _("{heading}: {number}", heading=heading, number=place or page.counted)
    blocks = [common_blocks.confirm_header(heading)]
    for action in page.items:
        verbs = verb_buttons(action, shown.rights[action.number], state.place)
        blocks.append(kit.row(item_lines(action, shown), verbs))
    if sum(shown.rights[action.number].complete for action in page.items) > 1:
        last.append(several_button(state.page_value))
    if views:
        last.append(kit.choice(views, says=_("Another list…")) | {"action_id": "action.page:view"})
    return [*blocks, kit.actions(*last)] if last else blocks


def several_button(page_value: str) -> kit.Element:
    return kit.button(_("Complete several…"), "action.several", page_value)


def item_lines(action: ActionItem, shown: ShownActions) -> list[str]:
    """What a list shows of an action: reference and title, owner and due date, its end."""
    details = [shown.names.of_owner(action), due_words(action, shown.now)]
    if len(shown.groups) > 1 and (group := shown.groups.get(action.group_id)):
        details.append(group.name)
    if others := shown.linked_with(action):
        details.append(_("with {others}", others=listed([a.reference for a in others])))
    lines = [f"{action.reference} {action.title}", " · ".join(details)]
    settled = settlement_words(action, shown, _NOTE)
    return [*lines, settled] if settled else lines


def _event_line(event: Event, action: ActionItem, shown: ShownActions) -> kit.Element:
    who = common_blocks.person_words(event.who, shown.names.people)
    detail = f" ({event.detail})" if event.detail else ""
    kept = common_blocks.kept_words(event.audience, action.audience)
    did = _(": {did} by {who}", did=_(event.did), who=who)
    return kit.line(kit.moment(event.at, shown.zone), f"{did}{detail}{kept}")
