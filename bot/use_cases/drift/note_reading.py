"""Keeps the reading of a channel, and reacts to its changes; who left is let go."""

from collections.abc import Collection
from datetime import datetime

from bot.domain import ActionItem, MessageKind, Reader
from bot.domain.audience import ChannelFacts
from bot.domain.delivery import SubjectType
from bot.domain.dialogue import LONGEST_AHEAD
from bot.domain.group import (
    BecamePublic,
    BecameUnreadable,
    How,
    PeopleCame,
    PeopleLeft,
    ReadableAgain,
    Unreadable,
    changes_between,
    read_anew,
)
from bot.domain.person import PersonFacts
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.actions.pass_on import pass_on, plan_heirs_mornings, tell_passed_on
from bot.use_cases.drift.channel_notices import (
    Drifted,
    on_readable_again,
    tell_no_chair,
    tell_unreadable,
)
from bot.use_cases.drift.opened import note_outsiders, tell_opened
from bot.use_cases.roster.cover import deputy_goes, deputy_leaves_channel
from bot.use_cases.roster.notifications import tell_change_of_chairs
from bot.use_cases.terms import end_now


def let_go_of_account(
    facts: PersonFacts, *, work: UnitOfWork, now: datetime, secretariat: Collection[str]
) -> None:
    """The platform has deactivated the account: they are let go in every group."""
    work.people.keep_seen(facts, now)
    work.drafts.forget_of(facts.user_id)
    deputy_goes(facts.user_id, work=work, now=now)
    for group in work.groups.all():
        let_go([facts.user_id], Drifted(group=group, work=work, now=now, secretariat=secretariat))


def let_go(user_ids: Collection[str], where: Drifted) -> None:
    """Pass on what these people had in this group; asked again it finds nothing to do. Terms end
    first, so that nobody who leaves too is told what to hand over."""
    group, work, now = where.group, where.work, where.now
    before = where.chairs
    ended = [user_id for user_id in sorted(user_ids) if _end_chair(user_id, where)]
    chairs = where.chairs
    told = chairs or where.whole_secretariat
    passed_on: list[ActionItem] = []
    for user_id in sorted(user_ids):
        person = work.people.get(user_id)
        organisation = person.organisation if person else None
        theirs = pass_on(user_id, group, organisation, where, because="the owner left")
        passed_on += theirs
        chaired = user_id in before
        if theirs or chaired:
            tell_passed_on(MessageKind.OWNER_LEFT, user_id, group, told, where, chaired=chaired)
        deputy_leaves_channel(user_id, group, work=work, now=now)
    if ended:
        tell_change_of_chairs(group, before, where)
        tell_no_chair(where)
    # After the chairs are settled: a chair's morning lists what nobody owns.
    plan_heirs_mornings(passed_on, chairs, where)


def _end_chair(user_id: str, where: Drifted) -> bool:
    group, work, now = where.group, where.work, where.now
    if not end_now(group, user_id, where):
        return False
    work.journal.record("convenor", "ended a chair's term", group.channel_id, now, user_id)
    until = now + LONGEST_AHEAD
    for dialogue in work.dialogues.changed_between(Reader.system(), [group.id], now, until):
        about = SubjectType.DIALOGUE, dialogue.reference
        work.deliveries.mark_stale(*about, [MessageKind.ANNOUNCEMENT])
    return True


def note_reading(
    channel_id: str,
    found: ChannelFacts | Unreadable,
    *,
    work: UnitOfWork,
    now: datetime,
    secretariat: Collection[str] = (),
) -> bool:
    """Whether anything was different; a channel of no group is not kept. Write transaction."""
    group = work.groups.by_channel(channel_id)
    if group is None:
        return False
    before = work.channels.get(channel_id)
    after = read_anew(channel_id, found, before, now)
    work.channels.keep_reading(after)
    where = Drifted(group=group, work=work, now=now, secretariat=secretariat)
    changes = changes_between(before, after)
    for change in changes:
        match change:
            case BecameUnreadable():
                tell_unreadable(where, since=where.now)
            case ReadableAgain():
                on_readable_again(change, where)
            case BecamePublic():
                tell_opened(where, How.SHARED if change.shared else How.PUBLIC)
            case PeopleCame():
                note_outsiders(where, came=change.user_ids)
            case PeopleLeft():
                let_go(change.user_ids, where)
    return bool(changes)
