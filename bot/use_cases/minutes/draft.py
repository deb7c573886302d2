"""Draft minutes: begin them, read the thread again, and change their words."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.domain import MessageKind, NotValid, Refusal
from bot.domain.limits import tidied_text
from bot.domain.minutes import FIELD, Minutes, MinutesStatus
from bot.languages import N_
from bot.use_cases.context import Context
from bot.use_cases.minutes import rules


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftMinutes:
    """`thread`: (channel, ts) of a message whose thread belongs to the dialogue, where a chair
    points at one. `again`: read also what was read before."""

    number: int
    thread: tuple[str, str] | None = None
    again: bool = False


def draft_minutes(wish: DraftMinutes, context: Context) -> Minutes:
    """Begins the draft; the threads are read behind it, and the chair gets a message that says
    how far that is. A draft that is there already stays, and only what is new is read."""
    dialogue, group = rules.find_to_write(wish.number, context)
    if wish.thread is not None and wish.thread[0] != group.channel_id:
        raise Refusal(
            "This message is not in the channel of {group}. Nothing was changed.", group=group.name
        )
    thread = " ".join(wish.thread) if wish.thread else None
    minutes = context.work.minutes.of_dialogue(wish.number)
    is_new = minutes is None
    if minutes is None:
        minutes = Minutes(
            number=dialogue.number,
            group_id=group.id,
            audience=dialogue.audience,
            status=MinutesStatus.READING,
            asked_by=context.reader.user_id,
            asked_at=context.now,
        )
        context.work.minutes.add(minutes)
    known = thread is None or thread in minutes.threads
    # The message from which the minutes are run: each chair who asks has one.
    told = rules.owed_minutes(MessageKind.MINUTES, minutes, context.reader.user_id, context.now)
    context.work.deliveries.owe([told], context.now)
    if not minutes.open or not (is_new or wish.again or not known):
        return minutes
    threads = minutes.threads if known or thread is None else (*minutes.threads, thread)
    begun = replace(
        minutes,
        status=MinutesStatus.READING,
        threads=threads,
        read_root="",
        read_to="",
        messages_read=0,
        lease_until=None,
        trouble=None,
        circulated_until=None,
    )
    did = N_("drafted minutes") if is_new else N_("read the thread again")
    rules.change_minutes(begun, context, did)
    return begun


def write_notes(number: int, written: Mapping[str, str], context: Context) -> Minutes:
    """`written`: notes by agenda item's id, or GENERAL; those that are not named stay."""
    minutes, _, _ = rules.find_open(number, context)
    notes = dict(minutes.notes)
    for key, words in written.items():
        notes[key] = checked_note(words, field=f"note-{key}")
    notes = {key: words for key, words in notes.items() if words}
    if notes != dict(minutes.notes):
        minutes = replace(minutes, notes=notes)
        rules.change_minutes(minutes, context, N_("wrote minutes"))
    return minutes


def checked_note(words: str, *, field: str) -> str:
    """At most what a field of a form holds, so that it can be edited again."""
    tidy = tidied_text(words)
    if len(tidy) > FIELD:
        raise NotValid(
            "This note is {number} characters long; the limit is {most}. Please shorten it, "
            "or move a part to another note.",
            number=len(tidy),
            most=FIELD,
            field=field,
        )
    return tidy


@dataclass(frozen=True, slots=True, kw_only=True)
class LineWords:
    """A line as a chair wants it; no words leave it out. Owners (user ids) and day are an
    action's."""

    words: str
    owners: tuple[str, ...] = ()
    due_on: date | None = None


def check_lines(number: int, lines: Mapping[int, LineWords], context: Context) -> Minutes:
    """`lines`: what a chair says of each, by id. One that has become a record keeps its words."""
    minutes, _, _ = rules.find_open(number, context)
    changed = 0
    for line in context.work.minutes.lines_of(number):
        said = lines.get(line.id)
        if said is None or line.became is not None:
            continue
        words = tidied_text(said.words)
        after = replace(line, reworded=words or None, left_out=not words, checked=True)
        after = replace(after, owners=said.owners, due_on=said.due_on)
        if after != line:
            context.work.minutes.change_line(after)
            changed += 1
    if changed:
        rules.change_minutes(minutes, context, N_("checked lines of the minutes"), str(changed))
    return minutes


def set_chatham(number: int, on: bool, context: Context) -> Minutes:
    """Leave out all names and organisations from now on, or name them again."""
    minutes, _, _ = rules.find_open(number, context)
    if minutes.chatham is not on:
        minutes = replace(minutes, chatham=on)
        did = N_("set Chatham House on") if on else N_("set Chatham House off")
        rules.change_minutes(minutes, context, did)
    return minutes


def begin_correction(number: int, why: str, context: Context) -> Minutes:
    """A new version of sealed minutes, which starts from what the last one says."""
    minutes, dialogue, _group = rules.find_draft(number, context)
    if minutes.open:
        raise Refusal(
            "The minutes of {reference} are not sealed: please just edit them.",
            reference=dialogue.reference,
        )
    why = checked_note(why, field="why")
    if not why:
        raise NotValid("Please say what is corrected.", field="why")
    after = replace(minutes, status=MinutesStatus.DRAFT, version=minutes.version + 1)
    after = replace(after, correcting=why, circulated_until=None)
    rules.change_minutes(after, context, N_("began to correct the minutes"), why)
    return after
