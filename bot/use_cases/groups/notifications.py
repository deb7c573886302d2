"""What a delivery about a group says: the greeting, and what its chairs must know."""

from datetime import datetime

from bot.domain.chair_notices import ChairNotice
from bot.domain.delivery import Delivery
from bot.domain.drop_reasons import DropReason
from bot.domain.errors import NotFound
from bot.domain.group import Group
from bot.domain.notifications import Gone, Greeting, Notification
from bot.domain.reference import DIALOGUE, PRACTICE, read_reference
from bot.domain.roles import Reader
from bot.domain.wording import shortened
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.actions.notifications import GIVEN, given_action
from bot.use_cases.context import Context
from bot.use_cases.dialogues.series import clock_change_notice
from bot.use_cases.drift import no_chair, roster_changes, unreadable
from bot.use_cases.groups.blocked_notices import BLOCKED, REOPENED, blocked_notice, reopened_notice
from bot.use_cases.groups.greet import GREETING, SET_UP, build_introduction, inviter_of
from bot.use_cases.groups.outage_notices import RESTORED, dropped_notice, restored_notice
from bot.use_cases.roster.notifications import CHAIRS, CHAIRS_NO_LONGER, chair_news
from bot.use_cases.roster.terms import today_in, why_no_chair

KEPT_PRIVATE = "group.kept_private"
DROPPED = "group.dropped"

_OF_BLOCKS = {BLOCKED: blocked_notice, REOPENED: reopened_notice}


def build_notification(delivery: Delivery, context: Context) -> Notification | Gone:
    """The notification as its recipient may read it now, or why it is not wanted any more.

    `group.kept_private` has what was kept as its occurrence ("D12"), `group.dropped` since when
    it tells of what came too late.
    """
    if delivery.kind == GREETING:
        return _build_greeting(delivery, work=context.work, now=context.now)
    if delivery.kind == RESTORED:
        return restored_notice(delivery, reader=context.reader)
    group = context.work.groups.get(int(delivery.subject_id))
    if group is not None and delivery.kind == clock_change_notice.CLOCK_CHANGE:
        return clock_change_notice.build_notification(delivery, group, context)
    if group is None:
        return Gone(DropReason.NO_GROUP)
    if delivery.kind == SET_UP:
        return build_introduction(delivery, group, work=context.work, now=context.now)
    if delivery.kind in (CHAIRS, CHAIRS_NO_LONGER):
        return chair_news(delivery, group, work=context.work, now=context.now)
    if delivery.kind == GIVEN:
        return given_action(delivery, group, context)
    if delivery.kind == no_chair.NO_CHAIR:
        return no_chair.build_notification(delivery, group, context)
    chairs = context.work.roles.of_group(group.id).chairs_on(today_in(group, context.now))
    if context.reader.secretariat or delivery.recipient in chairs:
        # A chair hears it though the channel may be closed to us, where nobody has a seat.
        if delivery.kind in _OF_BLOCKS:
            return _OF_BLOCKS[delivery.kind](delivery, group, work=context.work)
        if delivery.kind in unreadable.KINDS:
            return unreadable.build_notification(delivery, group, work=context.work)
    if not (context.reader.secretariat or group.id in context.reader.chaired):
        return Gone(why_no_chair(group, delivery.recipient, work=context.work, now=context.now))
    if delivery.kind == roster_changes.ROSTER:
        return roster_changes.build_notification(delivery, group, work=context.work)
    if delivery.kind == KEPT_PRIVATE:
        return _kept_private(delivery, group, reader=context.reader, work=context.work)
    return dropped_notice(delivery, group, reader=context.reader, work=context.work)


def _build_greeting(delivery: Delivery, *, work: UnitOfWork, now: datetime) -> Greeting:
    group = work.groups.by_channel(delivery.recipient)
    inviter = inviter_of(delivery.occurrence)
    chairs = work.roles.of_group(group.id).chairs_on(today_in(group, now)) if group else ()
    people = work.people.by_ids(chairs)
    return Greeting(
        group=group,
        inviter=work.people.get(inviter) if inviter else None,
        chairs=tuple(people[c].name for c in chairs if c in people),
    )


def _kept_private(
    delivery: Delivery, group: Group, *, reader: Reader, work: UnitOfWork
) -> ChairNotice | Gone:
    title = _name_record(delivery.occurrence, reader=reader, work=work)
    if title is None:
        return Gone(DropReason.NOT_THEIRS)
    return ChairNotice(
        group=group,
        words=(
            f"{title} is for members only. Not everyone who can read the channel of {group.name}, "
            "now or later, is of a member organisation, so I did not post it there. I sent it by "
            "direct message to the people of member organisations in the channel."
        ),
    )


def _name_record(typed: str, *, reader: Reader, work: UnitOfWork) -> str | None:
    """ "D12, “Age assurance”,": the thing as the chair may see it; None when they may not."""
    try:
        if typed.startswith(DIALOGUE):
            dialogue = work.dialogues.get(reader, read_reference(DIALOGUE, typed))
            return _reference_and_title(typed, dialogue.title) if dialogue else None
        if typed.startswith(PRACTICE):
            practice = work.practices.get(reader, read_reference(PRACTICE, typed))
            return _reference_and_title(typed, practice.title) if practice else None
    except NotFound:
        return None
    return "A message that was due"


def _reference_and_title(reference: str, title: str) -> str:
    return f"{reference}, “{shortened(title, 150)}”,"
