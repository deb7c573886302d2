"""Plans reminders and invitations again when a group's reminders change."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain import Dialogue, DropReason, Group, Reader
from bot.domain.delivery import SubjectType
from bot.use_cases.context import Context
from bot.use_cases.dialogues.messages import schedule_messages
from bot.use_cases.dialogues.revise import announced_at
from bot.use_cases.dialogues.rules import revisions

_AHEAD = timedelta(days=6 * 366)
"""Longer than anything can be planned ahead."""
_MOST = 10_000


def replan_reminders(group: Group, context: Context) -> None:
    """Plan every coming dialogue of the group again; call it once the group is kept.

    A reminder that was switched off stays owed. The look before the send finds it unwanted, so
    that switching it on again brings it back. A dialogue of a series that is not announced yet
    gets its invitation at another time: everything that it owes is owed again.
    """
    work, now = context.work, context.now
    before: dict[int, datetime] = {}
    coming = work.dialogues.planned_between(
        Reader.system(), [group.id], now, now + _AHEAD, limit=_MOST
    )
    for dialogue in coming:
        at = announced_at(dialogue, group, work=work)
        if at is None:
            work.deliveries.owe(schedule_messages.owed_reminders(dialogue, group, now), now)
        else:
            previous = before.get(dialogue.series_id or 0)
            at = schedule_messages.not_all_at_once(dialogue, group, previous, now)
            _owe_again(dialogue, group, at, context)
        before[dialogue.series_id or 0] = dialogue.starts_at


def _owe_again(dialogue: Dialogue, group: Group, at: datetime, context: Context) -> None:
    """Under a new revision, though nothing of the dialogue itself is another."""
    work = context.work
    after = replace(dialogue, revision=dialogue.revision + 1)
    work.dialogues.change(after)
    organisations = revisions.invited_at_last(dialogue, work=work)
    revisions.keep_revision(after, organisations, context, who=context.reader.user_id)
    work.deliveries.withdraw(
        SubjectType.DIALOGUE, after.reference, why=DropReason.REVISED, now=context.now
    )
    rsvps = work.rsvps.of_dialogue(after.number)
    work.deliveries.owe(
        schedule_messages.from_now_on(after, group, rsvps, context.now, announced_at=at),
        context.now,
    )
