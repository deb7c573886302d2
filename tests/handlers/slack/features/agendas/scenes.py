"""Agendas as the use cases hand them over."""

from datetime import UTC, datetime

from bot.domain.audience import Audience
from bot.domain.dialogue import AgendaItem
from bot.domain.group import Group
from bot.use_cases.agendas.arrange import Agenda
from tests.network import LIAM, TECH, dialogue

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
DIALOGUE = dialogue(12, 1, datetime(2026, 12, 8, 14, 0, tzinfo=UTC), title="CSAM roundtable")
GROUP = Group(id=1, channel_id=TECH, name="Technology", zone="Europe/London", created_at=NOW)


def agenda(accepted, suggested=()):
    return Agenda(
        dialogue=DIALOGUE,
        group=GROUP,
        accepted=tuple(accepted),
        suggested=tuple(suggested),
        carried=(),
        people={},
        may_arrange=True,
        open=True,
    )


def items(number, title="Age assurance", first=1):
    return [
        AgendaItem(
            id=n,
            dialogue=DIALOGUE.number,
            title=title,
            minutes=5,
            suggested_by=LIAM,
            position=n,
            created_at=NOW,
            audience=Audience.GROUP,
        )
        for n in range(first, first + number)
    ]
