"""Takes a message of a thread as it is now, as soon as the platform tells of it."""

from dataclasses import dataclass

from bot.domain.markers import read_lines, read_whole
from bot.use_cases.context import Context
from bot.use_cases.minutes.lines import Message, keep_lines, may_be_marked_by
from bot.use_cases.minutes.rules import dialogue_that_takes, save_minutes


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeMessage:
    """`root`: the first message of its thread; `text`: as the platform wrote it, "" for none.

    `asked`: names the change, for a look at the emoji under the message.
    """

    channel: str
    root: str
    ts: str
    text: str
    asked: str


def take_message(wish: TakeMessage, context: Context) -> bool:
    """Whether the lines of a dialogue changed; `context.reader` is who wrote it.

    Not after the minutes are sealed. What an emoji marked stays marked with its words of now.
    """
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
    message = Message(
        channel=wish.channel,
        root=wish.root,
        ts=wish.ts,
        author=context.reader.user_id,
        lines=lines,
        allowed=allowed,
    )
    changed = keep_lines(message, dialogue, work=work)
    if changed and minutes is not None:
        save_minutes(minutes, dialogue, work=work)
    return changed
