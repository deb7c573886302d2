"""Keeps the marked lines of a message, as it is now: edits and deletions count until the end."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from bot.domain import Act, Dialogue, Group, Reader, may
from bot.domain.markers import WHOLE, LineKind, MarkedLine, read_lines, read_whole
from bot.domain.minutes import Line
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context
from bot.use_cases.minutes.rules import dialogue_that_takes, save_minutes


@dataclass(frozen=True, slots=True)
class Message:
    """A message of a thread with the lines that it marks now; none: it marks nothing (any more).
    `allowed`: who marked it may log actions and record decisions."""

    channel: str
    root: str
    ts: str
    author: str
    lines: Sequence[MarkedLine] = ()
    allowed: bool = False


def keep_lines(message: Message, dialogue: Dialogue, *, work: UnitOfWork) -> bool:
    """Whether anything changed. The message then shows that it is marked, or does no more. Who may
    not log an action or record a decision leaves information. A line that has become a record keeps
    its words, and says that its message was changed."""
    in_order = sorted(message.lines, key=lambda line: line.place)
    wanted = [ln if message.allowed else replace(ln, kind=LineKind.INFO) for ln in in_order]
    stored = list(work.minutes.lines_at(message.channel, message.ts))
    _keep_same_lines(wanted, stored, work)
    changed = _reword_lines(wanted, stored, work)
    for old in stored:
        if old.became is None:
            work.minutes.forget_lines([old.id])
            changed = True
        elif not old.changed:
            work.minutes.change_line(replace(old, changed=True))
            changed = True
    new = [
        Line(
            id=0,
            number=dialogue.number,
            channel=message.channel,
            root=message.root,
            ts=message.ts,
            place=line.place,
            kind=line.kind,
            item=line.item,
            text=line.text,
            author=message.author,
            said_at=said_at(message.ts),
            audience=dialogue.audience,
            by_emoji=line.place == WHOLE,
        )
        for line in wanted
    ]
    work.minutes.add_lines(new)
    if changed or new:
        left = work.minutes.lines_at(message.channel, message.ts)
        work.minutes.want_mark(message.channel, message.ts, bool(left))
    return changed or bool(new)


def _keep_same_lines(wanted: list[MarkedLine], stored: list[Line], work: UnitOfWork) -> None:
    """Take out of both lists what says the same, wherever in the message it stands now."""
    for line in list(wanted):
        same_as = line.kind, line.text, line.item
        same = next((old for old in stored if (old.kind, old.text, old.item) == same_as), None)
        if same is not None:
            stored.remove(same)
            wanted.remove(line)
            if same.place != line.place:
                work.minutes.change_line(replace(same, place=line.place))


def _reword_lines(wanted: list[MarkedLine], stored: list[Line], work: UnitOfWork) -> bool:
    """Take out of both lists what has other words in the same place; whether anything had."""
    changed = False
    for line in list(wanted):
        before = next((old for old in stored if old.place == line.place), None)
        if before is not None and before.became is None:
            stored.remove(before)
            wanted.remove(line)
            # What a chair had put in place of the former words was about those.
            said = replace(before, kind=line.kind, text=line.text, item=line.item, reworded=None)
            said = replace(said, owners=(), due_on=None, checked=False, left_out=False)
            work.minutes.change_line(said)
            changed = True
    return changed


def may_be_marked_by(reader: Reader, group: Group) -> bool:
    """Whether what this person marks becomes actions and decisions."""
    return all(may(reader, act, group.id) for act in (Act.LOG_ACTION, Act.RECORD_DECISION))


def said_at(ts: str) -> datetime:
    """The moment that the platform's name for a message says, aware UTC."""
    return datetime.fromtimestamp(float(ts), UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeMessage:
    """`root`: the first message of its thread; `text`: as the platform wrote it, "" for none.
    `asked`: names the change, for a look at the emoji under the message."""

    channel: str
    root: str
    ts: str
    text: str
    asked: str


def take_message(wish: TakeMessage, context: Context) -> bool:
    """Whether the lines of a dialogue changed; `context.reader` is who wrote it. Not after the
    minutes are sealed. What an emoji marked stays marked with its words of now."""
    work = context.work
    taking = dialogue_that_takes(wish.channel, wish.root, work=work)
    if taking is None:
        return False
    dialogue, group, minutes = taking
    lines = read_lines(wish.text)
    allowed = may_be_marked_by(context.reader, group)
    whole = next((ln for ln in work.minutes.lines_at(wish.channel, wish.ts) if ln.by_emoji), None)
    if whole is not None and not lines:
        lines, allowed = read_whole(wish.text, whole.kind), True
    elif wish.text and not lines and any(group.line_emoji):
        work.minutes.want_look(wish.channel, wish.ts, wish.asked)
    place = (wish.channel, wish.root, wish.ts)
    author = context.reader.user_id
    message = Message(*place, author=author, lines=lines, allowed=allowed)
    changed = keep_lines(message, dialogue, work=work)
    if changed and minutes is not None:
        save_minutes(minutes, dialogue, work=work)
    return changed
