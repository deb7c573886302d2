"""The morning message: what is due, which dialogues wait for an answer, what nobody owns yet."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.action_item import ActionItem, Urgency, is_shared
from bot.domain.chair_notices import PassedOn
from bot.domain.dialogue import Dialogue
from bot.domain.notifications import ActionLogged, Morning
from bot.domain.organisation import OrganisationKind
from bot.domain.person import HowOften, zone_of
from bot.domain.practice import Practice
from bot.domain.wording import at_name, set_apart, spell_day, spell_days_ago
from bot.domain.zones import to_wall
from handlers.slack.features.actions.blocks import done_button
from handlers.slack.features.actions.button_values import MORNING, button_value
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.blocks import Renderer
from handlers.slack.kit.common_blocks import notice_header

MOST_ITEMS = 18
"""With two blocks an item and the headings this stays under Slack's fifty blocks a message."""
_FEWEST = 3
"""What every heading shows before the fuller ones take what is left."""
_NAMED = 500
"""References in a list that does not show all; they stay under Slack's limit for a message."""

_HEADINGS = {
    Urgency.OVERDUE: "Overdue",
    Urgency.TODAY: "Due today",
    Urgency.SOON: "Due in the next three days",
}
_SOON_IN_A_WEEK = "Due before your next message"
_FULL_LISTS = {
    Urgency.OVERDUE: "/action list overdue mine",
    Urgency.TODAY: "/action",
    Urgency.SOON: "/action",
}


@dataclass(frozen=True, slots=True)
class _Section:
    """A heading, its items as blocks each, and where the rest can be seen."""

    heading: str
    items: Sequence[list[kit.Block]]
    full_list: str


def morning_blocks(morning: Morning) -> list[kit.Block]:
    """At most 49 blocks; what does not fit is counted, with the command that lists it."""
    blocks = [kit.header(f"Your morning, {spell_day(morning.today)}")]
    sections = [section for section in _sections_of(morning) if section.items]
    if not sections:
        return [*blocks, kit.rich(kit.line("Nothing else waits for you."))]
    shares = _share_items([len(section.items) for section in sections])
    for section, share in zip(sections, shares, strict=True):
        blocks.append(kit.rich(kit.line(kit.bold(f"{section.heading} ({len(section.items)})"))))
        for item in section.items[:share]:
            blocks += item
        left = len(section.items) - share
        if left:
            blocks.append(kit.small(f"And {left} more: {section.full_list}"))
    return blocks


def passed_on_blocks(notification: PassedOn) -> list[kit.Block]:
    """At most 39 blocks: the most urgent with a button each, the others by their references."""
    blocks = [
        kit.rich(notice_header(notification.to, notification.group), kit.line(notification.words))
    ]
    for action, owner in notification.actions[:MOST_ITEMS]:
        due = f"due {spell_day(action.due_on)}" if action.due_on else "no due date"
        told = kit.line(f"{due} · now with {owner}")
        blocks.append(kit.rich(kit.line(kit.bold(action.reference), " ", action.title), told))
        blocks.append(kit.actions(_give_button(action, "Hand over")))
    left = [action.reference for action, _ in notification.actions[MOST_ITEMS:]]
    if left:
        how = f"For each: /action assign {left[0]} @person"
        named, more = " ".join(left[:_NAMED]), len(left) - _NAMED
        if more > 0:
            named += f" and {more} more, which /action list open shows"
        blocks.append(kit.rich(kit.line(f"And {len(left)} more: {named}."), kit.line(how)))
    return blocks


def logged_blocks(told: ActionLogged) -> list[kit.Block]:
    """A reply that anyone in the channel can read; it pings nobody."""
    action = told.action
    due = f" · due {spell_day(action.due_on)}" if action.due_on else ""
    show = kit.button("Show", "action.show", action.reference, says=f"Show {action.reference}")
    return [
        kit.rich(
            kit.line(f"{told.by} logged an action from this message:"),
            kit.line(kit.bold(action.reference), f" {action.title}"),
            kit.line(f"{told.owner}{due}"),
        ),
        kit.actions(show),
    ]


RENDERERS: dict[type, Renderer] = {
    Morning: morning_blocks,
    PassedOn: passed_on_blocks,
    ActionLogged: logged_blocks,
}


def _sections_of(morning: Morning) -> list[_Section]:
    named = len(morning.groups) > 1
    weekly = morning.person.rhythm is HowOften.WEEKLY
    sections = [
        _Section(
            _SOON_IN_A_WEEK if weekly and urgency is Urgency.SOON else heading,
            [_action(a, morning, named) for told, a in morning.actions if told is urgency],
            _FULL_LISTS[urgency],
        )
        for urgency, heading in _HEADINGS.items()
    ]
    return [
        *sections,
        _Section(
            "Dialogues that wait for your answer",
            [_dialogue(dialogue, morning, named) for dialogue in morning.unanswered],
            "/dialogue",
        ),
        _Section(
            "You are asked to come instead of a colleague",
            [_delegated(dialogue, name, morning, named) for dialogue, name in morning.delegated],
            "/dialogue",
        ),
        _Section(
            "For you as a chair: no deputy hears of these",
            [_unowned(action, morning, named) for action in morning.uncovered],
            "/action list open",
        ),
        _Section(
            "For you as a chair or deputy: a week overdue",
            [_unowned(action, morning, named) for action in morning.week_overdue],
            "/action list overdue",
        ),
        _Section(
            "For you as a chair: practices that wait for you",
            [_unreviewed(practice, morning, named) for practice in morning.unreviewed],
            "/practice review",
        ),
        _Section(
            "Nobody owns these yet",
            [_unowned(action, morning, named) for action in morning.unowned],
            "/action list open",
        ),
    ]


