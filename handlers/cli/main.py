"""The command line: `convenor <command>`."""

import argparse
import asyncio
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from bot.domain.audience import Audience
from handlers import logs
from handlers.database import migrate, open_database
from handlers.running import run_until_stopped
from handlers.settings import LogFormat, Settings, SettingsError, load
from handlers.slack.kit.manifest import build_manifest
from handlers.wiring import Convenor

Runs = Callable[[argparse.Namespace], int]

_SANDBOX_PORT = 3939


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit code. A wrong setting is one line on standard error."""
    parsed = parser().parse_args(arguments)
    run: Runs = parsed.run
    try:
        return run(parsed)
    except SettingsError as error:
        print(f"convenor: {error}", file=sys.stderr)
        return 2


def parser() -> argparse.ArgumentParser:
    """Every command with its one-line help."""
    whole = argparse.ArgumentParser(
        prog="convenor", description="Runs the working-group channels of a network, in Slack."
    )
    commands = whole.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, run: Runs, words: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=words, description=words)
        made.set_defaults(run=run)
        return made

    add("run", _process(front=True, loop=True), "everything in one process")
    add("web", _process(front=True, loop=False), "the front door: what Slack sends")
    add("worker", _process(front=False, loop=True), "the scheduler and the deliveries")
    add("migrate", _migrate, "bring the database to this version's schema")
    made = add("backup", _back_up, "make a copy of the database, also while Convenor runs")
    made.add_argument("file", type=Path, help="a new file; none is overwritten")
    made = add("restore", _restore, "put a copy back, so that nothing is posted twice")
    made.add_argument("file", type=Path)
    made = add("export", _export, "write the records of a period to a ZIP file")
    made.epilog = "Example: convenor export q3.zip --group Technology --period Q3 --as members"
    made.add_argument("file", type=Path, help="a new file; none is overwritten")
    made.add_argument("--group", help="its name; all groups when left out")
    made.add_argument(
        "--period", default="all", help="such as Q3, “October 2026” or “since 1 July”"
    )
    made.add_argument("--dialogue", help="one dialogue alone, such as D12")
    made.add_argument(
        "--as",
        dest="audience",
        choices=[audience.value for audience in Audience],
        default=Audience.NETWORK.value,
        help="whose rights: members, group (observers too) or network (the least, and the usual)",
    )
    made.add_argument("--workspace", help="Slack team id, where there are several")
    made = add("verify", _verify, "check that a records file is as it was made")
    made.epilog = "Example: convenor verify q3.zip. It ends with 0, 1 (changed) or 2 (no pack)."
    made.add_argument("file", type=Path)
    made = add("manifest", _manifest, "print the Slack app manifest as JSON")
    made.add_argument("--url", help="public https address; without it the app uses Socket Mode")
    made.add_argument("--name", default="Convenor", help="the app's name (at most 35 characters)")
    book = commands.add_parser("roster", help="organisations and people")
    verbs = book.add_subparsers(required=True, metavar="VERB")
    one = verbs.add_parser("import", help="read organisations and people from a YAML or CSV file")
    one.epilog = "Example: convenor roster import roster.csv --dry-run. More: docs/roster.md."
    one.add_argument("file", type=Path)
    one.add_argument("--dry-run", action="store_true", help="say what would change; write nothing")
    one.add_argument(
        "--remove", action="store_true", help="who is not in the file belongs to no organisation"
    )
    one.add_argument(
        "--rename", action="append", default=[], metavar="OLD=NEW", help="an organisation's names"
    )
    one.add_argument("--workspace", help="Slack team id; asked of Slack when left out")
    one.set_defaults(run=_roster_import)
    one = verbs.add_parser("export", help="write the roster as a file that import reads")
    one.epilog = "Example: convenor roster export roster.csv. A name in .csv makes a table."
    one.add_argument("file", type=Path, nargs="?", help="a new file; printed when left out")
    one.add_argument("--workspace", help="Slack team id, where there are several")
    one.set_defaults(run=_roster_export)
    one = verbs.add_parser("sample", help="write a roster file to begin with")
    one.epilog = "Example: convenor roster sample roster.yaml"
    one.add_argument("file", type=Path, nargs="?", help="a new file; printed when left out")
    one.set_defaults(run=_roster_sample)
    made = add("sandbox", _sandbox, "a local Slack-like workspace with Convenor in it")
    made.add_argument("--fresh", action="store_true", help="start over: forget yesterday's data")
    made.add_argument(
        "--port", type=int, default=_SANDBOX_PORT, help=f"of the page (default {_SANDBOX_PORT})"
    )
    made.add_argument("--folder", type=Path, default=".sandbox", help="where its data is kept")
    made.add_argument("--no-browser", action="store_true", help="only print the address")
    return whole


def _process(*, front: bool, loop: bool) -> Runs:
    def run(_: argparse.Namespace) -> int:
        settings = _settings()
        return asyncio.run(run_until_stopped(Convenor(settings=settings, front=front, loop=loop)))

    return run


def _migrate(_: argparse.Namespace) -> int:
    settings = _settings()
    database = open_database(settings)
    try:
        migrate(database)
    finally:
        asyncio.run(database.close())
    print("The schema is this version's.")
    return 0


def _manifest(arguments: argparse.Namespace) -> int:
    made = build_manifest(name=arguments.name, public_url=arguments.url)
    print(json.dumps(made, indent=2, ensure_ascii=False))
    return 0


# What only one command needs is imported when it runs, so that the others start sooner.


def _sandbox(arguments: argparse.Namespace) -> int:
    from handlers.cli import sandbox

    return sandbox.run(arguments)


def _back_up(arguments: argparse.Namespace) -> int:
    from handlers.cli import copies

    return copies.back_up(_settings(), arguments.file)


def _restore(arguments: argparse.Namespace) -> int:
    from handlers.cli import copies

    return copies.restore(_settings(), arguments.file)


def _export(arguments: argparse.Namespace) -> int:
    from handlers.cli import records

    return records.export(_settings(), arguments)


def _verify(arguments: argparse.Namespace) -> int:
    from handlers.cli import records

    return records.verify(arguments.file)


def _roster_import(arguments: argparse.Namespace) -> int:
    from handlers.cli.roster import commands

    return commands.import_file(_settings(), arguments)


def _roster_export(arguments: argparse.Namespace) -> int:
    from handlers.cli.roster import commands

    return commands.export_file(_settings(), arguments)


def _roster_sample(arguments: argparse.Namespace) -> int:
    from handlers.cli.roster import commands

    return commands.write_sample(arguments.file)


def _settings() -> Settings:
    settings = load()
    logs.set_up(json_lines=settings.log_format is LogFormat.JSON, level=settings.log_level)
    return settings
