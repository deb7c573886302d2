"""Rules of minutes: whose they are to write, which threads are theirs, and who may see them."""

from dataclasses import replace
from datetime import datetime

from bot.domain import Act, Dialogue, Group, MessageKind, NextStep, Owed, Reader, Refusal
from bot.domain.audience import narrowest_audience
from bot.domain.delivery import SubjectType
from bot.domain.minutes import Minutes, MinutesStatus
from bot.domain.reference import DIALOGUE, read_reference
from bot.languages import N_
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context
from bot.use_cases.dialogues.rules.checks import find_begun, find_dialogue
from bot.use_cases.owing import owed_message

ROOTS = (MessageKind.ANNOUNCEMENT, MessageKind.BEGINS)
"""What Convenor posts to a channel and people answer in a thread."""


def find_to_write(number: int, context: Context) -> tuple[Dialogue, Group]:
    """A dialogue that has begun, of a group that the reader runs."""
    cancelled = N_("There are no minutes of it.")
    ahead = N_("{reference} begins on {starts}. Its minutes are written after it.")
    return find_begun(number, Act.RUN_MINUTES, context, cancelled=cancelled, ahead=ahead)


def find_draft(number: int, context: Context) -> tuple[Minutes, Dialogue, Group]:
    """The minutes that this reader may write, as they are now; a Refusal where there are none."""
    dialogue, group = find_to_write(number, context)
    minutes = context.work.minutes.of_dialogue(number)
    if minutes is None:
        raise Refusal(
            "There are no minutes of {reference} yet.",
            reference=dialogue.reference,
            step=NextStep.DRAFT_MINUTES,
            about=dialogue.reference,
        )
    return minutes, dialogue, group


def find_open(number: int, context: Context) -> tuple[Minutes, Dialogue, Group]:
    """The same, while they can be changed."""
    minutes, dialogue, group = find_draft(number, context)
    if minutes.status is MinutesStatus.READING:
        raise Refusal(
            "I am still reading the thread of {reference}. The draft comes after that.",
            reference=dialogue.reference,
        )
    if not minutes.open:
        raise Refusal(
            "The minutes of {reference} are sealed, so nothing was changed. "
            "To correct them, please begin a new version.",
            reference=dialogue.reference,
        )
    return minutes, dialogue, group


def change_minutes(minutes: Minutes, context: Context, did: str, detail: str | None = None) -> None:
    """Keep the change, with a line in the journal, and have what was posted of it redrawn."""
    dialogue, _ = find_dialogue(minutes.number, reader=Reader.system(), work=context.work)
    save_minutes(minutes, dialogue, work=context.work)
    context.record(did, dialogue, detail)


def save_minutes(minutes: Minutes, dialogue: Dialogue, *, work: UnitOfWork) -> None:
    """The audience is always the narrowest of what is in them."""
    within = [item.audience for item in work.agendas.of_dialogue(Reader.system(), dialogue)]
    within += [line.audience for line in work.minutes.lines_of(minutes.number)]
    audience = narrowest_audience(dialogue.audience, *within)
    work.minutes.change(replace(minutes, audience=audience, edits=minutes.edits + 1))
    redraw(minutes, work=work)


def redraw(minutes: Minutes, *, work: UnitOfWork) -> None:
    """What the chairs see of the draft is not true any more."""
    shown = [MessageKind.MINUTES, MessageKind.MINUTES_CIRCULATED]
    work.deliveries.mark_stale(SubjectType.DIALOGUE, minutes.reference, shown)


def threads_of(minutes: Minutes, dialogue: Dialogue, *, work: UnitOfWork) -> list[tuple[str, str]]:
    """(channel, ts) of each message whose thread is read for them, the oldest first."""
    about = (SubjectType.DIALOGUE, dialogue.reference)
    channel_id = work.groups.of_record(dialogue.group_id).channel_id
    posted = [post for kind in ROOTS for post in work.deliveries.posted_about(*about, kind)]
    found = {(p.posted_channel, p.posted_ts) for p in posted if p.recipient == channel_id}
    given = {tuple(thread.split(" ", 1)) for thread in minutes.threads}
    places = [(channel, ts) for channel, ts in (*found, *given) if channel and ts]
    return sorted(places, key=lambda place: place[1])


def dialogue_of_thread(channel: str, root: str, *, work: UnitOfWork) -> int | None:
    """The number of the dialogue to which a thread of this channel belongs, if any."""
    post = work.deliveries.posted_at(channel, root)
    if post is not None:
        theirs = post.subject_type is SubjectType.DIALOGUE and post.kind in ROOTS
        return read_reference(DIALOGUE, post.subject_id) if theirs else None
    group = work.groups.by_channel(channel)
    given = work.minutes.with_thread(group.id, f"{channel} {root}") if group else None
    return given.number if given else None


def dialogue_that_takes(
    channel: str, root: str, *, work: UnitOfWork
) -> tuple[Dialogue, Group, Minutes | None] | None:
    """The dialogue to whose minutes the lines of this thread belong, its group, and the minutes,
    if they are begun; None where it belongs to none, or its minutes are sealed."""
    number = dialogue_of_thread(channel, root, work=work)
    minutes = work.minutes.of_dialogue(number) if number is not None else None
    if number is None or (minutes is not None and not minutes.open):
        return None
    return *find_dialogue(number, reader=Reader.system(), work=work), minutes


def owed_minutes(
    kind: MessageKind,
    minutes: Minutes,
    recipient: str,
    due_at: datetime,
    *,
    occurrence: str = "",
    revision: int = 1,
) -> Owed:
    """Their subject is the dialogue, and only their readers get it."""
    about = (SubjectType.DIALOGUE, minutes.reference)
    readers = minutes.audience
    return owed_message(
        kind, about, recipient, due_at, readers, occurrence=occurrence, revision=revision
    )
