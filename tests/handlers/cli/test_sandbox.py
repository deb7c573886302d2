"""Folders, files and ports that commands cannot use are named in one line, with what to do."""

import socket

import pytest

from handlers.cli.main import main


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        (
            "sandbox --no-browser --folder {0}/words/data",
            "--folder: {0}/words/data cannot be used: a part of its path is no folder. Name "
            "another one, or put that right.",
        ),
        (
            "sandbox --no-browser --folder {0}/words",
            "--folder: {0}/words cannot be used: there is a file of that name already. Name "
            "another one, or put that right.",
        ),
        (
            "sandbox --no-browser --folder {0}/data --port {1}",
            "--port: {1} is in use by another program. Stop that one, or take another.",
        ),
        (
            "backup {0}/none/copy",
            "{0}/none/copy cannot be used: there is no folder {0}/none. Create it, or name "
            "another file.",
        ),
        (
            "restore {0}/words",
            "{0}/words cannot be used: the file is no SQLite database. Name another file, or move "
            "it away.",
        ),
    ],
    ids=["a path", "a file", "a port", "a folder", "no database"],
)
def test_a_file_or_port_that_cannot_be_used(
    typed, line, tmp_path, sqlite_template, capsys, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{sqlite_template}")
    (tmp_path / "words").write_text("words " * 1000)
    with socket.create_server(("127.0.0.1", 0)) as other:
        at = (tmp_path, other.getsockname()[1])
        assert main(typed.format(*at).split()) in (1, 2)
    assert capsys.readouterr().err == f"convenor: {line.format(*at)}\n"
