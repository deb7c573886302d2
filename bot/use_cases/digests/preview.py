"""A private preview for a chair: what the channel would get, and what needs the chair."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.audience import ChannelFacts
from bot.domain.digest import Digest
from bot.domain.roles import Reader
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.digests.eyes import channel_eyes
from bot.use_cases.digests.gather import gather_digest
from bot.use_cases.digests.running import group_to_run


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewDigest:
    group_id: int


def preview_digest(
    wish: PreviewDigest,
    *,
    reader: Reader,
    channel: ChannelFacts | None,
    work: UnitOfWork,
    now: datetime,
) -> Digest:
    """`channel`: who reads the group's channel now, None where Slack did not say."""
    group = group_to_run(wish.group_id, reader=reader, work=work, now=now)
    eyes = channel_eyes(group, channel, work=work)
    return gather_digest(group, reader=eyes, work=work, now=now, chair=reader, channel=channel)
