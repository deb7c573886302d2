"""One item of a morning message: two lines, and the buttons that settle it."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.action_item import ActionItem, is_shared
from bot.domain.decision import Decision
from bot.domain.dialogue import Dialogue
from bot.domain.morning import OWN_ACTIONS, Morning, MorningItem, Subject, Topic
from bot.domain.organisation import OrganisationKind
from bot.domain.person import zone_of
from bot.domain.practice import Practice
from bot.domain.stocktake import StockDue
from bot.domain.wording import count, set_apart, spell_day, spell_days_ago
from bot.domain.zones import to_wall
from bot.use_cases.actions.leave import WEEKS
from handlers.slack.features.stocktake.parsing import SHOW, write_shown
from handlers.slack.kit import blocks as kit

Drawn = tuple[list[str | kit.Element], list[kit.Element]]
"""The details below an item's title, and its buttons."""


@dataclass(frozen=True, slots=True)
class MorningSection:
    """`full_list`: the command that lists what does not fit."""

    heading: str
    full_list: str


SECTIONS: Mapping[Topic, MorningSection] = {
    Topic.OVERDUE: MorningSection("Overdue", "/action list overdue mine"),
    Topic.TODAY: MorningSection("Due today", "/action"),
    Topic.SOON: MorningSection("Due in the next three days", "/action"),
    Topic.GIVEN: MorningSection("New for you", "/action"),
    Topic.UNANSWERED: MorningSection("Dialogues that wait for your answer", "/dialogue"),
    Topic.DELEGATED: MorningSection("You are asked to come instead of a colleague", "/dialogue"),
    Topic.PROPOSAL: MorningSection("Proposals that wait for your organisation", "/decision"),
    Topic.UNCOVERED: MorningSection(
        "For you as a chair: nobody hears of these", "/action list open"
    ),
    Topic.WEEK_OVERDUE: MorningSection(
        "For you as a chair or deputy: a week overdue", "/action list overdue"
    ),
    Topic.UNREVIEWED: MorningSection(
        "For you as a chair: practices that wait for you", "/practice review"
    ),
    Topic.UNOWNED: MorningSection("Nobody owns these yet", "/action list open"),
    Topic.STOCKTAKE: MorningSection("For you as a chair: a quarter has ended", "/wg stocktake"),
}


def item_blocks(item: MorningItem, morning: Morning) -> list[kit.Block]:
    """Two lines: what it is, and when; the group where the reader has several. Then its buttons."""
    details, buttons = _drawn(item, morning)
    if item.became:
        details.append(f"{item.became[0].upper()}{item.became[1:]}.")
        buttons = _after(item)
    group = morning.groups.get(item.subject.group_id)
    parts: list[str | kit.Element] = []
    for detail in [*details, *([group.name] if len(morning.groups) > 1 and group else [])]:
        parts += [" · ", detail] if parts else [detail]
    title = kit.line(kit.bold(item.subject.reference), " ", item.subject.title)
    return [kit.rich(title, kit.line(*parts)), *([kit.actions(*buttons)] if buttons else [])]


def _after(item: MorningItem) -> list[kit.Element]:
    """What can still be done with something that waits no more: a slip is taken back."""
    settled = isinstance(item.subject, ActionItem) and not item.subject.open
    return [_button(item.subject, "Reopen", "reopen")] if settled else []


def _drawn(item: MorningItem, morning: Morning) -> Drawn:
    match item.subject:
        case ActionItem() as action if item.topic in OWN_ACTIONS:
            return _own_action(action, item.said, morning)
        case ActionItem() as action:
            due = _due(action, morning) if action.due_on else "no due date"
            whose = [f"for {item.said}"] if item.said else []
            return [due, *whose], _chairs_buttons(action, item.topic)
        case Decision() as proposal:
            return _proposal(proposal, morning)
        case Dialogue() as dialogue:
            return _dialogue(dialogue, item.said, morning)
        case Practice() as practice:
            return _practice(practice, morning)
        case StockDue() as due:
            carried = write_shown(due.group_id, due.quarter)
            said = "what was promised, done and late, by organisation"
            return [said], [kit.button("Show stocktake", SHOW, carried)]


