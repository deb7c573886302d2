"""A morning message: what it tells, and again with what has become of each item since."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from bot.domain import ActionItem, Decision, Dialogue, DropReason, Gone, MessageKind, Person
from bot.domain.action_item import ActionStatus, is_unowned, owns_action
from bot.domain.decision import DecisionStatus
from bot.domain.delivery import Delivery
from bot.domain.dialogue import RsvpAnswer
from bot.domain.morning import OWN_ACTIONS, Morning, MorningItem, Subject, Topic
from bot.domain.notifications import ActionGiven, Notification
from bot.domain.practice import Practice
from bot.domain.stocktake import Quarter, StockDue
from bot.domain.wording import at_name, spell_day
from bot.languages import N_, _
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context
from bot.use_cases.mornings.asked import DIALOGUES, PROPOSALS, answered_by, named_by
from bot.use_cases.mornings.chaired import OF_CHAIRS, stocks_due
from bot.use_cases.mornings.look import Look, Source
from bot.use_cases.mornings.own_actions import OWNED
from bot.use_cases.mornings.schedule_messages import owed_morning
from bot.use_cases.mornings.who_hears import WhoHears
from bot.use_cases.subjects import find_record

SOURCES: tuple[Source, ...] = (OWNED, DIALOGUES, PROPOSALS, *OF_CHAIRS)
_ORDER = tuple(Topic)


def compose_morning(person: Person, context: Context, *, today: date) -> Morning:
    """The message for the local date `today`; empty where there is nothing to say. `context.reader`
    must be the person's own."""
    look = Look(person, context, today)
    found = [item for source in SOURCES for item in source.find(look)]
    return morning_of(person, today, found, context.work)


def morning_of(
    person: Person, today: date, items: Iterable[MorningItem], work: UnitOfWork
) -> Morning:
    """The items in the order of their topics."""
    ordered = tuple(sorted(items, key=lambda item: _ORDER.index(item.topic)))
    shown = {item.subject.group_id for item in ordered}
    groups = {group.id: group for group in work.groups.all() if group.id in shown}
    return Morning(person=person, today=today, items=ordered, groups=groups)


_REDRAWN_FOR = timedelta(days=60)
"""How long a morning message is kept up to date."""
_ANSWERS = {
    RsvpAnswer.GOING: N_("Going"),
    RsvpAnswer.MAYBE: N_("Maybe"),
    RsvpAnswer.CANNOT: N_("Can't"),
}


def keep_told(
    delivery: Delivery, notification: Notification, *, work: UnitOfWork, now: datetime
) -> None:
    """Note what a morning that is about to be posted tells, or the word about one action."""
    told = notification.morning if isinstance(notification, ActionGiven) else notification
    if isinstance(told, Morning):
        items = {(item.topic, item.subject.reference) for item in told.items}
        work.mornings.keep(delivery.id, items, now)


def redraw_mornings(reference: str, context: Context, *, recipient: str | None = None) -> None:
    """Have the messages that were kept with this subject redrawn, so that none keeps a dead button.
    `recipient`: only those of one person, where it has changed for them alone."""
    context.work.mornings.have_redrawn(reference, context.now - _REDRAWN_FOR, recipient=recipient)


def morning_again(delivery: Delivery, person: Person, context: Context) -> Morning | None:
    """As it was told, with what has become of it; None where nobody noted what that was. What its
    reader may not see any more is left out."""
    if delivery.kind is not MessageKind.MORNING or delivery.recipient != person.user_id:
        return None
    shown = context.work.mornings.shown_in(delivery.id)
    today = date.fromisoformat(delivery.occurrence)
    look = Look(person, context, today)
    items = [
        MorningItem(
            topic=topic,
            subject=subject,
            said=_said(topic, subject, look),
            became=what_became(topic, subject, look),
        )
        for topic, reference in shown
        for subject in _subjects_of(topic, reference, look)
    ]
    return morning_of(person, today, items, context.work) if shown else None


def _subjects_of(topic: Topic, reference: str, look: Look) -> Iterable[Subject]:
    """What it is called by, with the person's own rights; nothing where they may not see it."""
    if topic is Topic.STOCKTAKE:
        return stocks_due(Quarter.of(look.today).before, look)
    found = find_record(reference, look.context.reader, look.work)
    return [found] if found is not None else []


