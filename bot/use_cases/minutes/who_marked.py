"""Who marked messages of a thread, by a word in them or by an emoji that the group chose."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain import Group
from bot.domain.audience import ChannelFacts
from bot.domain.markers import MarkedLine, kinds_by_emoji, read_lines, read_whole
from bot.domain.person import PersonFacts
from bot.ports.directory import Directory
from bot.ports.threads import ThreadMessage
from bot.ports.unit_of_work import Memory, UnitOfWork
from bot.use_cases.identify import identify_person
from bot.use_cases.minutes.lines import Message, may_be_marked_by


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
        """The message at (channel, root, ts) as it is now; None: it is there no more.

        The rights of who wrote a marked line count; of a message that an emoji marks, those of
        who put it there.
        """
        author = said.user if said else ""
        lines = read_lines(said.text) if said and author else ()
        allowed = bool(lines) and self._may(author, group, work)
        if said is not None and author and not lines:
            lines = self._by_emoji(said, group, work)
            allowed = bool(lines)
        channel, root, ts = place
        return Message(
            channel=channel, root=root, ts=ts, author=author, lines=lines, allowed=allowed
        )

    def _by_emoji(
        self, said: ThreadMessage, group: Group, work: UnitOfWork
    ) -> tuple[MarkedLine, ...]:
        for emoji, kind in kinds_by_emoji(group.line_emoji).items():
            if any(self._may(user, group, work) for user in said.emoji.get(emoji, ())):
                return read_whole(said.text, kind)
        return ()

    def _may(self, user_id: str, group: Group, work: UnitOfWork) -> bool:
        reader = identify_person(
            user_id,
            self.facts.get(user_id),
            self.presence,
            work=work,
            now=self.now,
            secretariat=self.secretariat,
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
