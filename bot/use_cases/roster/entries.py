"""What a roster file says, checked, and which organisation of the roster each one is."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from bot.domain import Organisation, OrganisationKind, Person, Refusal
from bot.domain.known_names import Closeness, KnownNames, fold_name


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonEntry:
    """None in a field: the file says nothing about it. `deputy`: a user id of the same
    organisation, or "" for nobody."""

    user_id: str
    secretariat: bool | None = None
    deputy: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationEntry:
    """Checked values: `country` a code that `read_country` knows, `zone` an IANA key. `aliases` are
    added to those that are known. One that is on the roster as a name tells that the organisation
    was renamed. `where`: its line in words, such as "Line 4"."""

    name: str
    kind: OrganisationKind
    country: str
    zone: str
    aliases: tuple[str, ...] = ()
    people: tuple[PersonEntry, ...] = ()
    where: str = ""


class RosterFileWrong(Refusal):
    """`problems`: a sentence each, with its place; nothing was imported."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(["The roster was not imported.", *problems]))


class Problems:
    """All that is wrong with a file is told at once."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def tell(self, where: str, words: str) -> None:
        """`where` "": the whole file. `words`: a sentence; its first letter and end are seen to."""
        sentence = words[:1].upper() + words[1:] + ("" if words.endswith((".", "?")) else ".")
        self.found.append(f"{where}: {sentence}" if where else sentence)

    def demand_none(self) -> None:
        if self.found:
            raise RosterFileWrong(tuple(self.found))


@dataclass(frozen=True, slots=True)
class Match:
    """One organisation of a file; `known` None: it is new, and `wanted` has the id 0."""

    entry: OrganisationEntry
    known: Organisation | None
    wanted: Organisation


class Matching:
    """`known` and `people`: the roster as it is; `renames`: new names by old ones."""

    def __init__(
        self,
        known: Collection[Organisation],
        people: Iterable[Person],
        renames: Mapping[str, str],
        problems: Problems,
    ) -> None:
        self._known = known
        self._speakers: dict[int, set[str]] = {}
        for person in people:
            if person.organisation is not None:
                self._speakers.setdefault(person.organisation.id, set()).add(person.user_id)
        self._tell = problems.tell
        self._names = {_key(o.name): o for o in known}
        self._aliases = {_key(alias): o for o in known for alias in o.aliases}
        self._renamed = {_key(new): (old, new) for old, new in renames.items()}

    def match(self, entries: Collection[OrganisationEntry]) -> tuple[Match, ...]:
        """Each entry's match; where a problem is told, nothing of it may be written."""
        written = {_key(entry.name) for entry in entries}
        for key, (old, new) in self._renamed.items():
            if key not in written:
                self._tell("", f"“{new}”, the new name of “{old}”, is not in the file")
        matches = [self._match(entry) for entry in entries]
        claimed: dict[int, OrganisationEntry] = {}
        for match in matches:
            if match.known is not None:
                first = claimed.setdefault(match.known.id, match.entry)
                if first is not match.entry:
                    both = f"“{first.name}” and “{match.entry.name}” are names of one organisation"
                    self._tell(match.entry.where, f"{both}, {match.known.name}")
        lost = [o for o in self._known if o.id not in claimed]
        for match in matches:
            if match.known is None:
                self._ask_whether_renamed(match.entry, lost)
        self._demand_names_free(matches, lost)
        return tuple(matches)

    def _match(self, entry: OrganisationEntry) -> Match:
        key = _key(entry.name)
        old, new = self._renamed.get(key, ("", ""))
        found = self._find(old) if old else None
        is_renamed = found is not None
        if old and found is None:
            self._tell(entry.where, f"“{old}”, which becomes “{new}”, is not on the roster")
        if found is None:
            found = self._find(entry.name)
        if found is None:
            found = next(filter(None, map(self._find, entry.aliases)), None)
            is_renamed = found is not None
        keeps_name = found is not None and not is_renamed and key != _key(found.name)
        name = found.name if found and keeps_name else entry.name
        known = (*found.aliases, found.name) if found else ()
        wanted = Organisation(
            id=found.id if found else 0,
            name=name,
            kind=entry.kind,
            country=entry.country,
            zone=entry.zone,
            aliases=_once([*known, *entry.aliases], name),
        )
        return Match(entry, found, wanted)

    def _find(self, name: str) -> Organisation | None:
        return self._names.get(_key(name)) or self._aliases.get(_key(name))

    def _ask_whether_renamed(
        self, entry: OrganisationEntry, lost: Collection[Organisation]
    ) -> None:
        people = {person.user_id for person in entry.people}
        for old in lost:
            theirs = self._speakers.get(old.id, ())
            here = len(people.intersection(theirs))
            most = here > 0 and here * 2 >= len(theirs)
            if most or (old.country == entry.country and _are_alike(entry.name, old)):
                share = f"{here} of its {len(theirs)}" if here < len(theirs) else "Its"
                people_there = f" {share} people are there." if here else ""
                self._tell(
                    entry.where,
                    f"is “{entry.name}” the new name of “{old.name}”?{people_there} If it is, add "
                    f'--rename "{old.name}={entry.name}". If both exist, put “{old.name}” into '
                    "the file too",
                )

    def _demand_names_free(self, matches: Iterable[Match], lost: Iterable[Organisation]) -> None:
        owners = {_key(name): o for o in lost for name in (o.name, *o.aliases)}
        for match in matches:
            for name in (match.wanted.name, *match.wanted.aliases):
                owner = owners.setdefault(_key(name), match.wanted)
                if owner is not match.wanted:
                    self._tell(match.entry.where, f"“{name}” is a name of {owner.name} already")


def _key(name: str) -> str:
    return fold_name(name) or name.casefold()


def _once(aliases: Iterable[str], name: str) -> tuple[str, ...]:
    """Each name once, however it is spelled, without `name` itself."""
    found = {_key(name): name}
    for alias in aliases:
        found.setdefault(_key(alias), alias)
    return tuple(found.values())[1:]


def _are_alike(name: str, old: Organisation) -> bool:
    """Whether one name is a slip or the initials of the other, or most words are in both."""
    if KnownNames([old]).find(name, within=Closeness.SLIP) is not None:
        return True
    mine, theirs = set(fold_name(name).split()), set(fold_name(old.name).split())
    return len(mine & theirs) * 2 > len(mine | theirs)
