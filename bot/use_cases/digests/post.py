"""Posts a digest to the group's channel now, or shows a chair a private preview of it."""

from dataclasses import dataclass, replace
from datetime import timedelta

from bot.domain.audience import Audience, ChannelFacts
from bot.domain.delivery import Owed, State, SubjectType
from bot.domain.digest import Digest
from bot.domain.errors import Refusal
from bot.domain.group import Group
from bot.use_cases.context import Context
from bot.use_cases.digests.gather import gather_digest
from bot.use_cases.digests.rules import channel_eyes, group_to_run
from bot.use_cases.digests.schedule_messages import NOW, USEFUL_FOR

ONCE_WITHIN = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class PostDigest:
    group_id: int


@dataclass(frozen=True, slots=True)
class Posting:
    """`just_now` False: one had been asked for within the last minute, and is enough."""

    group: Group
    just_now: bool


def post_digest(wish: PostDigest, context: Context, *, channel: ChannelFacts | None) -> Posting:
    """Owe the digest at once; Refusal where Convenor is not in the group's channel."""
    group = group_to_run(wish.group_id, context)
    if channel is None or not channel.bot_present:
        raise Refusal(
            f"I am not in the channel of {group.name}. "
            "Please type /invite @Convenor there first. Nothing was posted."
        )
    asked = context.work.deliveries.of_recipient(group.channel_id, context.now - ONCE_WITHIN)
    if any(row.kind == NOW and row.state is not State.DROPPED for row in asked):
        return Posting(group, just_now=False)
    owed = Owed(
        kind=NOW,
        subject_type=SubjectType.DIGEST,
        subject_id=str(group.id),
        occurrence=context.now.replace(microsecond=0).isoformat(),
        recipient=group.channel_id,
        due_at=context.now,
        useful_until=context.now + USEFUL_FOR,
        audience=Audience.GROUP,
    )
    new = context.work.deliveries.owe([owed], context.now)
    if new:
        context.work.journal.record(
            context.reader.user_id, "posted the digest", group.channel_id, context.now
        )
    return Posting(group, just_now=bool(new))


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewDigest:
    group_id: int


def preview_digest(
    wish: PreviewDigest, context: Context, *, channel: ChannelFacts | None
) -> Digest:
    """`channel`: who reads the group's channel now, None where Slack did not say."""
    group = group_to_run(wish.group_id, context)
    eyes = channel_eyes(group, channel, work=context.work)
    return gather_digest(
        group, replace(context, reader=eyes), chair=context.reader, channel=channel
    )
