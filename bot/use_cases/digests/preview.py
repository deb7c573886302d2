"""A private preview for a chair: what the channel would get, and what needs the chair."""

from dataclasses import dataclass, replace

from bot.domain.audience import ChannelFacts
from bot.domain.digest import Digest
from bot.use_cases.context import Context
from bot.use_cases.digests.eyes import channel_eyes
from bot.use_cases.digests.gather import gather_digest
from bot.use_cases.digests.running import group_to_run


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewDigest:
    group_id: int


def preview_digest(
    wish: PreviewDigest, context: Context, *, channel: ChannelFacts | None
) -> Digest:
    """`channel`: who reads the group's channel now, None where the platform did not say."""
    group = group_to_run(wish.group_id, context)
    eyes = channel_eyes(group, channel, work=context.work)
    return gather_digest(
        group, replace(context, reader=eyes), chair=context.reader, channel=channel
    )
