"""A person's Home as blocks: at most one hundred, whatever there is of each thing."""

import json
from collections.abc import Sequence
from typing import Any

from bot.domain.action_item import ActionItem
from bot.domain.dialogue import Dialogue
from bot.domain.group import Group
from bot.domain.person import HowOften, Person, zone_of
from bot.domain.wording import at_name, count, listed, set_apart, shortened
from bot.use_cases.home.desks import ChairDesk, Office
from bot.use_cases.home.show import Home
from bot.use_cases.undo.undo import Undoable
from handlers.slack.features.actions.blocks import (
    done_button,
    due_words,
    reopen_button,
    several_button,
)
from handlers.slack.features.actions.button_values import HOME, ListState
from handlers.slack.features.calendars.addresses import address_buttons
from handlers.slack.features.calendars.blocks import CALENDAR
from handlers.slack.features.dialogues import blocks as dialogue_blocks
from handlers.slack.features.groups.blocks import RUN, SETTINGS
from handlers.slack.features.practices.blocks import show_button
from handlers.slack.features.roster.cover import COVER, cover_words
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.common_blocks import undo_button
from handlers.slack.request.ask_back import GROUP_PRESS

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
    blocks = [kit.header(f"Your open actions: {page.counted}")]
    blocks += [_action(action, home) for action in page.items]
    left = page.total - len(page.items)
    if left > 0:
        more = kit.button("All your actions", f"{RUN}:actions", "/action")
        blocks.append(kit.row([f"And {left} more."], button=more))
    if home.shared and home.person.organisation is not None:
        name = home.person.organisation.name
        blocks.append(_bold(f"For {name}, with no person named yet: {len(home.shared)}"))
        blocks += [_action(action, home) for action in home.shared[:FEW]]
        left = len(home.shared) - FEW
        blocks += [kit.small(f"And {left} more.")] if left > 0 else []
    if page.items:
        state = ListState.mine()
        snooze = kit.button("Snooze…", "action.snooze_on", says="Snooze one of your actions")
        several = [several_button(state.page_value)] if len(page.items) > 1 else []
        blocks.append(kit.actions(*several, snooze))
    undoable = {record.reference for act in home.undoable for record in act.records}
    done = [action for action in home.done if action.reference not in undoable]
    if home.undoable:
        blocks.append(_bold("You can undo for ten minutes"))
        blocks += [_undoable(act) for act in home.undoable]
    if done:
        blocks.append(_bold("You just completed"))
        blocks += [
            kit.row([action.title, action.reference], button=reopen_button(action, HOME))
            for action in done
        ]
    return blocks


def _undoable(act: Undoable) -> kit.Block:
    first, others = act.records[0], len(act.records) - 1
    more = f" and {count(others, 'other', 'others')}" if others else ""
    button = undo_button(act.step, first.reference, HOME)
    return kit.row([first.title, f"{first.reference}{more} · {act.did}"], button=button)


def _action(action: ActionItem, home: Home) -> kit.Block:
    details = [action.reference, due_words(action, home.now)]
    if len(home.seats) > 1 and (group := home.groups.get(action.group_id)):
        details.append(set_apart(group.name))
    return kit.row([action.title, " · ".join(details)], button=done_button(action, HOME))


def _dialogues(home: Home) -> list[kit.Block]:
    shown = home.dialogues[:FEW]
    if not shown and not home.seats:
        return []
    blocks = [kit.header("Your next dialogues" if shown else "Your next dialogues: none planned")]
    for dialogue in shown:
        blocks += _dialogue(dialogue, home)
    if len(home.dialogues) > len(shown):
        more = kit.button("All coming dialogues", f"{RUN}:dialogues", "/dialogue")
        blocks.append(kit.row(["There are more."], button=more))
    return blocks


def _dialogue(dialogue: Dialogue, home: Home) -> list[kit.Block]:
    group = home.groups.get(dialogue.group_id)
    where = f" · {set_apart(group.name)}" if group and len(home.seats) > 1 else ""
    buttons = []
    if dialogue.group_id in home.answerable:
        own = home.answers.get(dialogue.number)
        buttons += dialogue_blocks.answer_buttons(dialogue, own=own, place=HOME)
    return [
        kit.rich(
            dialogue_blocks.title_line(dialogue),
            kit.line(
                kit.moment(dialogue.starts_at, zone_of(home.person)),
                f" · {dialogue.reference}{where}",
            ),
        ),
        kit.actions(*buttons, dialogue_blocks.show_button(dialogue)),
    ]


def _practices(home: Home) -> list[kit.Block]:
    if not home.saved:
        return []
    left, more = home.saved_in_all - len(home.saved), []
    if left > 0:
        whole = kit.button("All saved practices", f"{RUN}:saved", "/practice saved")
        more = [kit.row([f"And {left} more."], button=whole)]
    return [
        kit.header("Practices that you saved"),
        *(
            kit.row([practice.title, practice.reference], button=show_button(practice))
            for practice in home.saved
        ),
        *more,
    ]


