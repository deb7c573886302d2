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
from typing import TYPE_CHECKING, Any, NoReturn

from bot.domain import Audience
from handlers import logs
from handlers.database import migrate, open_database
from handlers.later import LaterModule
from handlers.loading import load
from handlers.running import MOST_PROCESSES, run_side_by_side, run_until_stopped
from handlers.settings import LogFormat, Settings, SettingsError, safe_address
from handlers.slack.kit.manifest import build_manifest
from handlers.wiring import Convenor, real_now

if TYPE_CHECKING:
    from handlers.cli import copies, doctor, records, sandbox, simulate
    from handlers.cli.roster import commands as roster
else:  # what only one command needs is read when it runs, so that the others start sooner
    _COMMANDS = ("copies", "doctor", "records", "sandbox", "simulate", "roster.commands")
    copies, doctor, records, sandbox, simulate, roster = (
        LaterModule(f"handlers.cli.{name}") for name in _COMMANDS
    )

Runs = Callable[[argparse.Namespace], int]

_LONGEST_NAME = 35
_LONGEST_ADDRESS = 3000 - len("/slack/events")
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
    try:
        return int(parsed.run(parsed))
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
        name: str,
        words: str,
        example: str = "",
        *,
        run: Runs,
        among: Any = commands,
        file: str | None = None,
        or_print: bool = False,
    ) -> Callable[..., object]:
        """What adds options to the new command. `file`: help on the one it takes; "" for none."""
        made: argparse.ArgumentParser = among.add_parser(name, help=words, description=words)
        made.epilog = f"Example: {made.prog}{example and f' {example}'}"
        made.set_defaults(run=run)
        if file is not None:
            made.add_argument("file", type=Path, nargs="?" if or_print else None, help=file or None)
        return made.add_argument

    add("run", "everything in one process", run=_process(front=True, loop=True))
    words, example = "the front door: what Slack sends", "--processes 2"
    web = add("web", words, example, run=_process(front=True, loop=False))
    words = "the scheduler and the deliveries"
    worker = add("worker", words, example, run=_process(front=False, loop=True))
    words = f"how many side by side, 1 to {MOST_PROCESSES} (default 1)"
    processes = partial(typed_number, least=1, most=MOST_PROCESSES)
    for option in (web, worker):
        option("--processes", type=processes, default=1, metavar="N", help=words)
    add("migrate", "bring the database to this version's schema", run=_migrate)
    words = "look for what is not in order; each line says what to do"
    add("doctor", words, run=lambda _: doctor.run(_settings("CRITICAL"), real_now))
    words = "what would be sent in the days ahead, and to who; nothing is sent or written"
    option = add("simulate", words, "--days 14", run=_simulate)
    days = partial(typed_number, least=1, most=92)
    option("--days", type=days, default=14, help="how many, 1 to 92 (default 14)")
    option("--words", action="store_true", help="also what each message says")
    words, example = "make a copy of the database, also while Convenor runs", "copy.sqlite3"
    new_file = "a new file; none is overwritten"
    add("backup", words, example, run=lambda p: copies.back_up(_settings(), p.file), file=new_file)
    words = "put a copy back, so that nothing is posted twice"
    add("restore", words, example, run=lambda p: copies.restore(_settings(), p.file), file="")
    words = "write the records of a period to a ZIP file"
    example = "q3.zip --group Technology --period Q3 --as members"
    option = add(
        "export", words, example, run=lambda p: records.export(_settings(), p), file=new_file
    )
    option("--group", help="its name; all groups when left out")
    option("--period", default="all", help="such as Q3, “October 2026” or “since 1 July”")
    option("--dialogue", help="one dialogue alone, such as D12")
    option(
        "--as",
        dest="audience",
        choices=[audience.value for audience in Audience],
        default=Audience.NETWORK.value,
        help="whose rights: members, group (observers too) or network (the least, and the usual)",
    )
    option("--workspace", help="Slack team id, where there are several")
    words = "check a records file: it ends with 0 (as it was made), 1 (changed) or 2 (no pack)"
    add("verify", words, "q3.zip", run=lambda p: records.verify(p.file), file="")
    words = "print the Slack app manifest as JSON"
    example = "--name Secretariat --url https://convenor.example.org"
    option = add("manifest", words, example, run=_manifest)
    words = "public https address; without it the app uses Socket Mode"
    option("--url", type=typed_address, help=words)
    words = "the app's name (1 to 35 characters)"
    option("--name", type=typed_name, default="Convenor", help=words)
    book = commands.add_parser("roster", help="organisations and people")
    add_verb = partial(add, among=book.add_subparsers(required=True, metavar="VERB"))
    words = "read organisations and people from a YAML or CSV file (more: docs/roster.md)"
    option = add_verb(
        "import",
        words,
        "roster.csv --dry-run",
        run=lambda p: roster.import_file(_settings(), p),
        file="",
    )
    option("--dry-run", action="store_true", help="say what would change; write nothing")
    words = "who is not in the file belongs to no organisation"
    option("--remove", action="store_true", help=words)
    words = "an organisation's names"
    option("--rename", action="append", default=[], metavar="OLD=NEW", help=words)
    option("--workspace", help="Slack team id; asked of Slack when left out")
    option("--report", type=Path, metavar="FILE", help="a new file for all that it says")
    add_verb = partial(add_verb, file="a new file; printed when left out", or_print=True)
    words = "write the roster as a file that import reads; a name in .csv makes a table"
    option = add_verb(
        "export", words, "roster.csv", run=lambda p: roster.export_file(_settings(), p)
    )
    option("--workspace", help="Slack team id, where there are several")
    words = "write a roster file to begin with"
    add_verb("sample", words, "roster.yaml", run=lambda p: roster.write_sample(p.file))
    words = "a local Slack-like workspace with Convenor in it"
    option = add("sandbox", words, "--fresh --port 4000", run=lambda p: sandbox.run(p))
    option("--fresh", action="store_true", help="start over: forget yesterday's data")
    port = partial(typed_number, least=0, most=65535)
    words = "of the page (default 3939)"
    option("--port", type=port, default=3939, help=words)
    option("--folder", type=Path, default=".sandbox", help="where its data is kept")
    option("--no-browser", action="store_true", help="only print the address")
    return whole


