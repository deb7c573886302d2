"""What an import changes, in names: the same words before it and after."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bot.domain import Organisation
from bot.domain.countries_and_languages import country_name
from bot.domain.wording import count, listed
from bot.use_cases.terms import EndedTerm


@dataclass(frozen=True, slots=True)
class Move:
    """A person with the organisation that they spoke for before, and the one from now on."""

    user_id: str
    was: Organisation | None
    now: Organisation | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterReport:
    """What an import changed; people by user id, with the names to show in `names`."""

    added: tuple[Organisation, ...] = ()
    corrected: tuple[tuple[Organisation, Organisation], ...] = ()
    """Each as it was and as it is."""
    organisations_unchanged: int = 0
    moves: tuple[Move, ...] = ()
    people_unchanged: int = 0
    absent: tuple[Move, ...] = ()
    """People on the roster that the file does not name; they stay."""
    absent_organisations: tuple[Organisation, ...] = ()
    secretariat_added: tuple[str, ...] = ()
    secretariat_removed: tuple[str, ...] = ()
    secretariat_kept: tuple[str, ...] = ()
    """Of the secretariat still, and of no organisation any more."""
    deputies_changed: tuple[str, ...] = ()
    """People whose deputy is another one now."""
    ended: tuple[EndedTerm, ...] = ()
    left_behind: int = 0
    """Open actions that stay with the organisation of somebody who does not."""
    names: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    """What the person who imports should look at."""

    @property
    def changed(self) -> bool:
        appointed = (*self.secretariat_added, *self.secretariat_removed)
        people = (*self.moves, *appointed, *self.deputies_changed, *self.ended)
        return bool(self.added or self.corrected or people)

    def spelled(self, *, tried: bool = False) -> str:
        """Lines of text; `tried`: nothing was written."""
        organisations = count(self.organisations_unchanged, "organisation", "organisations")
        people = count(self.people_unchanged, "person", "people")
        if not self.changed:
            first = f"Nothing changed: {organisations} and {people} were on the roster already."
            return "\n".join([first, *self._absent_lines(), *_part("Please check", self.notes)])
        first = "The roster is imported."
        if tried:
            first = "Nothing is written yet. This is what the import changes:"
        lines = [first, *self._organisation_lines(), *self._people_lines(), *self._absent_lines()]
        if self.organisations_unchanged or self.people_unchanged:
            lines.append(f"Unchanged: {organisations} and {people}.")
        return "\n".join([*lines, *_part("Please check", self.notes)])

    def __str__(self) -> str:
        return self.spelled()

    def _organisation_lines(self) -> Iterator[str]:
        yield from _part("Organisations added", [f"{o.name}: {_told(o)}" for o in self.added])
        renamed = [(was, now) for was, now in self.corrected if was.name != now.name]
        now_called = [f"{was.name} is {now.name} now" for was, now in renamed]
        yield from _part("Organisations renamed", now_called)
        others = [f"{now.name}: {told}" for was, now in self.corrected if (told := _news(was, now))]
        yield from _part("Organisations changed", others)

    def _people_lines(self) -> Iterator[str]:
        joined = [(m.user_id, m.now) for m in self.moves if m.was is None and m.now is not None]
        yield from self._part_of_people("People who join", joined)
        moved = [
            f"{self._name(m.user_id)}: from {m.was.name} to {m.now.name}{_kinds(m.was, m.now)}"
            for m in self.moves
            if m.was and m.now
        ]
        yield from _part("People who move", moved)
        left = [(m.user_id, m.was) for m in self.moves if m.was is not None and m.now is None]
        yield from self._part_of_people("People who leave", left)
        for title, user_ids in (
            ("Added to the secretariat", self.secretariat_added),
            ("Taken out of the secretariat", self.secretariat_removed),
            ("They leave, and are of the secretariat still", self.secretariat_kept),
            ("Deputies changed", self.deputies_changed),
        ):
            yield from _part(title, [self._name(user_id) for user_id in user_ids])
        chairs = [f"{self._name(end.user_id)} of {end.group.name}" for end in self.ended]
        yield from _part("Chairs no longer, since only people of member organisations are", chairs)
        if self.left_behind:
            stay = "Open actions that stay with the organisations; the chairs are told"
            yield f"{stay}: {self.left_behind}."

    def _absent_lines(self) -> Iterator[str]:
        people = [(m.user_id, m.was) for m in self.absent if m.was is not None]
        title = "On the roster but not in the file; they stay, --remove takes them out"
        yield from self._part_of_people(title, people)
        bodies = [organisation.name for organisation in self.absent_organisations]
        yield from _part("Organisations that are not in the file; they stay", bodies)

    def _part_of_people(
        self, title: str, people: Iterable[tuple[str, Organisation]]
    ) -> Iterator[str]:
        together: dict[str, list[str]] = {}
        for user_id, organisation in people:
            together.setdefault(organisation.name, []).append(self._name(user_id))
        number = sum(map(len, together.values()))
        lines = [f"{name}: {listed(sorted(theirs))}" for name, theirs in together.items()]
        yield from _part(title, lines, number)

    def _name(self, user_id: str) -> str:
        name = self.names.get(user_id, user_id)
        return user_id if name == user_id else f"{name} ({user_id})"


def _part(title: str, lines: Sequence[str], number: int | None = None) -> Iterator[str]:
    """A line with the number, and one below for each; nothing where there are none."""
    if lines:
        yield f"{title}: {len(lines) if number is None else number}."
        yield from (f"  {line}" for line in lines)


def _told(organisation: Organisation) -> str:
    also = f", also called {listed(organisation.aliases)}" if organisation.aliases else ""
    return f"{organisation.kind}, {country_name(organisation.country)}, {organisation.zone}{also}"


def _news(was: Organisation, now: Organisation) -> str:
    """What differs, the name aside."""
    both = [(str(o.kind), country_name(o.country), o.zone) for o in (was, now)]
    pairs = zip(*both, strict=True)
    differs = [f"{after} (before: {before})" for before, after in pairs if before != after]
    more = [alias for alias in now.aliases if alias not in (*was.aliases, was.name)]
    return ", ".join([*differs, *([f"also called {listed(more)}"] if more else [])])


def _kinds(was: Organisation, now: Organisation) -> str:
    return f", {now.kind} (before: {was.kind})" if was.kind is not now.kind else ""