def what_became(topic: Topic, subject: Subject, look: Look) -> str:
    """ "done by @liam"; "" while it still waits for the reader."""
    match subject:
        case ActionItem() as action:
            return _of_action(topic, action, look)
        case Dialogue() as dialogue:
            return _of_dialogue(dialogue, look)
        case Practice() as practice:
            return "" if practice.waits else _(practice.status.value)
        case Decision() as proposal:
            return _of_proposal(proposal, look)
        case StockDue():
            return ""


def _of_action(topic: Topic, action: ActionItem, look: Look) -> str:
    if not action.open:
        who = _name(action.settled_by, look)
        done = action.status is ActionStatus.DONE
        return _("done by {who}", who=who) if done else _("dropped by {who}", who=who)
    own = owns_action(look.person, action) or _covers(action, look)
    if (topic is Topic.UNOWNED and not is_unowned(action)) or (topic in OWN_ACTIONS and not own):
        return _("now with {owner}", owner=_owner(action, look))
    silent = action.snoozed_until
    if silent and look.local_day < silent and topic is not Topic.WEEK_OVERDUE:
        return _("silent until {day}", day=spell_day(silent))
    return ""


def _covers(action: ActionItem, look: Look) -> bool:
    """Whether they are the deputy who hears of it now."""
    covered = WhoHears(look.work, look.context.now).covered_by(look.person)
    return any(officer.user_id == action.owner_user_id for officer in covered)


def _said(topic: Topic, subject: Subject, look: Look) -> str:
    """Who named them, or in whose place they hear; who gave it is not said again."""
    if isinstance(subject, Dialogue):
        return named_by(subject, look) if topic is Topic.DELEGATED else ""
    if isinstance(subject, ActionItem) and (topic is Topic.UNCOVERED or _covers(subject, look)):
        return WhoHears(look.work, look.context.now).absent_words(subject)
    return ""


def _of_dialogue(dialogue: Dialogue, look: Look) -> str:
    if dialogue.cancelled:
        return _("cancelled")
    if dialogue.ends_at <= look.context.now:
        return _("over")
    answers = look.work.rsvps.by_person(look.person.user_id, [dialogue.number])
    answered = answers.get(dialogue.number)
    return _("you answered {answer}", answer=_(_ANSWERS[answered.answer])) if answered else ""


def _of_proposal(proposal: Decision, look: Look) -> str:
    if proposal.status is not DecisionStatus.PROPOSED:
        return _(proposal.status.value)
    body = look.person.organisation
    answered = body is not None and body.id in answered_by(proposal, look.work)
    if body is None or not answered:
        return ""
    return _("{organisation} has answered", organisation=body.name)


def _owner(action: ActionItem, look: Look) -> str:
    if action.owner_user_id is not None:
        return _name(action.owner_user_id, look)
    body = look.work.organisations.get(action.owner_organisation_id or 0)
    return body.name if body else _("nobody yet")


def _name(user_id: str | None, look: Look) -> str:
    if user_id == look.person.user_id:
        return _("you")
    person = look.work.people.get(user_id or "")
    return at_name(person.name) if person else _("somebody")


def morning_now(delivery: Delivery, context: Context) -> Morning | Gone:
    """The Morning for `delivery.recipient`, whose own rights `reader` has, or why it is gone. One
    that was posted shows what it told, and what has become of that."""
    person = context.work.people.get(delivery.recipient)
    if person is None or not person.active or person.is_bot:
        return Gone(why=DropReason.NO_PERSON)
    if delivery.posted_ts is not None:
        return morning_again(delivery, person, context) or Gone(why=DropReason.NOTHING_TO_SAY)
    today = date.fromisoformat(delivery.occurrence)
    planned = owed_morning(person, today, context.work.holidays)
    if planned is None or context.now < planned.due_at:
        return Gone(why=DropReason.PLANNED_AGAIN)
    told = compose_morning(person, context, today=today)
    return Gone(why=DropReason.NOTHING_TO_SAY) if told.empty else told
