"""`convenor roster import`, `export` and `sample`; what is written can be imported again."""

import asyncio
from argparse import Namespace
from collections.abc import Iterator, Mapping
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from typing import Any

import yaml

from bot.domain import Organisation, Person, Refusal
from bot.domain.errors import ConvenorError
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.roster.entries import Problems
from bot.use_cases.roster.import_report import RosterReport
from handlers.cli.records import work_to_read
from handlers.cli.roster.importing import import_roster
from handlers.cli.roster.people import WorkspacePeople, list_people
from handlers.cli.roster.raw import Cell, read_text
from handlers.cli.roster.table_shape import COLUMNS
from handlers.cli.roster.yaml_shape import YamlShape
from handlers.database import open_database, prepare_schema_now
from handlers.mishaps import complain, file_words
from handlers.settings import Settings
from handlers.slack.client.connection import introduce_app, slack_client
from handlers.slack.client.retry import TokenRefused
from handlers.spreadsheets import to_csv
from handlers.wiring import real_now

_MOST_SHOWN = 50
"""Lines of one list, such as that of all mistakes."""


class _Tried(Exception):
    """Ends a transaction, so that nothing of it is kept."""


def import_file(settings: Settings, wanted: Namespace) -> int:
    """Import, print what changed, and answer the exit code; a bad file changes nothing.

    `wanted`: `file`, `workspace`, `dry_run`, `remove`, `rename` and `report` as the parser makes
    them. Of each long list the first lines are printed; the file `report` gets them all.
    """
    if wanted.report and (trouble := _put(b"", wanted.report)):
        return trouble
    try:
        text = read_text(wanted.file.read_bytes())
        renames = dict(map(_read_rename, wanted.rename))
        report = _import(settings, text, renames, wanted)
    except OSError as error:
        return complain(file_words(wanted.file, error))
    except (ConvenorError, TokenRefused) as error:
        whole, is_done = f"{wanted.file}: {error}", False
    else:
        whole, is_done = report.spelled(tried=wanted.dry_run), True
    if wanted.report:
        wanted.report.write_text(f"{whole}\n", "utf-8")
    shown = "\n".join(_first_of_each_list(*whole.split("\n")))
    if not is_done:
        return complain(shown)
    print(shown)
    return 0


def _first_of_each_list(head: str, *lines: str) -> Iterator[str]:
    yield head
    for indent, run in groupby(lines, lambda line: line[:2] == "  "):
        these = list(run)
        yield from these[:_MOST_SHOWN]
        if (left := len(these) - _MOST_SHOWN) > 0:
            yield f"{'  ' * indent}and {left:,} more lines; --report FILE writes them all"


def _read_rename(typed: str) -> tuple[str, str]:
    old, _, new = (part.strip() for part in typed.partition("="))
    if not (old and new):
        raise Refusal(f'--rename "{typed}" is not of the form "Old name=New name".')
    return old, new


def _import(
    settings: Settings, text: str, renames: dict[str, str], wanted: Namespace
) -> RosterReport:
    workspace_id, listing = wanted.workspace, None
    if workspace_id is None:
        workspace_id, listing = asyncio.run(_ask_slack(settings))
    database = open_database(settings)
    report = RosterReport()
    try:
        prepare_schema_now(database)
        with database.transaction(workspace_id) as work:
            report = import_roster(
                text,
                work=work,
                now=real_now(),
                listing=listing,
                table=_is_table(wanted.file),
                renames=renames,
                remove=wanted.remove,
            )
            if wanted.dry_run:
                raise _Tried
    except _Tried:
        pass
    finally:
        database.dispose()
    return report


async def _ask_slack(settings: Settings) -> tuple[str, WorkspacePeople]:
    """Whose workspace it is, and everyone in it; Refusal where Slack does not answer at once."""

    def give_up(why: str) -> None:
        raise Refusal(f"Slack does not answer: {why}.")

    settings.needs_slack()
    async with slack_client(settings) as client:
        workspace_id = (await introduce_app(client, give_up)).workspace_id
        return workspace_id, await list_people(client, workspace_id)


def export_file(settings: Settings, wanted: Namespace) -> int:
    """Write the roster into a new file, or print it where none is named; the exit code."""
    file: Path | None = wanted.file
    try:
        with work_to_read(settings, wanted.workspace) as work:
            return _put(spell_roster(work, table=_is_table(file)), file)
    except ConvenorError as error:
        return complain(str(error))


def write_sample(file: Path | None) -> int:
    """Write a file to begin with, or print it."""
    return _put(spell_sample(table=_is_table(file)), file)


def _is_table(file: Path | None) -> bool:
    return file is not None and file.suffix.lower() in (".csv", ".tsv")


def _put(content: bytes, file: Path | None) -> int:
    if file is None:
        print(content.decode("utf-8-sig"), end="")
        return 0
    try:
        with file.open("xb") as new:
            new.write(content)
    except OSError as error:
        return complain(file_words(file, error))
    return 0


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
