"""Looks at messages under which an emoji changed, and marks those that were taken.

No event tells all that is under a message now.
"""

import logging
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from bot.domain import Group, NotSent, TryLater
from bot.domain.audience import ChannelFacts
from bot.domain.markers import MarkedLine, kinds_by_emoji, read_lines, read_whole
from bot.domain.person import PersonFacts
from bot.ports.directory import Directory, ThreadMessage, Threads
from bot.ports.unit_of_work import Memory, UnitOfWork
from bot.use_cases.identify import identify_person
from bot.use_cases.minutes.lines import Message, keep_lines, may_be_marked_by
from bot.use_cases.minutes.rules import dialogue_that_takes, save_minutes


@dataclass(frozen=True, slots=True)
class Markers:
    """What the platform says of those who marked something, and who is in the channel."""

    facts: Mapping[str, PersonFacts]
    presence: Mapping[str, ChannelFacts]
    secretariat: Collection[str]
    now: datetime

    def read(
        self,
        said: ThreadMessage | None,
        place: tuple[str, str, str],
        group: Group,
        work: UnitOfWork,
    ) -> Message:
        """The message at (channel, root, ts) as it is now; None: it is there no more. The rights of
        who wrote a marked line count; of a message that an emoji marks, those of who put it
        there."""
        author = said.user if said else ""
        lines = read_lines(said.text) if said and author else ()
        allowed = bool(lines) and self._may(author, group, work)
        if said is not None and author and not lines:
            lines = self._by_emoji(said, group, work)
            allowed = bool(lines)
        return Message(*place, author=author, lines=lines, allowed=allowed)

    def _by_emoji(
        self, said: ThreadMessage, group: Group, work: UnitOfWork
    ) -> tuple[MarkedLine, ...]:
        for emoji, kind in kinds_by_emoji(group.line_emoji).items():
            if any(self._may(user, group, work) for user in said.emoji.get(emoji, ())):
                return read_whole(said.text, kind)
        return ()

    def _may(self, user_id: str, group: Group, work: UnitOfWork) -> bool:
        facts = self.facts.get(user_id)
        named = self.secretariat
        reader = identify_person(
            user_id, facts, self.presence, work=work, now=self.now, secretariat=named
        )[1]
        return may_be_marked_by(reader, group)


async def find_markers(
    messages: Iterable[ThreadMessage], place: tuple[str, str], memory: Memory, directory: Directory
) -> tuple[Mapping[str, PersonFacts], Mapping[str, ChannelFacts]]:
    """Facts of who marked one of them, and of the channel; `place`: (workspace, channel)."""
    workspace_id, channel = place
    group = await memory.read(workspace_id, lambda work: work.groups.by_channel(channel))
    emoji = kinds_by_emoji(group.line_emoji) if group else {}
    users: set[str] = set()
    for one in messages:
        users |= {one.user} if one.user and read_lines(one.text) else set()
        users |= {user for name in emoji for user in one.emoji.get(name, ())}
    found = [await directory.person(workspace_id, user) for user in sorted(users)]
    here = await directory.channel(workspace_id, channel)
    facts = {one.user_id: one for one in found if one is not None}
    return facts, {channel: here} if here is not None else {}


log = logging.getLogger(__name__)

_AT_ONCE = 50
_PATIENCE = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteEmoji:
    """`asked`: names the change, so that one which comes during a look is looked at again."""

    channel: str
    ts: str
    emoji: str
    asked: str


def note_emoji(wish: NoteEmoji, group: Group, *, work: UnitOfWork) -> None:
    """Have the message looked at, where the emoji is one that the group chose."""
    if wish.emoji in kinds_by_emoji(group.line_emoji):
        work.minutes.want_look(wish.channel, wish.ts, wish.asked)


@dataclass(kw_only=True)
class LookAtMessages:
    memory: Memory
    threads: Threads
    directory: Directory
    now: Callable[[], datetime]
    pause: Callable[[float], Awaitable[None]]
    secretariat: Collection[str] = frozenset()

    async def look(self, workspace_id: str) -> None:
        """All that wait; what the platform does not show any more is left."""
        while True:
            waiting = await self.memory.read(workspace_id, lambda w: w.minutes.looks(_AT_ONCE))
            if not waiting:
                return
            for one in waiting:
                await self._look_at(workspace_id, *one)

    async def _look_at(self, workspace_id: str, channel: str, ts: str, asked: str) -> None:
        try:
            found = await self.threads.message(channel, ts)
        except TryLater as later:
            await self.pause(later.retry_after or _PATIENCE)
            return
        except NotSent as trouble:
            log.warning("not_looked_at", extra={"error": trouble.code})
            found = None
        seen = None
        if found is not None:
            root, said = found
            place = (workspace_id, channel)
            people = await find_markers([said], place, self.memory, self.directory)
            seen = Markers(*people, self.secretariat, self.now()), root, said
        await self.memory.write(workspace_id, partial(_keep, seen, channel, ts, asked))


def _keep(
    seen: tuple[Markers, str, ThreadMessage] | None,
    channel: str,
    ts: str,
    asked: str,
    work: UnitOfWork,
) -> None:
    """What it marks now, where it is in a dialogue's thread and the minutes are open."""
    work.minutes.looked(channel, ts, asked)
    if seen is None:
        return
    markers, root, said = seen
    taking = dialogue_that_takes(channel, root, work=work)
    if taking is None:
        return
    dialogue, group, minutes = taking
    message = markers.read(said, (channel, root, ts), group, work)
    if keep_lines(message, dialogue, work=work) and minutes is not None:
        save_minutes(minutes, dialogue, work=work)


async def mark_messages(
    workspace_id: str, memory: Memory, threads: Threads, pause: Callable[[float], Awaitable[None]]
) -> None:
    """All that do not show what they should; what the platform refuses for good is left. A mark
    that is there already is as good as a new one, so nothing is lost or doubled where this is cut
    off."""
    while True:
        marks = await memory.read(workspace_id, lambda work: work.minutes.marks(_AT_ONCE))
        if not marks:
            return
        for channel, ts, wanted in marks:
            try:
                await threads.mark(channel, ts, wanted)
            except TryLater as later:
                await pause(later.retry_after or _PATIENCE)
                continue
            except NotSent as trouble:
                log.warning("not_marked", extra={"error": trouble.code})
            await memory.write(workspace_id, partial(_note_mark, channel, ts, wanted))


def _note_mark(channel: str, ts: str, shown: bool, work: UnitOfWork) -> None:
    work.minutes.marked(channel, ts, shown)
