"""A person's Home as blocks: at most one hundred, whatever there is of each thing."""

from collections.abc import Sequence
from typing import Any

from bot.domain import ActionItem, Dialogue, Group
from bot.domain.person import zone_of
from bot.domain.wording import at_name, count, listed, set_apart
from bot.languages import N_, Nn_, _, _n, _p
from bot.use_cases.home.show import ChairDesk, Home, Office
from bot.use_cases.undo.undo import Undoable
from handlers.slack.features.actions import blocks as acts
from handlers.slack.features.actions.listing import HOME, Listing
from handlers.slack.features.calendars.blocks import CALENDAR, address_buttons
from handlers.slack.features.dialogues import blocks as dialogue_blocks
from handlers.slack.features.groups.blocks import IN_NO_GROUP, RUN, SETTINGS
from handlers.slack.features.home.forms import mornings_words
from handlers.slack.features.practices.blocks import show_button
from handlers.slack.features.roster.cover import COVER, cover_words
from handlers.slack.kit import blocks as kit
from handlers.slack.kit import confirm_header, undo_button
from handlers.slack.request.ask_back import GROUP_PRESS, group_value

ACTIONS, FEW = 20, 5
_DESKS, _NAMED = 8, 5


def home_view(home: Home, *, public_url: str) -> dict[str, Any]:
    """The view; `public_url`: "" where there can be no calendar address."""
    parts = [_actions(home), _dialogues(home), _practices(home)]
    parts += [[block for desk in home.desks[:_DESKS] for block in _desk(desk)]]
    parts += [_office(home.office, zone_of(home.person)) if home.office else []]
    blocks = [block for part in parts if part for block in (*part, kit.divider())]
    blocks += _settings(home, public_url)
    return {"type": "home", "callback_id": "home", "blocks": blocks[: kit.VIEW_BLOCKS]}


def _actions(home: Home) -> list[kit.Block]:
    page = home.actions
    blocks = [kit.header(_("Your open actions: {number}", number=page.counted))]
    blocks += [_action(action, home) for action in page.items]
    left = page.total - len(page.items)
    if left > 0:
        every = kit.button(_("All your actions"), f"{RUN}:actions", "/action")
        more = _("And more than {number} more.", number=left) if page.more else _more(left)
        blocks.append(kit.row([more], button=every))
    if home.shared and home.person.organisation is not None:
        name = home.person.organisation.name
        words = N_("For {organisation}, with no person named yet: {number}")
        blocks.append(confirm_header(words, organisation=name, number=len(home.shared)))
        blocks += [_action(action, home) for action in home.shared[:FEW]]
        left = len(home.shared) - FEW
        blocks += [kit.small(_more(left))] if left > 0 else []
    if page.items:
        snooze = kit.button(_("Snooze…"), "action.snooze_on", says=_("Snooze one of your actions"))
        row = [acts.several_button(Listing(mine=True).page_value)] if len(page.items) > 1 else []
        blocks.append(kit.actions(*row, snooze))
    undoable = {record.reference for act in home.undoable for record in act.records}
    done = [action for action in home.done if action.reference not in undoable]
    if home.undoable:
        blocks.append(confirm_header("You can undo for ten minutes"))
        blocks += [_undoable(act) for act in home.undoable]
    if done:
        blocks.append(confirm_header("You just completed"))
    for action in done:
        button = acts.reopen_button(action, HOME)
        blocks.append(kit.row([action.title, action.reference], button=button))
    return blocks


def _more(left: int) -> str:
    return _n("And {number} more.", "And {number} more.", left)


def _undoable(act: Undoable) -> kit.Block:
    first, others = act.records[0], len(act.records) - 1
    named = reference = first.reference
    if others:
        both = Nn_("{reference} and {number} other", "{reference} and {number} others")
        named = _n(*both, others, reference=reference)
    button = undo_button(act.step, reference, HOME)
    return kit.row([first.title, f"{named} · {_(act.did)}"], button=button)


def _action(action: ActionItem, home: Home) -> kit.Block:
    details = [action.reference, acts.due_words(action, home.now)]
    if len(home.seats) > 1 and (group := home.groups.get(action.group_id)):
        details.append(set_apart(group.name))
    return kit.row([action.title, " · ".join(details)], button=acts.done_button(action, HOME))


def _dialogues(home: Home) -> list[kit.Block]:
    shown = home.dialogues[:FEW]
    if not shown and not home.seats:
        return [] if home.office else [kit.note(IN_NO_GROUP)]
    title = _("Your next dialogues") if shown else _("Your next dialogues: none planned")
    blocks = [kit.header(title)]
    blocks += [block for dialogue in shown for block in _dialogue(dialogue, home)]
    if len(home.dialogues) > len(shown):
        more = kit.button(_("All coming dialogues"), f"{RUN}:dialogues", "/dialogue")
        blocks.append(kit.row([_("There are more.")], button=more))
    return blocks


def _dialogue(dialogue: Dialogue, home: Home) -> list[kit.Block]:
    group = home.groups.get(dialogue.group_id)
    where = f" · {set_apart(group.name)}" if group and len(home.seats) > 1 else ""
    buttons = []
    if dialogue.group_id in home.answerable:
        own = home.answers.get(dialogue.number)
        buttons += dialogue_blocks.answer_buttons(dialogue, own=own, place=HOME)
    when = kit.moment(dialogue.starts_at, zone_of(home.person))
    about = kit.line(when, f" · {dialogue.reference}{where}")
    return [
        kit.rich(dialogue_blocks.title_line(dialogue), about),
        kit.actions(*buttons, dialogue_blocks.show_button(dialogue)),
    ]