def _introduce(whole: argparse.ArgumentParser, parsed: argparse.Namespace) -> int:
    if parsed.version:
        from importlib.metadata import version

        print(f"Convenor {version('convenor')}")
    else:
        whole.print_help()
    return 0


def _process(*, front: bool, loop: bool) -> Runs:
    def run(parsed: argparse.Namespace) -> int:
        settings = _settings()
        number = getattr(parsed, "processes", 1)
        if number > 1:
            return run_side_by_side(settings, number, front=front, loop=loop)
        return asyncio.run(run_until_stopped(Convenor(settings=settings, front=front, loop=loop)))

    return run


def _migrate(_: argparse.Namespace) -> int:
    database = open_database(_settings())
    try:
        migrate(database)
    finally:
        asyncio.run(database.close())
    print("The schema is this version's.")
    return 0


def _simulate(parsed: argparse.Namespace) -> int:
    return simulate.run(_settings("ERROR"), real_now(), days=parsed.days, words=parsed.words)


def _manifest(parsed: argparse.Namespace) -> int:
    made = build_manifest(name=parsed.name, public_url=parsed.url)
    print(json.dumps(made, indent=2, ensure_ascii=False))
    return 0


def _settings(level: str | None = None) -> Settings:
    """`level`: that of a command whose own lines say what the log would say."""
    settings = load()
    as_json = settings.log_format is LogFormat.JSON and level is None
    logs.set_up(json_lines=as_json, level=level or settings.log_level)
    return settings


def typed_number(typed: str, least: int, most: int) -> int:
    if not (typed.isascii() and typed.isdecimal() and least <= int(typed[:9]) <= most):
        raise argparse.ArgumentTypeError(f"“{typed}” is no whole number from {least} to {most}")
    return int(typed)


def typed_name(typed: str) -> str:
    """Of an app (display_information.name in Slack's schema of manifests)."""
    if not typed.isprintable():
        raise argparse.ArgumentTypeError("an app's name is one line of letters and signs")
    if not 1 <= len(typed.strip()) <= _LONGEST_NAME:
        words = f"an app's name in Slack has 1 to {_LONGEST_NAME} characters, this has "
        raise argparse.ArgumentTypeError(f"{words}{len(typed.strip())}")
    return typed.strip()


def typed_address(typed: str) -> str:
    """What Slack calls, with our path behind it (slash_commands.url in the same schema)."""
    try:
        address = safe_address(typed)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"it {error}, not “{typed[:100]}”") from None
    if len(address) > _LONGEST_ADDRESS:
        words = f"it has {len(address)} characters, and Slack takes {_LONGEST_ADDRESS}"
        raise argparse.ArgumentTypeError(words)
    return address