def _share_items(lengths: list[int]) -> list[int]:
    """How many items each section shows: a few of each first, then in the sections' order."""
    shares = [min(length, _FEWEST) for length in lengths]
    for index, length in enumerate(lengths):
        shares[index] += min(length - shares[index], MOST_ITEMS - sum(shares))
    return shares


def _action(action: ActionItem, morning: Morning, named: bool) -> list[kit.Block]:
    carried, said = button_value(action.number, MORNING), f" {action.reference}"
    organisation = morning.person.organisation
    details = [f"due {spell_day(action.due_on)}"] if action.due_on else []
    if is_shared(action) and organisation is not None:
        details.append(f"for {organisation.name}, no person named yet")
    details += _away_words(action, morning)
    buttons = [done_button(action, MORNING)]
    if not is_shared(action):
        buttons.append(kit.button("Snooze", "action.snooze", carried, says=f"Snooze{said}"))
    own = is_shared(action) or action.owner_user_id == morning.person.user_id
    if own and morning.person.standing is OrganisationKind.MEMBER:
        buttons.append(kit.button("Hand over", "action.handover", carried, says=f"Hand over{said}"))
    return [
        _item(action.reference, action.title, details, action.group_id, morning, named),
        kit.actions(*buttons),
    ]


def _unowned(action: ActionItem, morning: Morning, named: bool) -> list[kit.Block]:
    details = [f"due {spell_day(action.due_on)}"] if action.due_on else ["no due date"]
    details += _away_words(action, morning)
    return [
        _item(action.reference, action.title, details, action.group_id, morning, named),
        kit.actions(_give_button(action, "Give to someone")),
    ]


def _away_words(action: ActionItem, morning: Morning) -> list[str]:
    """ "for @liam, who is away up to Friday 1 January 2027", where that is why it is here."""
    if action.owner_user_id == morning.person.user_id:
        return []
    name, last = morning.absent.get(action.owner_user_id or "", ("", None))
    return [f"for {at_name(name)}, who is away up to {spell_day(last)}"] if last else []


def _unreviewed(practice: Practice, morning: Morning, named: bool) -> list[kit.Block]:
    since = to_wall(practice.waits_since, zone_of(morning.person)).date()
    did = "changed after publication" if practice.edited_at else "sent"
    details = [f"{did} {spell_days_ago(since, morning.today)}"]
    show = kit.button(
        "Show",
        f"practice.show:{practice.number}",
        str(practice.number),
        says=f"Show {practice.reference}",
    )
    return [
        _item(practice.reference, practice.title, details, practice.group_id, morning, named),
        kit.actions(show),
    ]


def _give_button(action: ActionItem, words: str) -> kit.Element:
    says = f"{words}: {action.reference}"
    return kit.button(words, "action.handover", button_value(action.number, MORNING), says=says)


def _delegated(dialogue: Dialogue, name: str, morning: Morning, named: bool) -> list[kit.Block]:
    """One that `name` can't come to, and named this reader for."""
    return _dialogue(dialogue, morning, named, f"{set_apart(name)} can't come and has named you")


def _dialogue(dialogue: Dialogue, morning: Morning, named: bool, why: str = "") -> list[kit.Block]:
    at = kit.moment(dialogue.starts_at, zone_of(morning.person))
    details: list[str | kit.Element] = [at, why] if why else [at]
    answers = (("Going", "going"), ("Maybe", "maybe"), ("Can't", "cannot"))
    buttons = [
        kit.button(
            words,
            f"dialogue.rsvp:{answer}",
            f"{dialogue.reference}|{answer}",
            says=f"{words}: {dialogue.reference}",
        )
        for words, answer in answers
    ]
    item = _item(dialogue.reference, dialogue.title, details, dialogue.group_id, morning, named)
    return [item, kit.actions(*buttons)]


def _item(
    reference: str,
    title: str,
    details: Sequence[str | kit.Element],
    group_id: int,
    morning: Morning,
    named: bool,
) -> kit.Block:
    """Two lines: what it is, and when; the group where the reader has several."""
    group = morning.groups.get(group_id)
    parts: list[str | kit.Element] = []
    for detail in [*details, *([group.name] if named and group else [])]:
        parts += [" · ", detail] if parts else [detail]
    return kit.rich(kit.line(kit.bold(reference), " ", title), kit.line(*parts))
