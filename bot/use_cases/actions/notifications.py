"""What people hear of an action: mornings that name it, a word to its owner, a reply."""

from collections.abc import Collection
from datetime import datetime, timedelta

from bot.domain import ActionItem, DropReason, Gone, Group, MessageKind, NotFound, Person
from bot.domain.action_item import is_unowned
from bot.domain.delivery import Delivery, SubjectType
from bot.domain.message_kind import PASSED_ON
from bot.domain.morning import Morning, MorningItem, Topic
from bot.domain.notifications import ActionGiven, ActionLogged
from bot.domain.person import HowOften, zone_of
from bot.domain.reference import ACTION, read_reference
from bot.domain.wording import at_name
from bot.domain.zones import to_wall
from bot.languages import _
from bot.use_cases.actions.show import names_for
from bot.use_cases.context import Context
from bot.use_cases.mornings.look import Look, last_due
from bot.use_cases.mornings.plan import plan_mornings
from bot.use_cases.mornings.redraw import redraw_mornings, what_became
from bot.use_cases.mornings.schedule_messages import (
    HORIZON,
    civil_moment,
    next_morning,
    owed_morning,
)
from bot.use_cases.owing import group_notices
from bot.use_cases.terms import chairs_at


def tell_owner(action: ActionItem, group: Group, context: Context) -> None:
    """Owe the officer a word where their next morning message would be too late, or never comes. At
    once on a working day from 9 to 22, else in the morning."""
    work = context.work
    person = work.people.get(action.owner_user_id) if action.owner_user_id else None
    own = person is None or person.user_id == context.reader.user_id
    if person is None or own or not _cannot_wait(action, person, context):
        return
    due_at = civil_moment(person, context.now, work.holidays)
    given = MessageKind.ACTION_GIVEN
    to, readers = [person.user_id], action.audience
    notices = group_notices(given, group, action.given_mark, to, due_at, audience=readers)
    work.deliveries.owe(notices, context.now)


def _cannot_wait(action: ActionItem, person: Person, context: Context) -> bool:
    """It is for today or tomorrow, or for a day before their next morning message."""
    if person.rhythm is HowOften.OFF:
        return True
    today = to_wall(context.now, zone_of(person)).date()
    soon = max(today + timedelta(days=2), next_morning(today, person, context.work.holidays))
    return action.due_on is not None and action.due_on < soon


def logged_action(delivery: Delivery, _group: Group, context: Context) -> ActionLogged | Gone:
    """What the reply says now, to those who read the channel."""
    number = read_reference(ACTION, delivery.occurrence.partition(" ")[0])
    action = context.work.actions.get(context.reader, number)
    if action is None:
        return Gone(DropReason.NOT_THEIRS)
    names = names_for([action], work=context.work, also=[action.created_by])
    by = names.people.get(action.created_by, action.created_by)
    return ActionLogged(action=action, by=at_name(by), owner=names.of_owner(action))


def given_action(delivery: Delivery, group: Group, context: Context) -> ActionGiven | Gone:
    """What the owner is told; nothing where the morning message of that day names the action. What
    was posted shows what has become of it."""
    reference, by, given_at = delivery.occurrence.split()
    try:
        action = context.work.actions.get(context.reader, read_reference(ACTION, reference))
    except NotFound:
        action = None
    person, giver = context.work.people.get(delivery.recipient), context.work.people.get(by)
    if action is None or person is None:
        return Gone(DropReason.NOT_THEIRS)
    today = to_wall(context.now, zone_of(person)).date()
    if delivery.posted_ts is None:
        if not action.open or action.owner_user_id != delivery.recipient:
            return Gone(DropReason.NOT_OWNER)
        morning = owed_morning(person, today, context.work.holidays)
        waited = datetime.fromisoformat(given_at) < delivery.due_at
        heard = morning is not None and datetime.fromisoformat(given_at) < morning.due_at
        if waited and heard:
            return Gone(DropReason.IN_MORNING)
    became = what_became(Topic.GIVEN, action, Look(person, context, today))
    item = MorningItem(topic=Topic.GIVEN, subject=action, became=became)
    words = _("Somebody gave you an action.")
    if giver:
        words = _("{who} gave you an action.", who=at_name(giver.name))
    told = Morning(person=person, today=today, items=(item,), groups={group.id: group})
    return ActionGiven(group=group, words=words, morning=told)


def change_action(
    before: ActionItem,
    after: ActionItem,
    group: Group,
    did: str,
    context: Context,
    detail: str | None = None,
) -> None:
    """Store it with the line of its history; mornings that show it are as it is from now on."""
    work = context.work
    work.actions.change(after)
    if before.passed_on_from:
        about = SubjectType.GROUP, str(group.id), PASSED_ON
        work.deliveries.mark_stale(*about, since=before.given_at)
    take_back_nudges(before, group, context)
    context.record(did, after, detail)
    plan_nudges(after, group, context)


def plan_nudges(action: ActionItem, group: Group, context: Context) -> None:
    """Owe the coming mornings of those who will find this open action in them."""
    if action.open:
        plan_mornings(context, user_ids=_people_concerned(action, group, context))


def take_back_nudges(action: ActionItem, group: Group, context: Context) -> None:
    """Have the morning messages that name the old action written again: what is being sent, and
    what was posted."""
    redraw_mornings(action.reference, context)
    for user_id in _people_concerned(action, group, context):
        context.work.deliveries.take_back(SubjectType.MORNING, user_id, now=context.now)


def _people_concerned(action: ActionItem, group: Group, context: Context) -> Collection[str]:
    """The officer, and who hears in their place; without one the people of the organisation;
    without that the chairs. A morning names an owned action only shortly before it is due, and when
    it was just given."""
    work = context.work
    far = action.due_on is None or action.due_on > last_due(context.now, HORIZON)
    if far and not is_unowned(action) and action.given_at != context.now:
        return ()
    chairs = chairs_at(group, context.now, work)
    if action.owner_user_id is not None:
        officer = work.people.get(action.owner_user_id)
        deputy = [officer.deputy_user_id] if officer and officer.deputy_user_id else []
        away = chairs if officer and officer.absences else ()
        return (action.owner_user_id, *deputy, *away)
    if action.owner_organisation_id is not None:
        theirs = action.owner_organisation_id
        everyone = work.people.all()
        return [p.user_id for p in everyone if p.organisation and p.organisation.id == theirs]
    return chairs
