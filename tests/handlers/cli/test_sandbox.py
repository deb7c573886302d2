"""Folders, files and ports that commands cannot use are named in one line, with what to do."""

import asyncio
import socket
import sqlite3

import pytest

from bot.domain.message_kind import MessageKind
from handlers.cli.main import main
from handlers.cli.sandbox import walked_playground
from handlers.slack.request.request import Kind
from handlers.slack.routes import ROUTES
from tests.waiting import PATIENT


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


NOT_BY_STEPS = {MessageKind.TOO_LATE, MessageKind.RESTORED, MessageKind.ROSTER}
"""What a walk does not show: an outage, a file of the operator, or the daily check brings it."""


@pytest.mark.long
@pytest.mark.timeout(900)
def test_the_walk_shows_every_kind_of_message_and_every_form(tmp_path):
    async def walk():
        ground = await walked_playground(str(tmp_path), timing=PATIENT)
        try:
            return list(ground.sandbox.core.exhibits)
        finally:
            await ground.stop()

    exhibits = asyncio.run(walk())
    with sqlite3.connect(tmp_path / "convenor.sqlite3") as kept:
        sent = {
            kind for (kind,) in kept.execute("SELECT kind FROM deliveries WHERE state = 'sent'")
        }
    assert set(MessageKind) - sent <= NOT_BY_STEPS
    modals = [one.shown for one in exhibits if one.kind == "modal"]
    forms = {view["callback_id"] for view in modals if view.get("submit")}
    assert {name for kind, name in ROUTES if kind is Kind.SUBMISSION} <= forms
    usual = {True: ("Cancel", "Annuler"), False: ("Close", "Fermer")}
    said = {(one["callback_id"], bool(one.get("submit")), one["close"]["text"]) for one in modals}
    odd = {(name, words) for name, sends, words in said if words not in usual[sends]}
    assert odd == {("dialogue.cancel", "Keep it"), ("practice.publish_in", "Not yet")}
