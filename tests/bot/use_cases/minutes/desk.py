"""A dialogue that is over, its thread as a port of tests serves it, and a chair who writes."""

from dataclasses import dataclass, field, replace
from datetime import timedelta

from bot.domain.delivery import State, SubjectType
from bot.domain.errors import TryLater
from bot.domain.message_kind import MessageKind
from bot.ports.directory import ThreadMessage, ThreadPage
from bot.use_cases.dialogues.messages.schedule_messages import owed_for
from bot.use_cases.minutes.draft import DraftMinutes, draft_minutes
from bot.use_cases.minutes.look import NoteEmoji, note_emoji
from bot.use_cases.minutes.read_thread import ReadThreads
from bot.use_cases.minutes.seal import SealMinutes, seal_minutes
from tests.bot.use_cases.dialogues.town import AMARA, HOUR, START, TECH, Town, settle_in
from tests.databases import WORKSPACE
from tests.ports import ToldDirectory

OVER = START + 2 * HOUR
ROOT = "1796738400.000100"


def ts(number):
    """The name of a message that was said this many seconds after the first."""
    return f"{1796738400 + number}.000100"


@dataclass
class ToldThreads:
    """Pages of the thread below ROOT; each call takes an error off `troubles`, if any is left.

    Other threads are empty; `roots` names them all.
    """

    messages: list = field(default_factory=list)
    page_size: int = 3
    troubles: list = field(default_factory=list)
    asked: list = field(default_factory=list)
    roots: list = field(default_factory=list)
    marked: list = field(default_factory=list)

    async def mark(self, channel, ts, on):
        self.marked.append((ts, on))

    async def message(self, channel, ts):
        self.asked.append((channel, ts))
        trouble = self.troubles.pop(0) if self.troubles else None
        if trouble is not None:
            raise trouble
        return next(((ROOT, one) for one in self.messages if one.ts == ts), None)

    async def page(self, channel, root, after, cursor):
        self.roots.append(root)
        if root != ROOT:
            return ThreadPage(messages=(), cursor="")
        self.asked.append((root, after, cursor))
        trouble = self.troubles.pop(0) if self.troubles else None
        if trouble is not None:
            raise trouble
        later = [one for one in self.messages if one.ts > after]
        first = int(cursor or 0)
        some = tuple(later[first : first + self.page_size])
        end = first + self.page_size
        return ThreadPage(messages=some, cursor=str(end) if end < len(later) else "")


@dataclass
class ToldCanvases:
    """What was added where; each call takes an error off `troubles`, if any is left."""

    added: list = field(default_factory=list)
    troubles: list = field(default_factory=list)

    async def add(self, channel, markdown, mark):
        trouble = self.troubles.pop(0) if self.troubles else None
        if trouble is not None:
            raise trouble
        self.added.append((channel, markdown, mark))


class Desk:
    """A town with D1, which Convenor opened in TECH at ROOT."""

    def __init__(self, database):
        self.database, self.pauses, self.now = database, [], OVER
        self.threads = ToldThreads()
        self.canvases = ToldCanvases()
        self.directory = ToldDirectory()
        with database.transaction(WORKSPACE) as work:
            work.workspaces.keep_installed("Network", "UBOT", Town.NOW)
            town = settle_in(work)
            self.directory.channels = dict(town.presence)
            self.directory.people = {user: town.facts(user) for user in Town.CAST}
            dialogue = town.schedule(AMARA)
            owed = owed_for(MessageKind.BEGINS, dialogue, TECH, START)
            work.deliveries.owe([owed], START)
        self._post_root()

    def _post_root(self):
        for now in (Town.NOW, START):
            with self.database.transaction_of_all() as work:
                due = {"lease_until": now + HOUR, "limit": 50, "apart": timedelta(0)}
                for row in work.queue.claim_due(now, **due):
                    begins = row.kind is MessageKind.BEGINS
                    place = {"posted_channel": row.recipient}
                    place["posted_ts"] = ROOT if begins else "1.000001"
                    work.queue.settle_row(row, State.SENT, now, **place)

    def says(self, user_id, text, second, **more):
        self.threads.messages.append(ThreadMessage(ts=ts(second), user=user_id, text=text, **more))

    def chooses_emoji(self, *names):
        """For decisions, actions and notes."""

        def job(town):
            group = town.work.groups.get(town.tech.id)
            town.work.groups.change(replace(group, line_emoji=names))

        self.write(job)

    def hears_of_emoji(self, ts, emoji="ballot_box", asked="event:1"):
        def job(town):
            group = town.work.groups.get(town.tech.id)
            wish = NoteEmoji(channel=TECH, ts=ts, emoji=emoji, asked=asked)
            note_emoji(wish, group, work=town.work)

        self.write(job)

    def write(self, job):
        with self.database.transaction(WORKSPACE) as work:
            return job(Town(work=work, presence=self.directory.channels))

    def look(self, job):
        with self.database.transaction(WORKSPACE, write=False) as work:
            return job(Town(work=work, presence=self.directory.channels))

    def draft(self, user_id=AMARA, **wish):
        wish = DraftMinutes(number=1, **wish)
        return self.write(lambda town: draft_minutes(wish, town.by(user_id, self.now)))

    @property
    def minutes(self):
        return self.look(lambda town: town.work.minutes.of_dialogue(1))

    @property
    def lines(self):
        return self.look(lambda town: town.work.minutes.lines_of(1))

    def reader(self):
        async def pause(seconds):
            self.pauses.append(seconds)

        return ReadThreads(
            memory=self.database,
            threads=self.threads,
            canvases=self.canvases,
            directory=self.directory,
            now=lambda: self.now,
            pause=pause,
        )

    def told(self):
        """Deliveries about the draft."""
        about = (SubjectType.DIALOGUE, "D1", MessageKind.MINUTES)
        return self.look(lambda town: town.work.deliveries.posted_about(*about))


def seal(desk, user_id=AMARA, **seen):
    """The version that comes of the draft as it is now; `seen`: what the chair saw instead."""
    now = desk.minutes
    wish = SealMinutes(
        **{"number": 1, "version": now.version, "edits": now.edits, "read": {}} | seen
    )
    return desk.write(lambda town: seal_minutes(wish, town.by(user_id, desk.now)))


LIMITED = TryLater("ratelimited", retry_after=30.0)
