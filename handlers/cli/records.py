"""`convenor export FILE` and `convenor verify FILE`."""

import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.dates.answers import Asked
from bot.dates.meaning.choice import Frame
from bot.domain import Audience, Refusal
from bot.domain.errors import ConvenorError
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context
from bot.use_cases.dialogues.rules.checks import find_dialogue
from bot.use_cases.identify import reader_of_audience
from bot.use_cases.records.gather import Records, gather_records
from bot.use_cases.records.scope import RecordsWish
from handlers.cli.copies import demand_file
from handlers.database import database_to_read
from handlers.mishaps import complain, file_words
from handlers.records.pack import NotAPack, check_pack, packed, printable
from handlers.settings import Settings
from handlers.slack.features.records.commands import read_records
from handlers.wiring import real_now

_UNREADABLE = 2


def export(settings: Settings, wanted: Namespace) -> int:
    """Write a pack of what the eyes of `--as` see into a new file; the exit code."""
    audience = Audience(wanted.audience)
    try:
        with work_to_read(settings, wanted.workspace) as work:
            records = _gathered(wanted, audience, work)
        pack = packed(
            records,
            made_at=real_now(),
            made_for=f"the operator, as {audience}",
            tell=lambda far: print("{}, after {:,} of {:,} records".format(*far), file=sys.stderr),
        )
        with wanted.file.open("xb") as new:
            new.write(pack.content)
    except OSError as error:
        return complain(file_words(wanted.file, error))
    except ConvenorError as error:
        return complain(str(error))
    found = ", ".join(f"{name} ({len(rows)})" for name, rows in records.parts.items() if rows)
    print(f"{wanted.file} holds {found or 'no records'}. Its seal is {pack.seal}.")
    return 0


def verify(file: Path) -> int:
    """0: all files are as they were made; 1: some are not, a line for each; 2: it is no pack."""
    try:
        checked = check_pack(file)
    except NotAPack as error:
        complain(f"{file} is no records pack: {error}")
        return _UNREADABLE
    said = checked.header
    groups = said.get("groups")
    whose = ", ".join(map(str, groups)) if isinstance(groups, list) else "unknown groups"
    print(printable(f"{said.get('generator')} made this for {said.get('made_for')}, of {whose}."))
    for fault in checked.faults:
        print(fault)
    if not checked.faults:
        print(f"All {checked.files} files are as they were made. The seal is {checked.seal}.")
    return 1 if checked.faults else 0


def _gathered(wanted: Namespace, audience: Audience, work: UnitOfWork) -> Records:
    now = real_now()
    groups = work.groups.all()
    if wanted.group is not None:
        groups = tuple(g for g in groups if wanted.group.casefold() == g.name.casefold())
    if not groups:
        known = ", ".join(one.name for one in work.groups.all()) or "none"
        raise Refusal(f"There is no group {wanted.group or ''} here. There are: {known}.")
    zone = groups[0].zone if len(groups) == 1 else "UTC"
    typed = read_records(wanted.dialogue or wanted.period, Frame(zone, now))
    if isinstance(typed, Asked):
        raise Refusal(typed.words)
    reader = reader_of_audience(audience, [group.id for group in groups])
    if isinstance(typed.about, int):
        groups = (find_dialogue(typed.about, reader=reader, work=work)[1],)
    return gather_records(RecordsWish(groups=groups, about=typed.about), Context(reader, work, now))


@contextmanager
def work_to_read(settings: Settings, workspace_id: str | None) -> Iterator[UnitOfWork]:
    """A transaction of the workspace that is named, or of the only one; Refusal for none and for
    several. SettingsError where the database cannot be read."""
    demand_file(settings)
    with database_to_read(settings) as database:
        if workspace_id is None:
            with database.transaction_of_all(write=False) as every:
                ids = every.installations.running()
            if not ids:
                raise Refusal("No workspace is known yet. `convenor run` makes Slack's known.")
            if len(ids) > 1:
                raise Refusal(f"Please name one with --workspace: {', '.join(ids)}.")
            workspace_id = ids[0]
        with database.transaction(workspace_id, write=False) as work:
            yield work
