"""The command line: `convenor <command>`."""

import argparse
import asyncio
import json
import os
import re
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from bot.domain import Audience
from handlers import logs
from handlers.cli.typed import typed_address, typed_name, typed_number
from handlers.database import migrate, open_database
from handlers.loading import load
from handlers.running import MOST_PROCESSES, run_side_by_side, run_until_stopped
from handlers.settings import LogFormat, Settings, SettingsError
from handlers.slack.kit.manifest import build_manifest
from handlers.wiring import Convenor, real_now

Runs = Callable[[argparse.Namespace], int]

_SANDBOX_PORT = 3939
_UNREAD = 141
"""The exit code of a shell's own commands whose output nobody reads on: 128 and SIGPIPE."""
_TYPED = {
    r"the following arguments are required: ": "please add ",
    r"argument (?:COMMAND|VERB): invalid choice: '(.*?)' \(.*": r"there is no command “\1”",
    r"argument (\S+): invalid choice: '(.*?)' \(choose from (.*)\)": r"\1: “\2” is none of \3",
    r"argument (\S+): expected (?:one|at least one) argument": r"\1 wants a value behind it",
    r"argument (\S+): ": r"\1: ",
    r"unrecognized arguments: ": "I don't know ",
}
"""What argparse says of something typed, and what we say."""
_FIRST = """\
To begin, type one after the other:
  convenor sandbox     try it in a browser: no Slack account, no token
  convenor manifest    print what Slack wants to know of a new app
  convenor run         start it, once .env has the app's tokens
Then `convenor doctor` looks for what is not in order.
docs/first-hour.md goes through it step by step; `convenor COMMAND --help` has an example of each.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit code. A wrong setting is one line on standard error.

    Where the reader of what is printed ends first (`| head`), it ends without a word.
    """
    try:
        try:
            return _run(arguments)
        finally:
            print(end="", flush=True)
    except BrokenPipeError:
        try:
            print(flush=True)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return _UNREAD
        raise  # another pipe than this one


def _run(arguments: Sequence[str] | None) -> int:
    parsed = parser().parse_args(arguments)
    run: Runs = parsed.run
    try:
        return run(parsed)
    except SettingsError as error:
        print(f"convenor: {error}", file=sys.stderr)
        return 2


class _Parser(argparse.ArgumentParser):
    """One line in place of two where something typed is wrong."""

    def error(self, message: str) -> NoReturn:
        for theirs, ours in _TYPED.items():
            message = re.sub(f"^{theirs}", ours, message)
        self.exit(2, f"convenor: {message}. `{self.prog} --help` has an example.\n")


