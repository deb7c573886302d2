"""Writes the roster as a file that can be imported again, and then changes nothing."""

from collections.abc import Mapping
from importlib.resources import files
from typing import Any

import yaml

from bot.domain import Organisation, Person
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.roster.entries import Problems
from handlers.cli.roster.raw import Cell
from handlers.cli.roster.table_shape import COLUMNS
from handlers.cli.roster.yaml_shape import YamlShape
from handlers.spreadsheets import to_csv

_WIDE = 1_000
Bodies = list[tuple[Organisation, list[Person]]]


def spell_roster(work: UnitOfWork, *, table: bool) -> bytes:
    """CSV or YAML in UTF-8; members first, each organisation's people by name."""
    bodies: Bodies = [(organisation, []) for organisation in work.organisations.all()]
    places = {organisation.id: people for organisation, people in bodies}
    for person in work.people.all():
        if person.organisation is not None:
            places[person.organisation.id].append(person)
    return _spell_table(bodies) if table else _spell_yaml(bodies).encode()


def spell_sample(*, table: bool) -> bytes:
    """A file to begin with; its comments are in YAML alone."""
    text = (files("handlers.cli") / "start_roster.yaml").read_text(encoding="utf-8")
    if not table:
        return text.encode()
    rows: list[Mapping[str, Cell | list[Cell] | None]] = [
        {**raw.fields, "organisation": raw.fields["name"], "aliases": raw.aliases, "name": None}
        | person
        for raw in YamlShape(text, Problems()).read()
        for person in [dict(one.fields) for one in raw.people] or [{}]
    ]
    return to_csv({name: _words(row.get(name)) for name in COLUMNS} for row in rows)


def _words(said: Cell | list[Cell] | None) -> str | list[str]:
    return said.text if isinstance(said, Cell) else [cell.text for cell in said or ()]


def _spell_yaml(bodies: Bodies) -> str:
    organisations = [
        _body(organisation, name="name")
        | ({"aliases": list(organisation.aliases)} if organisation.aliases else {})
        | ({"people": [_person(person, yes=True) for person in people]} if people else {})
        for organisation, people in bodies
    ]
    return yaml.safe_dump(
        {"organisations": organisations},
        allow_unicode=True,
        default_flow_style=None,  # a person and a list of short names take one line each
        sort_keys=False,
        width=_WIDE,
    )


def _spell_table(bodies: Bodies) -> bytes:
    rows = [
        _body(organisation, name="organisation") | {"aliases": list(organisation.aliases)} | person
        for organisation, people in bodies
        for person in [_person(person, yes="yes") for person in people] or [{}]
    ]
    return to_csv({name: row.get(name) for name in COLUMNS} for row in rows or [{}])


def _body(organisation: Organisation, *, name: str) -> dict[str, Any]:
    return {
        name: organisation.name,
        "kind": str(organisation.kind),
        "country": organisation.country,
        "zone": organisation.zone,
    }


def _person(person: Person, *, yes: bool | str) -> dict[str, Any]:
    """The id says who it is; the name is for people who read the file."""
    name = person.name if person.name != person.user_id else None
    said = {
        "name": name,
        "secretariat": person.secretariat and yes,
        "deputy": person.deputy_user_id,
    }
    return {"id": person.user_id} | {field: value for field, value in said.items() if value}
