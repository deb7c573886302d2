"""Shows minutes: the draft to its chairs, a sealed version to its readers."""

from collections import Counter

from bot.domain import Dialogue, Group, NotFound, Reader
from bot.domain.minutes import Minutes, MinutesStatus, MinutesVersion
from bot.domain.notifications import MinutesDraft
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context
from bot.use_cases.dialogues.rules.checks import find_dialogue


def draft_now(
    minutes: Minutes, dialogue: Dialogue, group: Group, *, work: UnitOfWork
) -> MinutesDraft:
    """How far it is, and what is in it."""
    lines = [line for line in work.minutes.lines_of(minutes.number) if not line.left_out]
    counted = Counter(line.kind for line in lines)
    versions = work.minutes.versions(Reader.system(), dialogue)
    return MinutesDraft(
        dialogue=dialogue,
        group=group,
        minutes=minutes,
        counted=dict(counted),
        recorded=sum(line.became is not None for line in lines),
        lines=len(lines),
        corrections=len(work.minutes.corrections(minutes.number, minutes.version)),
        sealed=versions[-1] if versions else None,
    )


def may_read_draft(minutes: Minutes | None, reader: Reader) -> bool:
    """Whether it is circulated, and this reader is among its readers."""
    if minutes is None or minutes.status is not MinutesStatus.CIRCULATED:
        return False
    return minutes.audience in reader.audiences_under(minutes.group_id)


def find_version(number: int, version: int | None, context: Context) -> MinutesVersion:
    """One sealed version (None: the last one) that the reader may see; NotFound else."""
    dialogue = find_dialogue(number, reader=context.reader, work=context.work)[0]
    found = context.work.minutes.versions(context.reader, dialogue)
    theirs = [one for one in found if version in (None, one.version)]
    if not theirs:
        raise NotFound(
            "There are no minutes of {reference} that you can read yet.",
            reference=dialogue.reference,
        )
    return theirs[-1]
