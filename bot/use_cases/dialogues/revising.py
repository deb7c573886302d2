"""A new revision of a dialogue: what is still owed for the old one is withdrawn and owed anew."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.audience import ChannelFacts
from bot.domain.delivery import SubjectType
from bot.domain.dialogue import Dialogue
from bot.domain.group import Group
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.dialogues import history, owing
from bot.use_cases.dialogues.invited import invited


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What it was and what it is: the same when there was nothing to change."""

    before: Dialogue
    after: Dialogue
    group: Group

    @property
    def nothing(self) -> bool:
        return self.before == self.after


def revise(
    before: Dialogue,
    after: Dialogue,
    group: Group,
    *,
    presence: Mapping[str, ChannelFacts],
    who: str,
    work: UnitOfWork,
    now: datetime,
) -> Dialogue:
    """Keep `after` as the next revision, with all that it owes; the kept dialogue.

    For what the keys of deliveries must tell apart: another time, another audience. Where the
    announcement stands already, the one owed anew finds that out before it is sent.
    """
    after = replace(after, revision=before.revision + 1, sequence=before.sequence + 1)
    work.dialogues.change(after)
    organisations = invited(after.audience, group, presence.get(group.channel_id), work=work)
    history.note_revised(before, organisations, who=who, work=work, now=now)
    work.deliveries.withdraw(SubjectType.DIALOGUE, after.reference, why="revised", now=now)
    refresh(after, work=work)
    rsvps = work.rsvps.of(after.number)
    work.deliveries.owe(owing.from_now_on(after, group, rsvps, now), now)
    return after


def refresh(dialogue: Dialogue, *, work: UnitOfWork) -> None:
    """Have the posted invitations brought up to date."""
    work.deliveries.mark_stale(SubjectType.DIALOGUE, dialogue.reference, [owing.ANNOUNCEMENT])
