"""The morning message: its items under their headings, as many as fit."""

from collections.abc import Mapping

from bot.domain import ActionItem, Decision, Dialogue, OrganisationKind, Practice
from bot.domain.action_item import is_shared
from bot.domain.morning import OWN_ACTIONS, Morning, MorningItem, Subject, Topic
from bot.domain.person import HowOften, zone_of
from bot.domain.stocktake import StockDue
from bot.domain.wording import set_apart, spell_day, spell_days_ago
from bot.domain.zones import to_wall
from bot.languages import N_, Nn_, _, _n
from bot.use_cases.actions.settle import WEEKS
from handlers.slack.features.stocktake.blocks import SHOW, write_shown
from handlers.slack.kit import Renderer
from handlers.slack.kit import blocks as kit

Drawn = tuple[list[str | kit.Element], list[kit.Element]]
"""The details below an item's title, and its buttons."""


SECTIONS: Mapping[Topic, tuple[str, str]] = {
    Topic.OVERDUE: (N_("Overdue"), "/action list overdue mine"),
    Topic.TODAY: (N_("Due today"), "/action"),
    Topic.SOON: (N_("Due in the next three days"), "/action"),
    Topic.GIVEN: (N_("New for you"), "/action"),
    Topic.UNANSWERED: (N_("Dialogues that wait for your answer"), "/dialogue"),
    Topic.DELEGATED: (N_("You are asked to come instead of a colleague"), "/dialogue"),
    Topic.PROPOSAL: (N_("Proposals that wait for your organisation"), "/decision"),
    Topic.UNCOVERED: (N_("For you as a chair: nobody hears of these"), "/action list open"),
    Topic.WEEK_OVERDUE: (
        N_("For you as a chair or deputy: a week overdue"),
        "/action list overdue",
    ),
    Topic.UNREVIEWED: (N_("For you as a chair: practices that wait for you"), "/practice review"),
    Topic.UNOWNED: (N_("Nobody owns these yet"), "/action list nobody"),
    Topic.STOCKTAKE: (N_("For you as a chair: a quarter has ended"), "/wg stocktake"),
}
"""The heading of each, and the command that lists what does not fit."""
MOST_ITEMS = 18
"""With two blocks an item and the headings this stays under Slack's fifty blocks a message."""
_FEWEST = 3
"""What every heading shows before the fuller ones take what is left."""


def item_blocks(item: MorningItem, morning: Morning) -> list[kit.Block]:
    """Two lines: what it is, and when; the group where the reader has several. Then its buttons."""
    details, buttons = _drawn(item, morning)
    if item.became:
        details.append(f"{item.became[0].upper()}{item.became[1:]}.")
        settled = isinstance(item.subject, ActionItem) and not item.subject.open
        buttons = [_button(item.subject, _("Reopen"), "reopen")] if settled else []
    group = morning.groups.get(item.subject.group_id)
    where = [group.name] if len(morning.groups) > 1 and group else []
    parts = kit.joined([(detail,) for detail in (*details, *where)], " · ")
    title = kit.line(kit.bold(item.subject.reference), " ", item.subject.title)
    return [kit.rich(title, kit.line(*parts)), *([kit.actions(*buttons)] if buttons else [])]


def _drawn(item: MorningItem, morning: Morning) -> Drawn:
    match item.subject:
        case ActionItem() as action if item.topic in OWN_ACTIONS:
            return _own_action(action, item.said, morning)
        case ActionItem() as action:
            due = _due(action, morning) if action.due_on else _("no due date")
            whose = [_("for {name}", name=item.said)] if item.said else []
            return [due, *whose], _chairs_buttons(action, item.topic)
        case Decision() as proposal:
            return _proposal(proposal, morning)
        case Dialogue() as dialogue:
            return _dialogue(dialogue, item.said, morning)
        case Practice() as practice:
            return _practice(practice, morning)
        case StockDue() as due:
            carried = write_shown(due.group_id, due.quarter)
            said = _("what was promised, done and late, by organisation")
            return [said], [kit.button(_("Show stocktake"), SHOW, carried)]


def _chairs_buttons(action: ActionItem, topic: Topic) -> list[kit.Element]:
    give = _button(action, _("Give to…"), "handover")
    leave = _button(action, _("Leave it for {number} weeks", number=WEEKS), "leave")
    drop = _button(action, _("Drop…"), "drop")
    return [give, leave, drop] if topic is Topic.UNOWNED else [give]


