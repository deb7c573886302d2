"""The minutes as Markdown: one text from which message, file, canvas and forms are made."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain import Dialogue, Group, Reader
from bot.domain.dialogue import AgendaItem, ItemStatus
from bot.domain.markers import LineKind
from bot.domain.minutes import GENERAL, Line, Minutes, Redaction
from bot.domain.reference import ACTION, read_reference
from bot.domain.wording import count, spell_day, spell_minutes, spell_moment
from bot.languages import ENGLISH, speaking
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.actions.show import names_for

_MARKUP = re.compile(r"([\\`*_\[\]<>#|~])")
_BEGINS = re.compile(r"^(\d*)([-+.)])(?=\s)")


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRead:
    """What a line says: `owner` and `due_on` of an action as far as it says them clearly;
    `doubt`: why it was not made a record."""

    words: str
    owner: str = ""
    due_on: date | None = None
    doubt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """All that is in the minutes, before any of it is left out."""

    minutes: Minutes
    dialogue: Dialogue
    group: Group
    items: tuple[AgendaItem, ...]
    present: Mapping[str, tuple[str, ...]]
    """Names by organisation."""
    lines: tuple[Line, ...]
    read: Mapping[int, LineRead]
    links: tuple[str, ...]


def gather(
    minutes: Minutes,
    dialogue: Dialogue,
    group: Group,
    read: Mapping[int, LineRead],
    links: Sequence[str] = (),
    *,
    work: UnitOfWork,
) -> Sources:
    """`read`: what each line says, by id. `links`: where its thread can be found."""
    attendees = work.attendance.of_dialogue(dialogue.number)
    people = work.people.by_ids([attendee.user_id for attendee in attendees])
    bodies = work.organisations.names()
    present: dict[str, list[str]] = {}
    for attendee in attendees:
        body = bodies.get(attendee.organisation_id or 0, "No organisation")
        known = people.get(attendee.user_id)
        present.setdefault(body, []).append(known.name if known else attendee.user_id)
    return Sources(
        minutes=minutes,
        dialogue=dialogue,
        group=group,
        items=items_of(dialogue, work=work),
        present={
            body: tuple(sorted(names, key=str.casefold))
            for body, names in sorted(present.items(), key=lambda one: one[0].casefold())
        },
        lines=tuple(line for line in work.minutes.lines_of(minutes.number) if not line.left_out),
        read=read,
        links=tuple(dict.fromkeys(link for link in (dialogue.link, *links) if link)),
    )


def items_of(dialogue: Dialogue, *, work: UnitOfWork) -> tuple[AgendaItem, ...]:
    """What was on its agenda, in order: also what is carried over since, where it stood."""
    found = work.agendas.of_dialogue(Reader.system(), dialogue)
    stood = (ItemStatus.ACCEPTED, ItemStatus.CARRIED)
    shown = [item for item in found if item.position and item.status in stood]
    return tuple(sorted(shown, key=lambda item: (item.position, item.id)))


@speaking(ENGLISH)
def compose(sources: Sources, *, work: UnitOfWork) -> str:
    """The canonical Markdown, in English for all. Under Chatham House no name and no organisation
    is in it."""
    return _Writer(sources, redaction(sources.minutes, work), work).whole()


def redaction(minutes: Minutes, work: UnitOfWork) -> Callable[[str], str]:
    """Under Chatham House it takes out the names of all people and organisations that are kept."""
    if not minutes.chatham:
        return str
    people = work.people.all()
    return Redaction(
        (name for person in people for name in (person.name, *person.aliases)),
        (name for body in work.organisations.all() for name in (body.name, *body.aliases)),
    )


def literal(words: str) -> str:
    """Words that Markdown shows as they are, on one line."""
    return _BEGINS.sub(r"\1\\\2", _MARKUP.sub(r"\\\1", " ".join(words.split())))


@dataclass(frozen=True, slots=True)
class _Writer:
    sources: Sources
    redact: Callable[[str], str]
    work: UnitOfWork

    def whole(self) -> str:
        numbers = range(1, len(self.sources.items) + 1)
        loose = [line for line in self._infos() if line.item not in numbers]
        # An address that holds a name is left out as a whole.
        links = [link for link in self.sources.links if self.redact(link) == link]
        sections = [
            self._head(),
            self._present(),
            self._agenda(),
            self._section("Notes", self._notes(GENERAL, loose)),
            self._section("Decisions", self._of_kind(LineKind.DECISION)),
            self._section("Actions", self._of_kind(LineKind.ACTION)),
            self._section("To be checked", self._doubtful()),
            self._section("Links", links),
        ]
        return "\n\n".join(part for part in sections if part) + "\n"

    def _head(self) -> str:
        minutes, dialogue = self.sources.minutes, self.sources.dialogue
        wall = spell_moment(dialogue.starts_at, dialogue.zone)
        lines = [
            f"# Minutes of {dialogue.reference}: {self._said(dialogue.title)}",
            "",
            f"- Group: {self._said(self.sources.group.name)}",
            f"- Date: {spell_moment(dialogue.starts_at, 'UTC')}",
            *([f"- Local time: {wall}"] if dialogue.zone != "UTC" else []),
            f"- Length: {spell_minutes(dialogue.minutes)}",
            f"- Version: {minutes.version}",
        ]
        if minutes.correcting:
            why = self._said(minutes.correcting)
            lines.append(f"- Corrects version {minutes.version - 1}: {why}")
        if minutes.chatham:
            lines.append("- Chatham House: names and organisations are left out")
        return "\n".join(lines)

    def _present(self) -> str:
        present = self.sources.present
        if not present:
            return "## Present\n\nWho was there has not been noted."
        if self.sources.minutes.chatham:
            people = count(sum(map(len, present.values())), "person", "people")
            bodies = count(len(present), "organisation", "organisations")
            return f"## Present\n\n{people} of {bodies}"
        named = (f"{literal(body)}: {literal(', '.join(who))}" for body, who in present.items())
        return self._section("Present", list(named))

    def _agenda(self) -> str:
        if not self.sources.items:
            return ""
        parts = ["## Agenda"]
        for place, item in enumerate(self.sources.items, 1):
            later = ", carried over" if item.status is ItemStatus.CARRIED else ""
            length = spell_minutes(item.minutes)
            parts.append(f"### {place}. {self._said(item.title)} ({length}{later})")
            lines = [line for line in self._infos() if line.item == place]
            if notes := self._notes(str(item.id), lines):
                parts.append(_listed(notes))
        return "\n\n".join(parts)

    def _notes(self, key: str, lines: Iterable[Line]) -> list[str]:
        """What the chair wrote, each paragraph a point, and the information of the thread."""
        written = self.sources.minutes.notes.get(key, "").split("\n")
        points = [self._said(words) for words in written if words.strip()]
        return [*points, *(self._said(self._read(line).words) for line in lines)]

    def _infos(self) -> list[Line]:
        return [line for line in self.sources.lines if line.kind is LineKind.INFO]

    def _of_kind(self, kind: LineKind) -> list[str]:
        """Records by their reference, then what is clear and no record yet."""
        return [
            self._point(line, record)
            for line in self.sources.lines
            if line.kind is kind and (line.became or not self._read(line).doubt)
            for record in line.records or ("",)
        ]

    def _point(self, line: Line, record: str) -> str:
        """`record` "": nothing was made of it yet."""
        read = self._read(line)
        said = f"{record} {self._said(read.words)}".lstrip()
        if line.kind is not LineKind.ACTION:
            return said
        owner, due_on = self._promise(record, read)
        who = f" — {literal(owner)}" if owner and not self.sources.minutes.chatham else ""
        return f"{said}{who}{f', due {spell_day(due_on)}' if due_on else ''}"

    def _promise(self, record: str, read: LineRead) -> tuple[str, date | None]:
        """Who owns it and when it is due: of a record, as it is now."""
        if not record:
            return read.owner, read.due_on
        action = self.work.actions.get(Reader.system(), read_reference(ACTION, record))
        if action is None:
            return read.owner, read.due_on
        return names_for([action], work=self.work).of_owner(action), action.due_on

    def _doubtful(self) -> list[str]:
        return [
            f"{line.kind.value.capitalize()}: {self._said(read.words)} ({self._said(read.doubt)})"
            for line in self.sources.lines
            for read in [self._read(line)]
            if line.kind is not LineKind.INFO and not line.became and read.doubt
        ]

    def _read(self, line: Line) -> LineRead:
        return self.sources.read.get(line.id) or LineRead(words=line.reworded or line.text)

    def _said(self, words: str) -> str:
        return literal(self.redact(words))

    def _section(self, heading: str, points: Sequence[str]) -> str:
        return f"## {heading}\n\n{_listed(points)}" if points else ""


def _listed(points: Sequence[str]) -> str:
    return "\n".join(f"- {point}" for point in points)
