"""One roster file into one workspace, or all that is wrong with it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.roster.entries import OrganisationEntry, Problems
from bot.use_cases.roster.import_entries import NOTHING, import_entries
from bot.use_cases.roster.import_report import RosterReport
from handlers.cli.roster.checks import Checks
from handlers.cli.roster.people import KnownPeople, WorkspacePeople
from handlers.cli.roster.table_shape import TableShape, is_table
from handlers.cli.roster.yaml_shape import YamlShape


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
