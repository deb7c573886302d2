"""Tells a person that somebody else has given them an action."""

from datetime import date, datetime

from bot.domain.action_item import ActionItem, urgency_on
from bot.domain.chair_notices import Addressee, ChairNotice
from bot.domain.delivery import Delivery
from bot.domain.drop_reasons import DropReason
from bot.domain.errors import NotFound
from bot.domain.group import Group
from bot.domain.notifications import Gone
from bot.domain.person import zone_of
from bot.domain.reference import ACTION, read_reference
from bot.domain.wording import shortened, spell_day
from bot.domain.zones import to_wall
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context
from bot.use_cases.group_notices import group_notices
from bot.use_cases.mornings.schedule_messages import civil_moment

GIVEN = "group.action_given"


def tell_owner(
    action: ActionItem, group: Group, *, by: str, work: UnitOfWork, now: datetime
) -> None:
    """Owe the officer a word: at once on a working day from 9 to 22, else in the morning."""
    person = work.people.get(action.owner_user_id) if action.owner_user_id else None
    if person is None or person.user_id == by:
        return
    due_at = civil_moment(person, now, work.holidays)
    given = f"{action.reference} {by} {now.isoformat()}"
    work.deliveries.owe(
        group_notices(GIVEN, group, given, [person.user_id], due_at, audience=action.audience), now
    )


def given_action(delivery: Delivery, group: Group, context: Context) -> ChairNotice | Gone:
    """What the owner is told; nothing where the morning message of that day names the action."""
    reference, by, given_at = delivery.occurrence.split()
    try:
        action = context.work.actions.get(context.reader, read_reference(ACTION, reference))
    except NotFound:
        action = None
    person, giver = context.work.people.get(delivery.recipient), context.work.people.get(by)
    if action is None or person is None:
        return Gone(DropReason.NOT_THEIRS)
    if not action.open or action.owner_user_id != delivery.recipient:
        return Gone(DropReason.NOT_OWNER)
    waited = datetime.fromisoformat(given_at) < delivery.due_at
    if waited and urgency_on(action, _today_in(zone_of(person), context.now)) is not None:
        return Gone(DropReason.IN_MORNING)
    who = f"@{giver.name}" if giver else "Somebody"
    due = f", due {spell_day(action.due_on)}" if action.due_on else ", with no due date"
    words = (
        f"{who} gave you {reference}, “{shortened(action.title, 150)}”{due}. "
        f"/action show {reference} shows it, with buttons to complete it or hand it over."
    )
    return ChairNotice(group=group, words=words, to=Addressee.PERSON)


def _today_in(zone: str, now: datetime) -> date:
    return to_wall(now, zone).date()
