"""Checks a roster file, whichever shape it has, and imports it, or names each mistake's place."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar

from bot.domain import NotValid, OrganisationKind, Refusal
from bot.domain.countries_and_languages import read_country
from bot.domain.known_names import fold_name
from bot.domain.limits import NAME, checked_text, one_line
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.roster.entries import OrganisationEntry, PersonEntry, Problems
from bot.use_cases.roster.import_entries import NOTHING, import_entries
from bot.use_cases.roster.import_report import RosterReport
from bot.use_cases.roster.rules import read_zone
from handlers.cli.roster.people import KnownPeople, WorkspacePeople
from handlers.cli.roster.raw import Cell, RawOrganisation, RawPerson, place
from handlers.cli.roster.table_shape import TableShape, is_table
from handlers.cli.roster.yaml_shape import YamlShape

T = TypeVar("T")

_WORDS = {
    **dict.fromkeys(("true", "yes", "y", "x", "1"), True),
    **dict.fromkeys(("false", "no", "n", "0"), False),
}
_NOBODY = frozenset({"none", "nobody"})


@dataclass
class Checks:
    """One check of one file; `notes` are for the person who imports it."""

    _known: KnownPeople
    _problems: Problems
    _names: dict[str, int] = field(default_factory=dict)
    _people: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def check(self, organisations: list[RawOrganisation]) -> tuple[OrganisationEntry, ...]:
        """What can be read; where a problem was told, nothing of it may be written."""
        return tuple(entry for raw in organisations if (entry := self._organisation(raw)))

    def _organisation(self, raw: RawOrganisation) -> OrganisationEntry | None:
        where = place(raw.line)
        for needed in ("name", "kind", "country", "zone"):
            if needed not in raw.fields:
                self._problems.tell(where, f"this organisation has no {needed}")
        name = self._read(raw.fields.get("name"), self._free_name)
        kind = self._read(raw.fields.get("kind"), _kind)
        country = self._read(raw.fields.get("country"), _country)
        zone = self._read(raw.fields.get("zone"), lambda cell: read_zone(_text(cell)))
        aliases = [a for cell in raw.aliases if (a := self._read(cell, self._free_alias))]
        people = [(p, one) for one in raw.people if (p := self._person(one))]
        self._check_deputies(people)
        if name is None or kind is None or country is None or zone is None:
            return None
        return OrganisationEntry(
            name=name,
            kind=kind,
            country=country,
            zone=zone,
            aliases=tuple(aliases),
            people=tuple(person for person, _ in people),
            where=where,
        )

    def _person(self, raw: RawPerson) -> PersonEntry | None:
        """The surest of id, address and name counts."""
        said = raw.fields
        cell = next((said[field] for field in ("id", "email", "name") if field in said), None)
        if cell is None:
            self._problems.tell(place(raw.line), "this person has no id, e-mail address or name")
            return None
        user_id = self._read(cell, self._user_id)
        secretariat = self._read(said.get("secretariat"), _yes_or_no)
        deputy = self._read(said.get("deputy"), self._deputy)
        if not user_id:
            return None
        if secretariat and user_id in self._known.guests:
            words = "a guest of this workspace is never of the secretariat"
            self._problems.tell(said["secretariat"].where, words)
        return PersonEntry(user_id=user_id, secretariat=secretariat, deputy=deputy)

    def _check_deputies(self, people: list[tuple[PersonEntry, RawPerson]]) -> None:
        """A deputy is another person of the same organisation, named in the file."""
        named = {person.user_id for person, _ in people}
        for person, raw in people:
            if person.deputy and person.deputy not in named - {person.user_id}:
                words = f"{person.deputy} is not another person of this organisation in the file"
                self._problems.tell(raw.fields["deputy"].where, words)

    def _free_name(self, cell: Cell) -> str:
        name = self._name(cell, "The name")
        key = fold_name(name)
        if key in self._names:
            raise Refusal(f"“{name}” is on line {self._names[key]} already")
        self._names[key] = cell.line
        return name

    def _free_alias(self, cell: Cell) -> str:
        if any(sign in cell.text for sign in ",;"):
            raise Refusal(f"“{cell.text}” is one name only, without commas and semicolons")
        return self._free_name(cell)

    def _name(self, cell: Cell, what: str) -> str:
        typed = one_line(_text(cell))
        if cell.cut_off[:2] == "# ":
            self.notes.append(f"{cell.where}: Behind “{typed}”, “{cell.cut_off}” is a comment.")
        elif cell.cut_off:
            raise Refusal(
                f"“{cell.cut_off}” is left out behind the name, because # begins a comment. "
                f'If it belongs to the name, please put it in quotes: "{typed} {cell.cut_off}"'
            )
        return checked_text(typed, NAME, field="name", what=what)

    def _user_id(self, cell: Cell) -> str:
        user_id = self._known.find(_text(cell))
        if user_id in self._people:
            raise Refusal(f"{user_id} is on line {self._people[user_id]} already")
        self._people[user_id] = cell.line
        person = self._known.get(user_id)
        if person is not None and person.is_bot:
            raise Refusal(f"{person.name} is an app, and no person")
        if person is not None and not person.active:
            self.notes.append(f"{cell.where}: {person.name} ({user_id}) has left this workspace.")
        elif self._known.is_stranger(user_id):
            self.notes.append(f"{cell.where}: {user_id} is not among this workspace's own people.")
        return user_id

    def _deputy(self, cell: Cell) -> str:
        typed = _text(cell)
        return "" if typed.lower() in _NOBODY else self._known.find(typed)

    def _read(self, cell: Cell | None, reader: Callable[[Cell], T]) -> T | None:
        """What `reader` makes of a value, or None with the problem told."""
        if cell is None:
            return None
        try:
            return reader(cell)
        except Refusal as refusal:
            self._problems.tell(cell.where, refusal.words)
            return None


def _text(cell: Cell) -> str:
    if cell.trouble:
        raise Refusal(cell.trouble)
    return cell.text


def _kind(cell: Cell) -> OrganisationKind:
    typed = _text(cell)
    try:
        return OrganisationKind(typed.lower())
    except ValueError:
        raise Refusal(f"the kind “{typed}” is neither member nor observer") from None


def _country(cell: Cell) -> str:
    typed = _text(cell)
    try:
        return read_country(typed)
    except NotValid as refusal:
        raise Refusal(f"“{typed}” is no country that I know. {refusal.words}") from refusal


def _yes_or_no(cell: Cell) -> bool:
    typed = _text(cell)
    if typed.lower() not in _WORDS:
        raise Refusal(f"“{typed}” is neither true nor false")
    return _WORDS[typed.lower()]


def read_roster(
    text: str, people: KnownPeople, *, table: bool = False
) -> tuple[tuple[OrganisationEntry, ...], tuple[str, ...]]:
    """What the text of a file says, and notes to the person who imports it.

    RosterFileWrong (a Refusal) names, line by line, everything that is wrong. `table`: it is one,
    whatever its first row says.
    """
    problems = Problems()
    is_yaml = not (table or is_table(text))
    shape = YamlShape(text, problems) if is_yaml else TableShape(text, problems)
    checks = Checks(people, problems)
    entries = checks.check(shape.read())
    problems.demand_none()
    return entries, (*shape.notes, *checks.notes)


def import_roster(
    text: str,
    *,
    work: UnitOfWork,
    now: datetime,
    listing: WorkspacePeople | None = None,
    table: bool = False,
    renames: Mapping[str, str] = NOTHING,
    remove: bool = False,
) -> RosterReport:
    """Import the text of a file; the report's `str` says what changed.

    `listing` None: people are those who are known here already. RosterFileWrong as in
    `read_roster`; nothing is written then. Importing the same text again changes nothing.
    """
    people = KnownPeople(work.people.all(), listing)
    entries, notes = read_roster(text, people, table=table)
    report = import_entries(
        entries, work=work, now=now, renames=renames, remove=remove, names=people.names
    )
    return replace(report, notes=notes)
