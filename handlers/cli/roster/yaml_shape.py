"""Reads the YAML shape of a roster. Values are as written, so that NO is Norway and not false."""

import re

import yaml

from bot.domain.known_names import nearest_word
from bot.domain.limits import visible_text
from bot.domain.wording import listed
from bot.use_cases.roster.entries import Problems, RosterFileWrong
from handlers.cli.roster.raw import ORGANISATION, PERSON, Cell, RawOrganisation, RawPerson, place

Fields = dict[str, yaml.Node]

_NULL = "tag:yaml.org,2002:null"
_QUOTED = re.compile(r"[“„«]([^“„«”»]+)[”“»]")
_CUT_OFF = re.compile(r"\s+(#.*)")


class YamlShape:
    """One reading of one file."""

    def __init__(self, text: str, problems: Problems) -> None:
        self._problems = problems
        self._text = text
        self._lines = text.split("\n")
        self.notes: tuple[str, ...] = ()

    def read(self) -> list[RawOrganisation]:
        """RosterFileWrong for what is no YAML; all else that is wrong goes to the problems."""
        organisations = self._list(self._root(), "organisations")
        return [raw for node in organisations if (raw := self._organisation(node))]

    def _root(self) -> yaml.Node | None:
        try:
            root = yaml.compose(self._text, Loader=yaml.SafeLoader)
        except yaml.YAMLError as error:
            where, words = self._trouble(error)
            self._problems.tell(where, f"this is not YAML. {words}")
            return None
        if root is None:
            raise RosterFileWrong(("The file is empty. It begins with “organisations:”.",))
        fields = self._fields(root, ("organisations",), "the file")
        if fields is not None and "organisations" not in fields:
            self._wrong(root, "the file begins with “organisations:” and a list below it")
        return (fields or {}).get("organisations")

    def _trouble(self, error: yaml.YAMLError) -> tuple[str, str]:
        """Where it is, and in our words what to look for."""
        if isinstance(error, yaml.reader.ReaderError):
            line = self._text.count("\n", 0, error.position) + 1
            return place(line), "A sign in it is no letter, such as a program leaves behind"
        mark = getattr(error, "problem_mark", None)
        line = mark.line if mark else 0
        if "\t" in "".join(self._lines[line : line + 1])[: mark.column + 1 if mark else 0]:
            return place(line + 1), "Please begin the line with spaces in place of the tab"
        words = "Please look at the spaces before this line and the one above, and at quotes and "
        return place(line + 1), f"{words}colons in them"

    def _organisation(self, node: yaml.Node) -> RawOrganisation | None:
        fields = self._fields(node, ORGANISATION, "an organisation")
        if fields is None:
            return None
        people = self._list(fields.pop("people", None), "people")
        aliases = self._list(fields.pop("aliases", None), "aliases")
        return RawOrganisation(
            line=_line(node),
            fields={name: self._cell(value) for name, value in fields.items()},
            aliases=[self._cell(one) for one in aliases],
            people=[person for one in people if (person := self._person(one))],
        )

    def _person(self, node: yaml.Node) -> RawPerson | None:
        """A person who is one value is named by it, whatever it is: id, address or name."""
        if isinstance(node, yaml.ScalarNode):
            return RawPerson(line=_line(node), fields={"id": self._cell(node)})
        fields = self._fields(node, PERSON, "a person")
        if fields is None:
            return None
        cells = {name: self._cell(value) for name, value in fields.items()}
        return RawPerson(line=_line(node), fields=cells)

    def _cell(self, node: yaml.Node) -> Cell:
        line = _line(node)
        if not isinstance(node, yaml.ScalarNode):
            return Cell(text="", line=line, trouble="one value is wanted here, not a list")
        text = visible_text(node.value).strip()
        first = self._lines[node.start_mark.line][node.start_mark.column :]
        trouble = ""
        if first.startswith(("&", "!")):
            label = first.split()[0]
            trouble = (
                f"“{label}” is left out before the value, because {label[0]} begins a label. If "
                f'it belongs to the value, please put both in quotes: "{f"{label} {text}".strip()}"'
            )
        elif text and node.tag == _NULL:
            trouble = f'“{text}” means nothing; in quotes it is a word: "{text}"'
        if trouble or node.style:
            return Cell(text=text, line=line, trouble=trouble)
        if quoted := _QUOTED.fullmatch(text):
            return Cell(text=quoted[1], line=line)
        behind = self._lines[node.end_mark.line][node.end_mark.column :]
        cut_off = _CUT_OFF.fullmatch(behind.rstrip())
        return Cell(text=text, line=line, cut_off=cut_off[1] if cut_off else "")

    def _list(self, node: yaml.Node | None, what: str) -> list[yaml.Node]:
        if isinstance(node, yaml.SequenceNode):
            return list(node.value)
        if node is not None and not (isinstance(node, yaml.ScalarNode) and not node.value):
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
        self._problems.tell(place(_line(node)), words)


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
