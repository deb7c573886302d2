"""Rules of a digest: who may run it, and what the readers of its channel may see."""

from bot.domain import Act, Audience, Group, Reader
from bot.domain.audience import ChannelFacts, channel_carries
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context
from bot.use_cases.identify import channel_reader, member_people
from bot.use_cases.refusals import find_group_for


def group_to_run(group_id: int, context: Context) -> Group:
    """NotAllowed for all but its chairs and the secretariat."""
    return find_group_for(Act.RUN_DIGEST, group_id, context)


def last_number(group: Group, work: UnitOfWork) -> int:
    """Of the group's last posted digest; 0: none has a number."""
    last = work.digests.last_posted(group.id)
    return last[0] if last else 0


def channel_eyes(group: Group, channel: ChannelFacts | None, *, work: UnitOfWork) -> Reader:
    """`channel`: who reads it; None, where that is not known, reads as observers do."""
    members_only = channel is not None and channel_carries(
        Audience.MEMBERS, channel, member_people(group, work=work)
    )
    return channel_reader(group.id, members_only=members_only)
