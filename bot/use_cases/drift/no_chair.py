"""A group has no chair: the secretariat is told as it begins, and again after a week."""

from datetime import datetime, time, timedelta

from bot.domain import DropReason, Gone, Group, MessageKind, NextStep, zones
from bot.domain.delivery import Delivery
from bot.domain.group_notifications import Addressee, ChairNotice
from bot.languages import N_, _
from bot.use_cases.context import Context
from bot.use_cases.drift.drifted import Drifted
from bot.use_cases.group_notices import group_notices
from bot.use_cases.roster.terms import today_in

_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
_AGAIN = "week"


def tell_no_chair(where: Drifted) -> None:
    """The last chair has gone now."""
    if where.chairs:
        return
    since, told = where.now.isoformat(), where.whole_secretariat
    owed = group_notices(MessageKind.NO_CHAIR, where.group, since, told, where.now)
    owed += group_notices(
        MessageKind.NO_CHAIR, where.group, f"{since} {_AGAIN}", told, where.now + _WEEK
    )
    where.work.deliveries.owe(owed, where.now)


def check_chairs(where: Drifted) -> None:
    """Tell of a group without a chair where nobody was told at once, as when a term ends."""
    since = _no_chair_since(where)
    if not any(
        row.kind is MessageKind.NO_CHAIR
        and row.subject_id == str(where.group.id)
        and datetime.fromisoformat(row.occurrence.split()[0]) >= since
        for user_id in where.whole_secretariat
        for row in where.work.deliveries.of_recipient(user_id, since)
    ):
        tell_no_chair(where)


def _no_chair_since(where: Drifted) -> datetime:
    """When the last term ended, else when the group was set up."""
    group, today = where.group, today_in(where.group, where.now)
    terms = where.work.roles.of_group(group.id).terms
    ends = [term.ends_on for term in terms if term.ends_on and term.ends_on < today]
    if not ends:
        return group.created_at
    return zones.resolve(datetime.combine(max(ends) + _DAY, time()), group.zone)


def build_notification(delivery: Delivery, group: Group, context: Context) -> ChairNotice | Gone:
    """What the secretariat is told, unless the group has a chair by now."""
    if context.work.roles.of_group(group.id).chairs_on(today_in(group, context.now)):
        return Gone(DropReason.HAS_CHAIR)
    if not context.reader.secretariat:
        return Gone(DropReason.NOT_SECRETARIAT)
    again = delivery.occurrence.endswith(_AGAIN)
    text = N_("{group} still has no chair.") if again else N_("{group} has no chair.")
    meanwhile = _(
        "Until it has one, its actions that nobody owns wait, and nobody reviews its practices."
    )
    words = f"{_(text, group=group.name)} {meanwhile}"
    step = NextStep.NAME_CHAIR
    return ChairNotice(group=group, words=words, to=Addressee.SECRETARIAT, step=step)
