"""Reads the table shape of a roster: CSV with commas, semicolons or tabs, one row a person."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import StringIO
from itertools import dropwhile

from bot.domain.known_names import fold_name, nearest_word
from bot.domain.limits import visible_text
from bot.domain.wording import listed
from bot.use_cases.roster.entries import Problems
from handlers.cli.roster.raw import PERSON, Cell, RawOrganisation, RawPerson, place
from handlers.spreadsheets import as_typed

_BODY = ("kind", "country", "zone")
COLUMNS = ("organisation", *_BODY, "aliases", *PERSON)
_ALSO = {
    "organization": "organisation", "body": "organisation", "type": "kind",
    "time zone": "zone", "timezone": "zone", "short names": "aliases", "also called": "aliases",
    "former names": "aliases", "user id": "id", "userid": "id", "slack id": "id",
    "member id": "id", "person": "id", "e mail": "email", "email address": "email",
    "e mail address": "email", "full name": "name", "fullname": "name",
}  # fmt: skip
_SIGNS = ",;\t"
_NO_ROW = ("#", "sep=")
"""How a comment above the first row begins, and Excel's line with the sign between cells."""


@dataclass
class TableShape:
    """One reading of one file; `notes` are for the person who imports it."""

    _text: str
    _problems: Problems
    _found: dict[str, RawOrganisation] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def read(self) -> list[RawOrganisation]:
        """All that is wrong goes to the problems; blank rows are left out."""
        rows = dropwhile(lambda row: row[1][0].startswith(_NO_ROW), self._rows())
        line, names = next(rows, (1, []))
        columns = self._read_columns(line, names)
        if "organisation" not in columns:
            words = f"no column is called organisation (I know {listed(COLUMNS)})"
            self._problems.tell(place(line), words)
            return []
        for line, texts in rows:
            cells = {}
            for number, text in enumerate(texts):
                column = columns[number] if number < len(columns) else None
                if column:
                    tidy = visible_text(as_typed(text)).strip()
                    cells[column] = Cell(text=tidy, line=line, column=names[number].strip())
                elif text.strip() and (number >= len(names) or not names[number].strip()):
                    words = f"“{text.strip()}” stands under no column name. A value with the sign "
                    self._problems.tell(place(line), f"{words}between cells in it needs quotes")
            self._read_row(line, {name: cell for name, cell in cells.items() if cell.text})
        return list(self._found.values())

    def _rows(self) -> Iterator[tuple[int, list[str]]]:
        sign = max(_SIGNS, key=lambda sign: len(_known_columns(self._text, sign)))
        reader = csv.reader(StringIO(self._text, newline=""), delimiter=sign, strict=True)
        line = 1
        try:
            for texts in reader:
                if any(map(str.strip, texts)):
                    yield line, texts
                line = reader.line_num + 1
        except csv.Error:
            self._problems.tell(place(line), "this row cannot be read. Is a quote left open?")

    def _read_columns(self, line: int, names: Sequence[str]) -> list[str | None]:
        columns: list[str | None] = []
        for name in names:
            column, close = _column(name), nearest_word(fold_name(name), [*COLUMNS, *_ALSO])
            if column in columns and column:
                self._problems.tell(place(line), f"the column {column} is given twice")
            elif not column and close:
                words = f"I don't know the column “{name}”; did you mean “{close}”?"
                self._problems.tell(place(line), words)
            elif not column and name.strip():
                self.notes.append(f"The column “{name.strip()}” is not read.")
            columns.append(column)
        return columns

    def _read_row(self, line: int, cells: Mapping[str, Cell]) -> None:
        name = cells.get("organisation")
        if name is None:
            self._problems.tell(place(line), "this row has no organisation")
            return
        key = fold_name(name.text) or name.text
        raw = self._found.setdefault(key, RawOrganisation(line=line, fields={"name": name}))
        for column in _BODY:
            cell = cells.get(column)
            kept = raw.fields.setdefault(column, cell) if cell else None
            if cell and kept and cell.text.casefold() != kept.text.casefold():
                words = f"“{cell.text}” here, but “{kept.text}” on line {kept.line}"
                self._problems.tell(cell.where, words)
        if "aliases" in cells:
            self._read_aliases(raw, cells["aliases"])
        person = {field: cells[field] for field in PERSON if field in cells}
        if person:
            raw.people.append(RawPerson(line=line, fields=person))

    def _read_aliases(self, raw: RawOrganisation, cell: Cell) -> None:
        """The same in several rows of an organisation count once."""
        known = {fold_name(alias.text) for alias in raw.aliases}
        for text in re.split(r"[;,\n]", cell.text):
            if text.strip() and fold_name(text) not in known:
                alias = Cell(text=text.strip(), line=cell.line, column=cell.column)
                raw.aliases.append(alias)


def is_table(text: str) -> bool:
    """Whether the first row names columns."""
    return any(len(_known_columns(text, sign)) > 1 for sign in _SIGNS)


def _known_columns(text: str, sign: str) -> list[str]:
    rows = (row for row in text.splitlines() if row.strip() and not row.startswith(_NO_ROW))
    cells = next(rows, "").replace('"', "").split(sign)
    return [column for name in cells if (column := _column(name))]


def _column(name: str) -> str | None:
    key = fold_name(name)
    return key if key in COLUMNS else _ALSO.get(key)
