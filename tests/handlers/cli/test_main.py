"""The command line by itself: what it can do, its version, examples that are true."""

import argparse
import os
import re
import shlex
import subprocess
import sys
import tomllib

import pytest

from handlers.cli.main import main, parser
from tests.project.papers import ROOT

VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]


def leaves(found):
    """Every parser that runs something, by the words that lead to it."""
    [verbs] = [a.choices for a in found._actions if isinstance(a, argparse._SubParsersAction)]
    for made in verbs.values():
        if made._subparsers is None:
            yield made.prog, made
        else:
            yield from leaves(made)


LEAVES = dict(leaves(parser()))


def test_alone_it_says_what_it_can_do_and_what_to_type_first(capsys):
    assert main([]) == 0
    said = capsys.readouterr().out
    assert {f"convenor {word}" for word in re.findall(r"^    (\w+)  ", said, re.M)} == {
        " ".join(words.split()[:2]) for words in LEAVES
    }
    first = re.findall(r"^  convenor (\w+) ", said, re.M)
    assert first == ["sandbox", "manifest", "run"]


def test_its_version_is_the_newest_of_the_changelog(capsys):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"Convenor {VERSION}\n"
    dated = re.findall(r"^## (\S+) – \d{4}-\d\d-\d\d$", (ROOT / "CHANGELOG.md").read_text(), re.M)
    assert dated[0] == VERSION


@pytest.mark.parametrize("words", ["manifest", "roster sample"])
def test_it_ends_without_a_word_where_nobody_reads_on(words):
    read, written = os.pipe()
    os.close(read)
    try:
        ended = subprocess.run(
            [sys.executable, "-m", "bot", *words.split()],
            cwd=ROOT,
            stdout=written,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
    finally:
        os.close(written)
    assert (ended.returncode, ended.stderr) == (141, b"")


@pytest.mark.parametrize("words", LEAVES)
def test_the_help_of_each_command_has_an_example_that_it_understands(words):
    example = LEAVES[words].epilog.removeprefix("Example: ")
    assert example.startswith(words)
    [_, *typed] = shlex.split(example)
    run = LEAVES[words].get_default("run")
    assert parser().parse_args(typed).run.__code__ is run.__code__


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("export", "convenor: please add file. `convenor export --help"),
        (f"manifest --name {'x' * 36}", "convenor: --name: an app's name in Slack has 1 "),
        ("manifest --name ''", "convenor: --name: an app's name in Slack has 1 to 35 ch"),
        ("manifest --url convenor.org", "convenor: --url: it must start with https://"),
        ("manifest --url https://", "convenor: --url: it must be an address such as ht"),
        (f"manifest --url https://a.org/{'x' * 3000}", "convenor: --url: it has 3014 ch"),
        ("sandbox --port abc", "convenor: --port: “abc” is no whole number from 0 to"),
        ("sandbox --port 70000", "convenor: --port: “70000” is no whole number from 0"),
        ("manifest --name 'a\nb'", "convenor: --name: an app's name is one line of letters and"),
        ("manifest --name", "convenor: --name wants a value behind it. `convenor manifest"),
        ("rum", "convenor: there is no command “rum”. `convenor --help` has"),
        ("run --fast", "convenor: I don't know --fast. `convenor --help` has"),
        (
            "export x.zip --as all",
            "convenor: --as: “all” is none of 'members', 'group', ",
        ),
    ],
    ids=[
        "no file",
        "long name",
        "no name",
        "no scheme",
        "no host",
        "long",
        "no number",
        "high",
        "two lines",
        "no value",
        "no command",
        "no option",
        "no choice",
    ],
)
def test_what_is_typed_wrong_is_one_line_with_a_way_on(typed, line, capsys):
    with pytest.raises(SystemExit) as ended:
        main(shlex.split(typed))
    said = capsys.readouterr().err
    assert ended.value.code == 2
    assert said.startswith(line)
    assert said.endswith("--help` has an example.\n")
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    "typed", ["backup x", "restore x", "migrate", "simulate", "export x", "roster export"]
)
def test_an_address_of_no_database_is_one_line(typed, monkeypatch, tmp_path, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", "mysql://me:secret@db/convenor")
    assert main(typed.split()) == 2
    assert capsys.readouterr().err == (
        "convenor: DATABASE_URL: A database address starts with sqlite:/// or postgresql://, "
        "not with mysql\n"
    )


@pytest.mark.parametrize("typed", ["export x", "roster export"])
def test_before_the_first_start_it_says_what_makes_the_workspace_known(
    typed, sqlite_template, monkeypatch, tmp_path, capsys
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{sqlite_template}")
    assert main(typed.split()) == 1
    words = "No workspace is known yet. `convenor run` makes Slack's known."
    assert capsys.readouterr().err == f"convenor: {words}\n"
