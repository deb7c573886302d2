"""Reads a roster file, and names the line of everything that is wrong with it."""

import re
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TypeVar

import yaml

from bot.domain.countries import read_country
from bot.domain.errors import NotValid, Refusal
from bot.domain.known_names import fold_name
from bot.domain.limits import NAME, checked_text, visible_text
from bot.domain.nearest import nearest_word
from bot.domain.organisation import OrganisationKind
from bot.domain.wording import listed
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.roster.import_entries import (
    OrganisationEntry,
    PersonEntry,
    RosterReport,
    import_entries,
)
from bot.use_cases.roster.rules import read_zone

T = TypeVar("T")
Fields = dict[str, yaml.Node]
_NULL = "tag:yaml.org,2002:null"

_USER_ID = re.compile(r"[UW][A-Z0-9]{2,20}")
_MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>")
_QUOTED = re.compile(r"[“„«]([^“„«”»]+)[”“»]")
_CUT_OFF = re.compile(r"\s+(#\S.*)")
_YES_OR_NO = {"true": True, "yes": True, "false": False, "no": False}
_ORGANISATION = ("name", "kind", "country", "zone", "aliases", "people")
_PERSON = ("id", "secretariat", "deputy")
_NOBODY = frozenset({"none", "nobody"})


class RosterFileWrong(Refusal):
    """`problems`: a sentence each, with its line; nothing was imported."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(["The roster was not imported.", *self.problems]))


class RosterFile:
    """One reading of one file. Values are taken as written, so that NO is Norway and not false."""

    def __init__(self) -> None:
        self.problems: list[str] = []
        self._names: dict[str, int] = {}
        self._people: dict[str, int] = {}
        self._deputies: dict[str, yaml.Node] = {}
        self._lines: list[str] = []

    def read(self, text: str) -> tuple[OrganisationEntry, ...]:
        """The file's organisations; RosterFileWrong names everything that is wrong with it."""
        self._lines = text.split("\n")
        entries = [e for node in self._organisations(text) if (e := self._organisation(node))]
        if self.problems:
            raise RosterFileWrong(self.problems)
        return tuple(entries)

    def _organisations(self, text: str) -> list[yaml.Node]:
        try:
            root = yaml.compose(text, Loader=yaml.SafeLoader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            where = f"Line {mark.line + 1}: " if mark else ""
            raise RosterFileWrong([f"{where}this is not YAML: {error.problem}."]) from error
        except yaml.YAMLError as error:
            raise RosterFileWrong([f"This is not YAML: {error}."]) from error
        if root is None:
            raise RosterFileWrong(["The file is empty. It begins with “organisations:”."])
        fields = self._fields(root, ("organisations",), "the file")
        if fields is None or "organisations" not in fields:
            self._wrong(root, "the file begins with “organisations:” and a list below it")
            return []
        return self._list(fields["organisations"], "organisations")

    def _organisation(self, node: yaml.Node) -> OrganisationEntry | None:
        fields = self._fields(node, _ORGANISATION, "an organisation")
        if fields is None:
            return None
        for missing in (f for f in _ORGANISATION[:4] if f not in fields):
            self._wrong(node, f"this organisation has no {missing}")
        name = self._read(fields.get("name"), self._free_name)
        kind = self._read(fields.get("kind"), self._kind)
        country = self._read(fields.get("country"), self._country)
        zone = self._read(fields.get("zone"), lambda n: read_zone(self._text(n)))
        listing = self._list(fields["people"], "people") if "people" in fields else []
        people = [p for one in listing if (p := self._person(one))]
        self._check_deputies(people)
        aliases = self._list(fields["aliases"], "aliases") if "aliases" in fields else None
        read = [a for one in aliases or () if (a := self._read(one, self._free_name))]
        if name is None or kind is None or country is None or zone is None:
            return None
        return OrganisationEntry(
            name=name,
            kind=kind,
            country=country,
            zone=zone,
            aliases=None if aliases is None else tuple(read),
            people=tuple(people),
        )

    def _person(self, node: yaml.Node) -> PersonEntry | None:
        if isinstance(node, yaml.ScalarNode):
            user_id = self._read(node, self._user_id)
            return PersonEntry(user_id=user_id) if user_id else None
        fields = self._fields(node, _PERSON, "a person")
        if fields is None:
            return None
        if "id" not in fields:
            self._wrong(node, "this person has no id")
            return None
        user_id = self._read(fields["id"], self._user_id)
        secretariat = self._read(fields.get("secretariat"), self._yes_or_no)
        if not user_id:
            return None
        deputy = self._read(fields.get("deputy"), self._deputy)
        if deputy:
            self._deputies[user_id] = fields["deputy"]
        return PersonEntry(user_id=user_id, secretariat=secretariat, deputy=deputy)

    def _check_deputies(self, people: list[PersonEntry]) -> None:
        """A deputy is another person of the same organisation, named in the file."""
        named = {person.user_id for person in people}
        for person in people:
            if person.deputy and person.deputy not in named - {person.user_id}:
                words = f"{person.deputy} is not another person of this organisation in the file"
                self._wrong(self._deputies[person.user_id], words)

    # Values ------------------------------------------------------------------------------------

    def _free_name(self, node: yaml.Node) -> str:
        typed = " ".join(self._text(node).split())
        if quoted := _QUOTED.fullmatch(typed):
            typed = quoted[1]
        elif cut_off := _CUT_OFF.fullmatch(self._behind(node)):
            raise Refusal(
                f"“{cut_off[1]}” is left out behind the name, because # begins a comment. "
                f'If it belongs to the name, please put it in quotes: "{typed} {cut_off[1]}"'
            )
        name = checked_text(typed, NAME, field="name", what="The name")
        key = fold_name(name)
        if key in self._names:
            raise Refusal(f"“{name}” is on line {self._names[key]} already")
        self._names[key] = _line(node)
        return name

    def _kind(self, node: yaml.Node) -> OrganisationKind:
        typed = self._text(node)
        try:
            return OrganisationKind(typed.lower())
        except ValueError:
            raise Refusal(f"the kind “{typed}” is neither member nor observer") from None

    def _country(self, node: yaml.Node) -> str:
        typed = self._text(node)
        try:
            return read_country(typed)
        except NotValid as refusal:
            raise Refusal(f"“{typed}” is no country that I know. {refusal.words}") from refusal

    def _deputy(self, node: yaml.Node) -> str:
        return "" if self._text(node).lower() in _NOBODY else self._any_user_id(node)

    def _any_user_id(self, node: yaml.Node) -> str:
        user_id = _MENTION.sub(r"\1", self._text(node))
        if not _USER_ID.fullmatch(user_id):
            raise Refusal(f"“{user_id}” is no Slack user id, such as U012AB3CD")
        return user_id

    def _user_id(self, node: yaml.Node) -> str:
        user_id = self._any_user_id(node)
        if user_id in self._people:
            raise Refusal(f"{user_id} is on line {self._people[user_id]} already")
        self._people[user_id] = _line(node)
        return user_id

    def _yes_or_no(self, node: yaml.Node) -> bool:
        typed = self._text(node)
        if typed.lower() not in _YES_OR_NO:
            raise Refusal(f"“{typed}” is neither true nor false")
        return _YES_OR_NO[typed.lower()]

    # Nodes -------------------------------------------------------------------------------------

    def _read(self, node: yaml.Node | None, reader: Callable[[yaml.Node], T]) -> T | None:
        """What `reader` makes of a value, or None with the problem noted."""
        if node is None:
            return None
        try:
            return reader(node)
        except Refusal as refusal:
            self._wrong(node, refusal.words)
            return None

    def _text(self, node: yaml.Node) -> str:
        if not isinstance(node, yaml.ScalarNode):
            raise Refusal("one value is wanted here, not a list")
        if node.value and node.tag == _NULL:
            raise Refusal(f'“{node.value}” means nothing; in quotes it is a word: "{node.value}"')
        return visible_text(str(node.value)).strip()

    def _behind(self, node: yaml.Node) -> str:
        """What follows a value on its line; YAML reads none of it."""
        return self._lines[node.end_mark.line][node.end_mark.column :].rstrip()

    def _list(self, node: yaml.Node, what: str) -> list[yaml.Node]:
        if isinstance(node, yaml.SequenceNode):
            return list(node.value)
        if not (isinstance(node, yaml.ScalarNode) and not node.value):
            self._wrong(node, f"{what} must be a list, each begun with “- ”")
        return []

    def _fields(self, node: yaml.Node, known: tuple[str, ...], what: str) -> Fields | None:
        if not isinstance(node, yaml.MappingNode):
            self._wrong(node, f"{what} is written as fields: {listed(known)}")
            return None
        fields: Fields = {}
        for key, value in node.value:
            name = str(key.value)
            if name in fields:
                self._wrong(key, f"“{name}” is given twice")
            elif name in known:
                fields[name] = value
            else:
                close = nearest_word(name, known)
                meant = f"; did you mean “{close}”?" if close else ""
                self._wrong(key, f"I don't know “{name}” in {what}{meant}")
        return fields

    def _wrong(self, node: yaml.Node, words: str) -> None:
        end = "" if words.endswith((".", "?")) else "."
        self.problems.append(f"Line {_line(node)}: {words}{end}")


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def import_roster(text: str, *, work: UnitOfWork, now: datetime) -> RosterReport:
    """Import the YAML `text`; the report's `str` says what changed.

    RosterFileWrong (a Refusal) names, line by line, everything that is wrong; nothing is written
    then. Importing the same text again changes nothing.
    """
    return import_entries(RosterFile().read(text), work=work, now=now)
