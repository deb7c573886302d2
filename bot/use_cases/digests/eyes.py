"""The rights of a group's channel as a reader of its digest."""

from bot.domain.audience import Audience, ChannelFacts, channel_carries
from bot.domain.group import Group
from bot.domain.roles import Reader
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.identify import channel_reader
from bot.use_cases.membership import member_people


def channel_eyes(group: Group, channel: ChannelFacts | None, *, work: UnitOfWork) -> Reader:
    """`channel`: who reads it; None, where that is not known, reads as observers do."""
    members_only = channel is not None and channel_carries(
        Audience.MEMBERS, channel, member_people(group, work=work)
    )
    return channel_reader(group.id, members_only=members_only)
