"""Edits a dialogue's title, link, length and audience; its invitation is refreshed in place."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.audience import Audience, ChannelFacts, channel_carries
from bot.domain.delivery import SubjectType
from bot.domain.dialogue import Dialogue
from bot.domain.errors import NotValid
from bot.domain.group import Group
from bot.domain.limits import TITLE, checked, checked_link
from bot.domain.roles import Reader
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.dialogues import owing
from bot.use_cases.dialogues.checking import checked_audience, checked_minutes, find_to_change
from bot.use_cases.dialogues.revising import Changed, refresh, revise
from bot.use_cases.membership import member_people


@dataclass(frozen=True, slots=True, kw_only=True)
class EditDialogue:
    """All that can be edited, changed or not."""

    number: int
    title: str
    minutes: int
    link: str | None
    audience: Audience


def edit(
    wish: EditDialogue,
    *,
    presence: Mapping[str, ChannelFacts],
    reader: Reader,
    work: UnitOfWork,
    now: datetime,
) -> Changed:
    """`presence`: facts of the groups' channels, by id."""
    before, group = find_to_change(wish.number, reader=reader, work=work, now=now)
    wanted = replace(
        before,
        title=checked(wish.title, TITLE, field="title", what="The title"),
        minutes=checked_minutes(wish.minutes),
        link=checked_link(wish.link),
        audience=wish.audience,
    )
    if wanted == before:
        return Changed(before=before, after=before, group=group)
    if wanted.audience is before.audience:
        after = replace(wanted, sequence=before.sequence + 1)
        work.dialogues.change(after)
        refresh(after, work=work)
    else:
        checked_audience(wanted.audience, group, reader=reader, work=work, now=now)
        _check_nothing_stays_readable(
            wanted, group, presence, member_people(group, work=work), work=work
        )
        after = revise(
            before, wanted, group, presence=presence, who=reader.user_id, work=work, now=now
        )
    detail = f"{before.title} -> {after.title}" if before.title != after.title else None
    work.journal.record(reader.user_id, "edited", after.reference, now, detail)
    return Changed(before=before, after=after, group=group)


def _check_nothing_stays_readable(
    wanted: Dialogue,
    group: Group,
    presence: Mapping[str, ChannelFacts],
    members: Collection[str],
    *,
    work: UnitOfWork,
) -> None:
    """A posted invitation can't be taken back from those who read it: say so instead."""
    posted = work.deliveries.posted(SubjectType.DIALOGUE, wanted.reference, owing.ANNOUNCEMENT)
    if not any(delivery.recipient == group.channel_id for delivery in posted):
        return
    channel = presence.get(group.channel_id)
    if channel is None or not channel_carries(wanted.audience, channel, members):
        raise NotValid(
            f"{wanted.reference} stands in the channel of {group.name} already, where others than "
            "members can read it. Please cancel it and schedule a new one for members only.",
            field="audience",
        )