def _settings(home: Home, public_url: str) -> list[kit.Block]:
    blocks = [kit.header("Your settings")]
    mornings = kit.button("Change…", "home.mornings", says="Change your morning message")
    blocks.append(kit.row(["Morning message", mornings_words(home.person)], button=mornings))
    cover = cover_words(home.person, home.deputies) or "no deputy, and no absence ahead"
    change = kit.button("Change…", COVER, says="Change your deputy and your absences")
    blocks.append(kit.row(["Deputy and absences", cover], button=change))
    if not public_url:
        return blocks
    if home.address is None:
        make = kit.button("Make an address", CALENDAR.new)
        blocks.append(kit.row(["Your dialogues in your own calendar", "not yet"], button=make))
        return blocks
    made = kit.moment(home.address.created_at, zone_of(home.person))
    blocks.append(kit.rich(kit.line("Calendar address: made on ", made, ".")))
    return [*blocks, address_buttons(CALENDAR)]


def mornings_words(person: Person) -> str:
    """ "every working day at 09:00 (Europe/London)"."""
    if person.rhythm is HowOften.OFF:
        return "never. Actions that are given to you are still told to you."
    often = {
        HowOften.DAILY: "every working day",
        HowOften.WEEKLY: "once a week, on its first working day,",
    }[person.rhythm]
    return f"{often} at {person.morning_hour:02}:00 ({zone_of(person)})"


def _desk(desk: ChairDesk) -> list[kit.Block]:
    group = desk.group
    heading = kit.header(shortened(f"Your desk: {group.name}", kit.HEADER))
    if not desk.readable:
        words = "I can't read its channel now. Please type /invite @Convenor in it."
        return [heading, kit.rich(kit.line(words))]
    overdue = [f"{set_apart(name or 'no organisation')} {n}" for name, n in desk.overdue[:_NAMED]]
    if (left := len(desk.overdue) - _NAMED) > 0:
        overdue.append(count(left, "other", "others"))
    lines = [
        f"Practices that wait for your review: {desk.reviews or 'none'}",
        f"Invitations without an answer: {desk.unanswered or 'none'}",
        f"Overdue actions: {', '.join(overdue) or 'none'}",
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
        made.append(_in_group("Review queue", group, "/practice review"))
    if late:
        made.append(_in_group("Overdue actions", group, "/action list", "overdue"))
    settings = kit.button("Settings…", SETTINGS, str(group.id), says=f"Settings of {group.name}")
    return [*made, _in_group("Digest preview", group, "/digest"), settings]


def _office(office: Office, zone: str) -> list[kit.Block]:
    """`zone`: the reader's."""
    groups = [_group_line(group, office) for group in office.groups[:_DESKS]]
    if (left := len(office.groups) - _DESKS) > 0:
        groups.append(kit.line(f"and {count(left, 'other group', 'other groups')}"))
    late = office.late_since
    when = kit.moment(late, zone) if late else ""
    messages = [kit.line("Messages: one waits since " if late else "Messages: on time", when)]
    if office.refused:
        places = count(office.refused, "channel or person", "channels and people")
        messages.append(kit.line(f"No message gets through to {places}"))
    gaps = [
        kit.line(f"People of no organisation: {_some([at_name(n) for n in office.unassigned])}"),
        kit.line(f"Organisations without a person: {_some(office.unspoken)}"),
    ]
    return [
        kit.header("For the secretariat"),
        kit.rich(
            kit.line(kit.bold("Groups")),
            kit.bullets(groups or [kit.line("none yet: type /wg setup in a channel")]),
            kit.line(kit.bold("Roster")),
            kit.bullets(gaps),
            kit.line(kit.bold("Health")),
            kit.bullets(messages),
        ),
        kit.actions(kit.button("Roster", f"{RUN}:roster", "/wg roster")),
    ]


def _group_line(group: Group, office: Office) -> kit.Element:
    chairs = [at_name(name) for name in office.chairs[group.id]]
    who = f"chaired by {listed(chairs)}" if chairs else "has no chair"
    unread = ", and I can't read its channel" if group.id in office.unreadable else ""
    return kit.line(kit.bold(group.name), f" {who}{unread}")


def _some(names: Sequence[str]) -> str:
    """ "none", or the first few with how many others there are."""
    shown = [set_apart(name) for name in names[:_NAMED]]
    left = len(names) - len(shown)
    return listed([*shown, count(left, "other", "others")] if left else shown) or "none"


def _in_group(words: str, group: Group, command: str, raw: str = "") -> kit.Element:
    """A button that does what the command does in the group's own channel."""
    state = {"id": command, "raw": raw, "channel": group.channel_id}
    value = json.dumps(state, separators=(",", ":"))
    said = f"{words} of {group.name}"
    return kit.button(words, f"{GROUP_PRESS}:{command}", value, says=said)


def _bold(words: str) -> kit.Block:
    return kit.rich(kit.line(kit.bold(words)))