def _chairs_buttons(action: ActionItem, topic: Topic) -> list[kit.Element]:
    give = _button(action, "Give to…", "handover")
    if topic is not Topic.UNOWNED:
        return [give]
    leave = _button(action, f"Leave it for {WEEKS} weeks", "leave")
    return [give, leave, _button(action, "Drop…", "drop")]


def _own_action(action: ActionItem, said: str, morning: Morning) -> Drawn:
    """`said`: who gave it; or the officer who is away, where the reader is their deputy."""
    organisation = morning.person.organisation
    details: list[str | kit.Element] = [_due(action, morning)] if action.due_on else []
    covered = action.owner_user_id not in (None, morning.person.user_id)
    if said and not covered:
        details.append(f"from {set_apart(said)}")
    if is_shared(action) and organisation is not None:
        details.append(f"for {organisation.name}, no person named yet")
    elif said and covered:
        details.append(f"for {said}")
    buttons = [_button(action, "Done", "done")]
    if not is_shared(action):
        days = (("Tomorrow", "snooze:tomorrow"), ("Next week", "snooze:week"))
        chosen = [_button(action, words, verb) for words, verb in (*days, ("A day…", "snooze_on"))]
        buttons.append(kit.menu("Snooze…", chosen))
    if not (said and covered) and morning.person.standing is OrganisationKind.MEMBER:
        buttons.append(_button(action, "Hand over", "handover"))
    return details, buttons


def _due(action: ActionItem, morning: Morning) -> str:
    """As of the day of the message."""
    if action.due_on is None:
        return ""
    late = (morning.today - action.due_on).days
    return f"due {spell_day(action.due_on)}" + (
        f", {count(late, 'day', 'days')} late" if late > 0 else ""
    )


def _button(action: Subject, words: str, verb: str) -> kit.Element:
    """Its value says where it was pressed, so that this place is renewed."""
    carried = f"{action.reference}|morning"
    return kit.button(words, f"action.{verb}", carried, says=f"{words}: {action.reference}")


def _proposal(proposal: Decision, morning: Morning) -> Drawn:
    """Its answers are given where it is shown, so that no button of an old morning answers."""
    details: list[str | kit.Element] = []
    if proposal.closes_at is not None:
        details = [kit.moment(proposal.closes_at, zone_of(morning.person))]
    words, action_id = "Show and answer", f"decision.show:{proposal.number}"
    says = f"{words}: {proposal.reference}"
    return details, [kit.button(words, action_id, proposal.reference, says=says)]


def _dialogue(dialogue: Dialogue, named_by: str, morning: Morning) -> Drawn:
    details: list[str | kit.Element] = [kit.moment(dialogue.starts_at, zone_of(morning.person))]
    if named_by:
        details.append(f"{set_apart(named_by)} can't come and has named you")
    reference = dialogue.reference
    answers = (("Going", "going"), ("Maybe", "maybe"), ("Can't", "cannot"))
    return details, [
        kit.button(
            words, f"dialogue.rsvp:{answer}", f"{reference}|{answer}", says=f"{words}: {reference}"
        )
        for words, answer in answers
    ]


def _practice(practice: Practice, morning: Morning) -> Drawn:
    since = to_wall(practice.waits_since, zone_of(morning.person)).date()
    did = "changed after publication" if practice.has_unseen_edit else "sent"
    number = str(practice.number)
    says = f"Show {practice.reference}"
    show = kit.button("Show", f"practice.show:{number}", number, says=says)
    return [f"{did} {spell_days_ago(since, morning.today)}"], [show]


def heading_of(topic: Topic, *, weekly: bool, number: int) -> str:
    """With the number of its items; what is near depends on when the reader hears next."""
    heading = SECTIONS[topic].heading
    if weekly and topic is Topic.SOON:
        heading = "Due before your next message"
    return f"{heading} ({number})"
