"""Tells a person that they are a deputy, and an officer that their deputy went."""

from collections.abc import Collection
from datetime import datetime

from bot.domain import Audience, DropReason, Gone, Group, MessageKind, NextStep, Owed, Person
from bot.domain.delivery import Delivery
from bot.domain.group_notifications import Addressee, ChairNotice
from bot.domain.person import is_deputy
from bot.domain.wording import at_name
from bot.languages import _
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context
from bot.use_cases.group_notices import group_notices
from bot.use_cases.mornings.schedule_messages import civil_moment


def members_of(group: Group, work: UnitOfWork) -> Collection[str]:
    reading = work.channels.get(group.channel_id)
    return reading.members if reading else ()


def deputy_notices(
    reader: Person,
    officer: Person,
    deputy_id: str,
    *,
    work: UnitOfWork,
    now: datetime,
    group: Group | None = None,
) -> list[Owed]:
    """A word to `reader`, the deputy or the officer, by way of a group in which they are."""
    theirs = (g for g in work.groups.all() if reader.user_id in members_of(g, work))
    told_in = group or next(theirs, None)
    if told_in is None:
        return []
    due_at = civil_moment(reader, now, work.holidays)
    where = "channel" if group else "roster"
    occurrence = f"{officer.user_id} {deputy_id} {where} {now.isoformat()}"
    return group_notices(
        MessageKind.DEPUTY, told_in, occurrence, [reader.user_id], due_at, audience=Audience.GROUP
    )


def deputy_news(delivery: Delivery, group: Group, context: Context) -> ChairNotice | Gone:
    """What the deputy or the officer is told, while it is still so."""
    officer_id, deputy_id, where, _since = delivery.occurrence.split()
    people = context.work.people.by_ids([officer_id, deputy_id])
    officer, deputy = people.get(officer_id), people.get(deputy_id)
    if officer is None or deputy is None:
        return Gone(DropReason.NO_PERSON)
    stands = is_deputy(deputy, officer)
    here = deputy_id in members_of(group, context.work)
    to_deputy = delivery.recipient == deputy_id
    if stands is not (to_deputy or where == "channel") or (where == "channel" and here):
        return Gone(DropReason.OTHER_DEPUTY)
    name, step = at_name(deputy.name), None
    if to_deputy:
        words = _(
            "You are the deputy of {person} from now on. While they are away, their actions are in "
            "your morning message, and you can complete and snooze them.",
            person=at_name(officer.name),
        )
    elif where == "channel":
        words = _(
            "{person}, your deputy, left the channel of {group}. While you are away, they do not "
            "hear of your actions there.",
            person=name,
            group=group.name,
        )
    else:
        words = _(
            "{person} is not your deputy any more: they left this workspace, or your organisation.",
            person=name,
        )
    if not to_deputy:
        step = NextStep.CHOOSE_DEPUTY
    return ChairNotice(group=group, words=words, to=Addressee.PERSON, step=step)
