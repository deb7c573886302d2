"""`convenor export` writes what the least of some people may see; `convenor verify` checks it."""

import json
import zipfile
from datetime import UTC, date, datetime

import pytest

from bot.domain.action_item import ActionItem
from bot.domain.audience import Audience
from bot.domain.group import Group
from handlers.cli.main import main
from handlers.records.pack import MANIFEST
from storage.database.schema import upgrade_schema
from storage.unit_of_work import Database

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
TEAM = "T1"


@pytest.fixture
def database(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # no .env
    url = f"sqlite:///{tmp_path}/convenor.sqlite3"
    monkeypatch.setenv("DATABASE_URL", url)
    database = Database(url)
    upgrade_schema(database.engine)
    with database.transaction(TEAM) as work:
        work.workspaces.keep_installed("Network", "UBOT", NOW)
        for number, name in enumerate(("Technology", "Education"), 1):
            group = work.groups.add(
                Group(id=0, channel_id=f"C{number}", name=name, zone="UTC", created_at=NOW)
            )
            for audience in Audience:
                work.actions.add(action(work, group, audience))
    yield database
    database.dispose()


def action(work, group, audience):
    return ActionItem(
        number=work.numbers.take_next("A"),
        group_id=group.id,
        title=f"{audience} of {group.name}",
        audience=audience,
        created_by="U1",
        created_at=NOW,
        due_on=date(2026, 1, 24),
    )


@pytest.fixture
def run(capsys):
    def run(*words):
        code = main(list(words))
        return code, *capsys.readouterr()

    return run


def titles(path):
    with zipfile.ZipFile(path) as pack:
        return [row["title"] for row in json.loads(pack.read("actions.json"))]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ((), {"network of Technology", "network of Education"}),
        (
            ("--as", "group", "--group", "technology"),
            {"group of Technology", "network of Technology"},
        ),
        (
            ("--as", "members", "--group", "Education", "--period", "January 2026"),
            {f"{audience} of Education" for audience in Audience},
        ),
    ],
    ids=["least", "group", "members"],
)
def test_whose_rights_are_named_and_the_least_are_usual(database, run, words, expected):
    code, told, trouble = run("export", "pack.zip", *words)
    assert (code, set(titles("pack.zip"))) == (0, expected), trouble
    assert "Its seal is" in told
    code, checked, trouble = run("verify", "pack.zip")
    assert (code, trouble) == (0, "")
    assert told.rsplit("Its seal is ")[1].strip().rstrip(".") in checked


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--group", "Board"), "There is no group Board here. There are: Education, Technology."),
        (("--period", "soon"), "I can't read “soon” as a period."),
        (("--dialogue", "D9"), "I can't find D9"),
        (("--workspace", "T9"), "There are: none."),
    ],
    ids=["group", "period", "dialogue", "workspace"],
)
def test_what_cannot_be_made_is_one_line_and_leaves_no_file(database, run, tmp_path, words, said):
    code, told, trouble = run("export", "pack.zip", *words)
    assert (code, told) == (1, "")
    assert said in trouble
    assert trouble.startswith("convenor: ")
    assert trouble.count("\n") == 1
    assert not (tmp_path / "pack.zip").exists()


def test_nothing_is_overwritten_and_no_database_is_made(database, run, tmp_path, monkeypatch):
    (tmp_path / "pack.zip").write_text("mine")
    assert run("export", "pack.zip")[0] == 1
    assert (tmp_path / "pack.zip").read_text() == "mine"
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/other.sqlite3")
    code, _, trouble = run("export", "new.zip")
    assert (code, trouble.count("\n")) == (2, 1)
    assert not (tmp_path / "other.sqlite3").exists()


def remade(path, change):
    """The pack with other files: `change` gets them by name."""
    with zipfile.ZipFile(path) as pack:
        files = {name: pack.read(name) for name in pack.namelist()}
    change(files)
    with zipfile.ZipFile(path, "w") as pack:
        for name, content in files.items():
            pack.writestr(name, content)


def test_each_file_that_is_not_as_it_was_has_a_line(database, run):
    run("export", "pack.zip", "--as", "members")

    def change(files):
        files["actions.csv"] = files["actions.csv"].replace(b"members", b"membres", 1)
        del files["actions.md"]
        files["../evil\x1b[2J.txt"] = b"added"
        files[MANIFEST] = files[MANIFEST].replace(b"the operator", b"the Operator")

    remade("pack.zip", change)
    code, told, trouble = run("verify", "pack.zip")
    assert (code, trouble) == (1, "")
    assert told.splitlines()[1:] == [
        f"changed: {MANIFEST}",
        "changed: actions.csv",
        "missing: actions.md",
        "added: ../evil\\x1b[2J.txt",
    ]


@pytest.mark.parametrize(
    "content",
    [b"", b"no ZIP", None, {}, {MANIFEST: b"{}"}, {MANIFEST: b"[1]"}, {MANIFEST: b"\xff"}],
    ids=["empty", "text", "none", "no-manifest", "empty-manifest", "a-list", "no-text"],
)
def test_what_is_no_pack_is_one_line(run, tmp_path, content):
    path = tmp_path / "pack.zip"
    if isinstance(content, bytes):
        path.write_bytes(content)
    elif content is not None:
        with zipfile.ZipFile(path, "w") as pack:
            for name, held in content.items():
                pack.writestr(name, held)
    code, told, trouble = run("verify", str(path))
    assert (code, told, trouble.count("\n")) == (2, "", 1)
    assert "is no records pack" in trouble


def test_help_has_an_example(run, capsys):
    for name in ("export", "verify"):
        with pytest.raises(SystemExit):
            run(name, "--help")
        assert f"Example: convenor {name}" in " ".join(capsys.readouterr().out.split())