def _practices(home: Home) -> list[kit.Block]:
    if not home.saved:
        return []
    blocks = [kit.header(_("Practices that you saved"))]
    blocks += [kit.row([one.title, one.reference], button=show_button(one)) for one in home.saved]
    left = home.saved_in_all - len(home.saved)
    if left > 0:
        whole = kit.button(_("All saved practices"), f"{RUN}:saved", "/practice saved")
        blocks.append(kit.row([_more(left)], button=whole))
    return blocks


def _settings(home: Home, public_url: str) -> list[kit.Block]:
    blocks = [kit.header(_("Your settings"))]
    mornings = kit.button(_("Change…"), "home.mornings", says=_("Change your morning message"))
    blocks.append(kit.row([_("Morning message"), mornings_words(home.person)], button=mornings))
    cover = cover_words(home.person, home.deputies) or _("no deputy, and no absence ahead")
    change = kit.button(_("Change…"), COVER, says=_("Change your deputy and your absences"))
    blocks.append(kit.row([_("Deputy and absences"), cover], button=change))
    if not public_url:
        return blocks
    if home.address is None:
        make = kit.button(_("Make an address"), CALENDAR.new)
        words = [_("Your dialogues in your own calendar"), _p("calendar", "not yet")]
        blocks.append(kit.row(words, button=make))
        return blocks
    made = kit.moment(home.address.created_at, zone_of(home.person))
    blocks.append(kit.rich(kit.line(_("Calendar address: made on "), made, ".")))
    return [*blocks, address_buttons(CALENDAR)]


def _desk(desk: ChairDesk) -> list[kit.Block]:
    group = desk.group
    heading = kit.header(_("Your desk: {group}", group=group.name))
    if not desk.readable:
        words = _("I can't read its channel now. Please type /invite @Convenor in it.")
        return [heading, kit.rich(kit.line(words))]
    nobody = _("no organisation")
    overdue = [f"{set_apart(name or nobody)} {n}" for name, n in desk.overdue[:_NAMED]]
    if (left := len(desk.overdue) - _NAMED) > 0:
        overdue.append(count(left, "other", "others"))
    none = _p("at a chair's desk", "none")
    lines = [
        _("Practices that wait for your review: {number}", number=desk.reviews or none),
        _("Invitations without an answer: {number}", number=desk.unanswered or none),
        _("Overdue actions: {list}", list=", ".join(overdue) or none),
    ]
    return [
        heading,
        kit.rich(kit.bullets(kit.line(words) for words in lines)),
        kit.actions(*desk_buttons(group, reviews=bool(desk.reviews), late=bool(overdue))),
    ]


def desk_buttons(group: Group, *, reviews: bool = True, late: bool = False) -> list[kit.Element]:
    """What a chair of the group does. `reviews`, `late`: also what leads to these lists."""
    made = []
    if reviews:
        says = N_("Review queue of {group}")
        made.append(_in_group(says, _("Review queue"), group, "/practice review"))
    if late:
        says = N_("Overdue actions of {group}")
        made.append(_in_group(says, _("Overdue actions"), group, "/action list", "overdue"))
    made.append(_in_group(N_("Digest preview of {group}"), _("Digest preview"), group, "/digest"))
    says = _("Settings of {group}", group=group.name)
    return [*made, kit.button(_("Settings…"), SETTINGS, str(group.id), says=says)]


def _office(office: Office, zone: str) -> list[kit.Block]:
    """`zone`: the reader's."""
    lines = [_group_line(group, office) for group in office.groups]
    others = Nn_("and {number} other group", "and {number} other groups")
    groups = kit.first_lines(lines, _DESKS, *others)
    late = office.late_since
    when = kit.moment(late, zone) if late else ""
    messages = [kit.line(_("Messages: one waits since ") if late else _("Messages: on time"), when)]
    if office.refused:
        refused = _n(
            "No message gets through to {number} channel or person",
            "No message gets through to {number} channels and people",
            office.refused,
        )
        messages.append(kit.line(refused))
    people = _some([at_name(name) for name in office.unassigned])
    gaps = [
        kit.say("People of no organisation: {names}", names=people),
        kit.say("Organisations without a person: {names}", names=_some(office.unspoken)),
    ]
    return [
        kit.header(_("For the secretariat")),
        kit.rich(
            kit.line(kit.bold(_("Groups"))),
            kit.bullets(groups or [kit.say("none yet: type /wg setup in a channel")]),
            kit.line(kit.bold(_("Roster"))),
            kit.bullets(gaps),
            kit.line(kit.bold(_("Health"))),
            kit.bullets(messages),
        ),
        kit.actions(kit.button(_("Roster"), f"{RUN}:roster", "/wg roster")),
    ]


def _group_line(group: Group, office: Office) -> kit.Element:
    chairs = [at_name(name) for name in office.chairs[group.id]]
    text = N_(" chaired by {names}") if chairs else N_(" has no chair")
    if group.id in office.unreadable:
        unread = N_(" has no chair, and I can't read its channel")
        text = N_(" chaired by {names}, and I can't read its channel") if chairs else unread
    return kit.line(kit.bold(group.name), _(text, names=listed(chairs)))


def _some(names: Sequence[str]) -> str:
    """ "none", or the first few with how many others there are."""
    shown = [set_apart(name) for name in names[:_NAMED]]
    left = len(names) - len(shown)
    shown += [count(left, "other", "others")] if left else []
    return listed(shown) or _p("names", "none")


def _in_group(says: str, words: str, group: Group, command: str, raw: str = "") -> kit.Element:
    """A button that does what the command does in the group's own channel; `says` names it."""
    value = group_value(group, command, raw)
    return kit.button(words, f"{GROUP_PRESS}:{command}", value, says=_(says, group=group.name))
