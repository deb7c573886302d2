"""What a roster file says, checked."""

from dataclasses import dataclass

from bot.domain import OrganisationKind, Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonEntry:
    """None in a field: the file says nothing about it. `deputy`: a user id of the same
    organisation, or "" for nobody."""

    user_id: str
    secretariat: bool | None = None
    deputy: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationEntry:
    """Checked values: `country` a code that `read_country` knows, `zone` an IANA key.

    `aliases` are added to those that are known. One that is on the roster as a name tells that the
    organisation was renamed. `where`: its line in words, such as "Line 4".
    """

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
