"""Shows minutes, also in messages: the draft to its chairs, a version to its readers."""

from collections import Counter

from bot.domain import Act, Dialogue, DropReason, Gone, Group, NotFound, Reader, may
from bot.domain.minutes import Minutes, MinutesStatus, MinutesVersion
from bot.domain.notifications import MinutesCirculated, MinutesDraft, MinutesPosted
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context
from bot.use_cases.dialogues.messages.message_context import MessageContext
from bot.use_cases.dialogues.rules.checks import find_dialogue
from bot.use_cases.minutes.document import redaction


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


def build_draft(subject: MessageContext) -> MinutesDraft | Gone:
    """The draft as it is now, to who runs the group."""
    if not may(subject.reader, Act.RUN_MINUTES, subject.group.id):
        return Gone(DropReason.NOT_CHAIR)
    minutes = subject.work.minutes.of_dialogue(subject.dialogue.number)
    if minutes is None:
        return Gone(DropReason.NOT_THEIRS)
    return draft_now(minutes, subject.dialogue, subject.group, work=subject.work)


def build_circulated(subject: MessageContext) -> MinutesCirculated | Gone:
    """The draft that is circulated, to those who may read it; later, that it is closed."""
    minutes = subject.work.minutes.of_dialogue(subject.dialogue.number)
    group = subject.group
    if minutes is None or minutes.audience not in subject.reader.audiences_under(group.id):
        return Gone(DropReason.NOT_THEIRS)
    mine = subject.delivery.occurrence
    until = minutes.circulated_until
    closed = until is None or until.isoformat() != mine or until <= subject.now
    if closed and subject.delivery.posted_ts is None:
        return Gone(DropReason.NOTHING_TO_SAY)
    title = redaction(minutes, subject.work)(subject.dialogue.title)
    return MinutesCirculated(
        dialogue=subject.dialogue, group=group, minutes=minutes, title=title, closed=closed
    )


def build_posted(subject: MessageContext) -> MinutesPosted | Gone:
    """A sealed version, as far as those who read it may see it."""
    found = subject.work.minutes.versions(subject.reader, subject.dialogue)
    theirs = [one for one in found if one.version == subject.delivery.revision]
    if not theirs:
        return Gone(DropReason.NOT_THEIRS)
    return MinutesPosted(
        dialogue=subject.dialogue, group=subject.group, version=theirs[0], last=found[-1].version
    )
