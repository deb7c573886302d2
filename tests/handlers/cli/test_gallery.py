"""The gallery's walk comes past every kind of message and every form."""

import asyncio
import sqlite3

import pytest

from bot.domain.message_kind import MessageKind
from handlers.cli.sandbox import walked_playground
from handlers.slack.request.request import Kind
from handlers.slack.routes import ROUTES
from tests.waiting import PATIENT

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
    forms = {one.shown["callback_id"] for one in exhibits if one.kind == "modal"}
    assert {name for kind, name in ROUTES if kind is Kind.SUBMISSION} <= forms
