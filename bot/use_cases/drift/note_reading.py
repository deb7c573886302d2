"""Keeps the reading of a group's channel, and passes each change to its reaction."""

from collections.abc import Collection
from datetime import datetime

from bot.domain.audience import ChannelFacts
from bot.domain.group import (
    BecamePublic,
    BecameUnreadable,
    PeopleCame,
    PeopleLeft,
    ReadableAgain,
    Unreadable,
    changes_between,
    read_anew,
)
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.drift.channel_notices import Drifted, on_readable_again, tell_unreadable
from bot.use_cases.drift.opened import on_became_public, on_people_came
from bot.use_cases.drift.people_changed import on_people_left


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
                on_became_public(change, where)
            case PeopleCame():
                on_people_came(change, where)
            case PeopleLeft():
                on_people_left(change, where)
    return bool(changes)
