"""What the chairs hear of a draft, and the group of sealed minutes."""

from bot.domain import Act, DropReason, Gone, may
from bot.domain.notifications import MinutesCirculated, MinutesDraft, MinutesPosted
from bot.use_cases.dialogues.messages.message_context import MessageContext
from bot.use_cases.minutes.document import redaction
from bot.use_cases.minutes.show import draft_now


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
