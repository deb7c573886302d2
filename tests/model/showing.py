"""Everything that Convenor shows, at the moment at which it is shown, with who can read it then."""

import re
import zipfile
from collections import defaultdict
from dataclasses import dataclass
from io import BytesIO

from handlers.slack.kit.catalogue import COMMANDS
from tests.model.secrets import MARK

_HIDDEN = frozenset(
    "value block_id action_id callback_id private_metadata external_id type id hash".split()
)
"""What a payload has for Convenor alone: Slack shows it to nobody."""
_EXAMPLES = [example for c in COMMANDS for verb in c.verbs for example in verb.examples]
"""Of the help, which anyone may read: their names are made up, and some are those of people."""
_ID = re.compile(r"\bU0[A-Z0-9]{7,9}\b")
_CALENDAR = re.compile(r"https?://[\w.:]+/calendar/[\w-]+\.ics")


@dataclass(frozen=True)
class Sight:
    """One thing that was shown. `channel`: where everyone in it sees it; None: one person's."""

    where: str
    readers: frozenset
    words: str
    people: frozenset
    """Ids of the people that it names."""
    channel: str | None = None
    ts: str | None = None

    @property
    def marks(self):
        return frozenset(MARK.findall(self.words))


@dataclass(frozen=True)
class Button:
    """A button as it was shown once, for whoever presses it whenever.

    `channel` "": it was shown in a form or in a direct message.
    """

    action_id: str
    value: str
    channel: str
    seen_by: frozenset

    @property
    def key(self):
        return self.action_id, self.value, self.channel


class Showing:
    """Watches a running sandbox: messages, modals, Home tabs and files, from the inside."""

    def __init__(self, core):
        self._core = core
        self._workspace = core.workspace
        self._names = {p.name: p.id for p in core.workspace.people if not p.is_bot}
        self._names |= {p.real_name: p.id for p in core.workspace.people if not p.is_bot}
        longest = sorted(self._names, key=len, reverse=True)
        names = "|".join(re.escape(name) for name in longest)
        self._named = re.compile(rf"(?<![\w-])(?:{names})(?![\w-])")
        self._bot = core.workspace.bot.id
        self.sights = []
        self.standing = {}
        """Marks of what Convenor has in channels and direct messages, by (channel, ts)."""
        self.buttons = {}
        self.calendars = {}
        """The newest address that each person was told."""
        self.homes = {}
        """What each person's Home shows now."""
        self.named = defaultdict(set)
        """Ids of the people that each person has named."""
        self._watch(core.workspace.messages, "save", self._saved)
        self._watch(core.workspace.messages, "remove", self._removed)
        for deed in ("push", "update", "publish"):
            self._watch(core.modals, deed, None, after=self._opened)

    def taken(self):
        """What was shown since it was asked last."""
        sights, self.sights = self.sights, []
        return sights

    def knows(self, person, words):
        """Somebody named people: an answer may repeat that."""
        self.named[person] |= self._people_in(words)

    def answered(self, person, channel, body):
        """The body of an acknowledgement that the sandbox's page would show."""
        if body:
            is_direct = self._workspace.conversations.get(channel).kind == "im"
            self._show("an answer", {person}, body, "" if is_direct else channel)

    def fetched(self, person, what, words):
        self.sights.append(Sight(what, frozenset({person}), words, self._people_in(words)))

    @staticmethod
    def _watch(owner, name, before, after=None):
        real = getattr(owner, name)

        def watched(*args, **named):
            if before is not None:
                before(*args)
            answer = real(*args, **named)
            if after is not None:
                after(answer)
            return answer

        setattr(owner, name, watched)

    def _saved(self, message):
        if message.user != self._bot:
            return
        room = self._workspace.conversations.get(message.channel)
        is_direct = room.kind == "im"
        humans = {p.id for p in self._workspace.people if not p.is_bot and not p.deleted}
        content = {"text": message.text, "blocks": message.blocks}
        if message.to is not None:
            self._show("a private answer", {message.to}, content, "" if is_direct else room.id)
        elif is_direct:
            files = [self._file(f) for f in message.files or ()]
            readers = humans & set(room.members)
            sight = self._show("a direct message", readers, [content, files], "")
            if not files:
                self.standing[message.channel, message.ts] = sight.marks
        else:
            readers = humans if room.kind == "public" else humans & set(room.members)
            where = f"#{room.name}"
            sight = self._show(where, readers, content, message.channel, stands=message.ts)
            self.standing[message.channel, message.ts] = sight.marks

    def _file(self, shared):
        file = self._workspace.files.get(shared["id"])
        read = not file.mimetype.startswith("image/")
        content = self._workspace.files.content(file) if read else b""
        words = "\n".join(one.decode() for one in _unpacked(content))
        return {"text": words.replace("\r\n ", ""), "title": file.title}

    def _removed(self, message):
        self.standing.pop((message.channel, message.ts), None)

    def _opened(self, view):
        if view.content["type"] == "home":
            self.homes[view.user] = view.content
            self._show("the Home", {view.user}, view.content, "")
            return
        self._show(f"the form {_text(view.content.get('title'))!r}", {view.user}, view.content, "")

    def _show(self, where, readers, content, channel, stands=None):
        words = "\n".join(_shown(content))
        readers = frozenset(readers)
        sight = Sight(
            where,
            readers,
            words,
            self._people_in(words),
            channel if stands else None,
            stands,
        )
        self.sights.append(sight)
        for element in _pressable(content):
            key = element["action_id"], element.get("value", ""), channel
            seen_by = readers | self.buttons[key].seen_by if key in self.buttons else readers
            self.buttons[key] = Button(*key, frozenset(seen_by))
        if len(readers) == 1 and (address := _CALENDAR.search(words)):
            self.calendars[next(iter(readers))] = address[0]
        return sight

    def _people_in(self, words):
        for example in _EXAMPLES:
            words = words.replace(example, "")
        named = {self._names[name] for name in self._named.findall(words)}
        return frozenset(named | set(_ID.findall(words)) - {self._bot})


def _unpacked(content):
    """The file itself, or those in a ZIP."""
    if not content.startswith(b"PK"):
        return [content]
    with zipfile.ZipFile(BytesIO(content)) as pack:
        return [pack.read(name) for name in pack.namelist()]


def _text(found):
    return found.get("text", "") if isinstance(found, dict) else ""


def _shown(found):
    """Every text that a person's Slack would show of this content."""
    if isinstance(found, str):
        yield found
    elif isinstance(found, dict):
        for key, value in found.items():
            if key not in _HIDDEN:
                yield from _shown(value)
    elif isinstance(found, list):
        for part in found:
            yield from _shown(part)


def _pressable(found):
    if isinstance(found, dict):
        if found.get("type") == "button" and "url" not in found:
            yield found
        for value in found.values():
            yield from _pressable(value)
    elif isinstance(found, list):
        for part in found:
            yield from _pressable(part)