def _own_action(action: ActionItem, said: str, morning: Morning) -> Drawn:
    """`said`: who gave it; or the officer who is away, where the reader is their deputy."""
    organisation = morning.person.organisation
    details: list[str | kit.Element] = [_due(action, morning)] if action.due_on else []
    covered = action.owner_user_id not in (None, morning.person.user_id)
    if said and not covered:
        details.append(_("from {who}", who=set_apart(said)))
    if is_shared(action) and organisation is not None:
        details.append(_("for {organisation}, no person named yet", organisation=organisation.name))
    elif said and covered:
        details.append(_("for {name}", name=said))
    buttons = [_button(action, _("Done"), "done")]
    if not is_shared(action):
        days = [
            _button(action, _("Tomorrow"), "snooze:tomorrow"),
            _button(action, _("Next week"), "snooze:week"),
            _button(action, _("A day…"), "snooze_on"),
        ]
        buttons.append(kit.menu(_("Snooze…"), days))
    if not (said and covered) and morning.person.standing is OrganisationKind.MEMBER:
        buttons.append(_button(action, _("Hand over"), "handover"))
    return details, buttons


def _due(action: ActionItem, morning: Morning) -> str:
    """As of the day of the message."""
    if action.due_on is None:
        return ""
    day = spell_day(action.due_on)
    late = (morning.today - action.due_on).days
    if late <= 0:
        return _("due {day}", day=day)
    return _n("due {day}, {number} day late", "due {day}, {number} days late", late, day=day)


def _button(action: Subject, words: str, verb: str) -> kit.Element:
    """Its value says where it was pressed, so that this place is renewed."""
    carried = f"{action.reference}|morning"
    return kit.button(words, f"action.{verb}", carried, says=_said(words, action.reference))


def _said(label: str, reference: str) -> str:
    return _("{label}: {reference}", label=label, reference=reference)


def _proposal(proposal: Decision, morning: Morning) -> Drawn:
    """Its answers are given where it is shown, so that no button of an old morning answers."""
    details: list[str | kit.Element] = []
    if proposal.closes_at is not None:
        details = [kit.moment(proposal.closes_at, zone_of(morning.person))]
    words, action_id = _("Show and answer"), f"decision.show:{proposal.number}"
    says = _said(words, proposal.reference)
    return details, [kit.button(words, action_id, proposal.reference, says=says)]


def _dialogue(dialogue: Dialogue, named_by: str, morning: Morning) -> Drawn:
    details: list[str | kit.Element] = [kit.moment(dialogue.starts_at, zone_of(morning.person))]
    if named_by:
        details.append(_("{who} can't come and has named you", who=set_apart(named_by)))
    reference, buttons = dialogue.reference, []
    for words, answer in ((_("Going"), "going"), (_("Maybe"), "maybe"), (_("Can't"), "cannot")):
        says = _said(words, reference)
        value = f"{reference}|{answer}"
        buttons.append(kit.button(words, f"dialogue.rsvp:{answer}", value, says=says))
    return details, buttons


def _practice(practice: Practice, morning: Morning) -> Drawn:
    since = to_wall(practice.waits_since, zone_of(morning.person)).date()
    ago = spell_days_ago(since, morning.today)
    said = _("changed after publication {ago}", ago=ago)
    if not practice.has_unseen_edit:
        said = _("sent {ago}", ago=ago)
    number = str(practice.number)
    says = _("Show {reference}", reference=practice.reference)
    return [said], [kit.button(_("Show"), f"practice.show:{number}", number, says=says)]


def morning_blocks(morning: Morning) -> list[kit.Block]:
    """At most 49 blocks; what does not fit is counted, with the command that lists it."""
    blocks = [kit.header(_("Your morning, {day}", day=spell_day(morning.today)))]
    by_topic = {
        topic: items
        for topic in SECTIONS
        if (items := [item for item in morning.items if item.topic is topic])
    }
    if not by_topic:
        return [*blocks, kit.rich(kit.say("Nothing else waits for you."))]
    weekly = morning.person.rhythm is HowOften.WEEKLY
    shares = _share_items([len(items) for items in by_topic.values()])
    for (topic, items), share in zip(by_topic.items(), shares, strict=True):
        heading, full_list = SECTIONS[topic]
        if weekly and topic is Topic.SOON:
            heading = N_("Due before your next message")
        blocks.append(kit.rich(kit.line(kit.bold(f"{_(heading)} ({len(items)})"))))
        for item in items[:share]:
            blocks += item_blocks(item, morning)
        if left := len(items) - share:
            one, several = Nn_("And {number} more: {command}", "And {number} more: {command}")
            blocks.append(kit.small(_n(one, several, left, command=full_list)))
    return blocks


RENDERERS: dict[type, Renderer] = {Morning: morning_blocks}


def _share_items(lengths: list[int]) -> list[int]:
    """How many items each section shows: a few of each first, then in the sections' order."""
    shares = [min(length, _FEWEST) for length in lengths]
    for index, length in enumerate(lengths):
        shares[index] += min(length - shares[index], MOST_ITEMS - sum(shares))
    return shares
