"""What the system refuses is told in words for people, with the way on."""

import errno
import socket

import pytest

from handlers.cli.main import main
from handlers.mishaps import file_words, port_words


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


@pytest.mark.parametrize(
    ("name", "port", "line"),
    [
        ("EADDRINUSE", 3000, "PORT: 3000 is in use by another program. Stop that one, or take an"),
        ("EACCES", 80, "PORT: 80 is for the administrator alone. Take one above 1023."),
        ("EADDRNOTAVAIL", 3000, "CONVENOR_HOST: “192.0.2.1” is no address of this machine, such "),
    ],
)
def test_a_port_says_which_setting_is_wrong(name, port, line):
    error = OSError(getattr(errno, name), "no")
    assert port_words("PORT", "192.0.2.1", port, error).startswith(line)


def test_what_has_no_words_of_ours_keeps_the_system_s():
    assert file_words("/x", OSError(5, "Input/output error")).startswith(
        "/x cannot be used: input/output error."
    )