def parser() -> argparse.ArgumentParser:
    """Every command with its one-line help and an example."""
    whole = _Parser(
        prog="convenor",
        description="Runs the working-group channels of a network, in Slack.",
        epilog=_FIRST,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    whole.add_argument("--version", action="store_true", help="print the version")
    whole.set_defaults(run=lambda parsed: _introduce(whole, parsed))
    commands = whole.add_subparsers(metavar="COMMAND")

    def add(
        name: str, run: Runs, words: str, example: str = "", among: Any = commands
    ) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = among.add_parser(name, help=words, description=words)
        made.epilog = f"Example: {made.prog}{example and f' {example}'}"
        made.set_defaults(run=run)
        return made

    add("run", _process(front=True, loop=True), "everything in one process")
    web = add("web", _process(front=True, loop=False), "the front door: what Slack sends")
    worker = add("worker", _process(front=False, loop=True), "the scheduler and the deliveries")
    words = f"how many side by side, 1 to {MOST_PROCESSES} (default 1)"
    for made in (web, worker):
        made.epilog = f"Example: {made.prog} --processes 2"
        made.add_argument("--processes", type=_processes, default=1, metavar="N", help=words)
    add("migrate", _migrate, "bring the database to this version's schema")
    add("doctor", _doctor, "look for what is not in order; each line says what to do")
    words = "what would be sent in the days ahead, and to who; nothing is sent or written"
    made = add("simulate", _simulate, words, "--days 14")
    made.add_argument("--days", type=_days, default=14, help="how many, 1 to 92 (default 14)")
    made.add_argument("--words", action="store_true", help="also what each message says")
    words = "make a copy of the database, also while Convenor runs"
    made = add("backup", _back_up, words, "copy.sqlite3")
    made.add_argument("file", type=Path, help="a new file; none is overwritten")
    words = "put a copy back, so that nothing is posted twice"
    made = add("restore", _restore, words, "copy.sqlite3")
    made.add_argument("file", type=Path)
    words = "write the records of a period to a ZIP file"
    made = add("export", _export, words, "q3.zip --group Technology --period Q3 --as members")
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
    words = "check a records file: it ends with 0 (as it was made), 1 (changed) or 2 (no pack)"
    made = add("verify", _verify, words, "q3.zip")
    made.add_argument("file", type=Path)
    words = "print the Slack app manifest as JSON"
    made = add(
        "manifest", _manifest, words, "--name Secretariat --url https://convenor.example.org"
    )
    words = "public https address; without it the app uses Socket Mode"
    made.add_argument("--url", type=typed_address, help=words)
    made.add_argument(
        "--name", type=typed_name, default="Convenor", help="the app's name (1 to 35 characters)"
    )
    book = commands.add_parser("roster", help="organisations and people")
    verbs = book.add_subparsers(required=True, metavar="VERB")
    words = "read organisations and people from a YAML or CSV file (more: docs/roster.md)"
    made = add("import", _roster_import, words, "roster.csv --dry-run", among=verbs)
    made.add_argument("file", type=Path)
    made.add_argument("--dry-run", action="store_true", help="say what would change; write nothing")
    made.add_argument(
        "--remove", action="store_true", help="who is not in the file belongs to no organisation"
    )
    made.add_argument(
        "--rename", action="append", default=[], metavar="OLD=NEW", help="an organisation's names"
    )
    made.add_argument("--workspace", help="Slack team id; asked of Slack when left out")
    made.add_argument("--report", type=Path, metavar="FILE", help="a new file for all that it says")
    words = "write the roster as a file that import reads; a name in .csv makes a table"
    made = add("export", _roster_export, words, "roster.csv", among=verbs)
    made.add_argument("file", type=Path, nargs="?", help="a new file; printed when left out")
    made.add_argument("--workspace", help="Slack team id, where there are several")
    words = "write a roster file to begin with"
    made = add("sample", _roster_sample, words, "roster.yaml", among=verbs)
    made.add_argument("file", type=Path, nargs="?", help="a new file; printed when left out")
    words = "a local Slack-like workspace with Convenor in it"
    made = add("sandbox", _sandbox, words, "--fresh --port 4000")
    made.add_argument("--fresh", action="store_true", help="start over: forget yesterday's data")
    made.add_argument(
        "--port", type=_port, default=_SANDBOX_PORT, help=f"of the page (default {_SANDBOX_PORT})"
    )
    made.add_argument("--folder", type=Path, default=".sandbox", help="where its data is kept")
    made.add_argument("--no-browser", action="store_true", help="only print the address")
    return whole


def _introduce(whole: argparse.ArgumentParser, parsed: argparse.Namespace) -> int:
    if parsed.version:
        from importlib.metadata import version

        print(f"Convenor {version('convenor')}")
    else:
        whole.print_help()
    return 0


_port = partial(typed_number, least=0, most=65535)
_days = partial(typed_number, least=1, most=92)
_processes = partial(typed_number, least=1, most=MOST_PROCESSES)


def _process(*, front: bool, loop: bool) -> Runs:
    def run(parsed: argparse.Namespace) -> int:
        settings = _settings()
        number = getattr(parsed, "processes", 1)
        if number > 1:
            return run_side_by_side(settings, number, front=front, loop=loop)
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


def _doctor(_: argparse.Namespace) -> int:
    from handlers.cli import doctor

    settings = load()
    logs.set_up(json_lines=False, level="CRITICAL")  # it says the same in its own lines
    return doctor.run(settings, real_now)


def _simulate(arguments: argparse.Namespace) -> int:
    from handlers.cli import simulate

    settings = load()
    logs.set_up(json_lines=False, level="ERROR")
    return simulate.run(settings, real_now(), days=arguments.days, words=arguments.words)


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
