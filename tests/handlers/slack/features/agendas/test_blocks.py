"""An agenda as it is shown: named once, in order whichever way its titles are written."""

from datetime import UTC, datetime

from bot.domain.agenda import AgendaItem
from bot.domain.audience import Audience
from bot.domain.dialogue import Dialogue
from bot.domain.group import Group
from bot.use_cases.agendas.rules import Agenda
from handlers.slack.features.agendas import blocks
from handlers.slack.kit.fallback import fallback_text

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
DIALOGUE = Dialogue(
    number=12,
    group_id=1,
    title="CSAM roundtable",
    wall=datetime(2026, 12, 8, 14, 0),
    zone="Europe/London",
    starts_at=datetime(2026, 12, 8, 14, 0, tzinfo=UTC),
    minutes=60,
    audience=Audience.GROUP,
    created_by="U0LIAM",
    created_at=NOW,
)
GROUP = Group(id=1, channel_id="C0TECH", name="Technology", zone="Europe/London", created_at=NOW)


def agenda(accepted, suggested=(), **changes):
    facts = {
        "dialogue": DIALOGUE,
        "group": GROUP,
        "accepted": tuple(accepted),
        "suggested": tuple(suggested),
        "carried": (),
        "people": {},
        "may_arrange": True,
        "open": True,
    }
    return Agenda(**(facts | changes))


def items(number, title="Age assurance", first=1):
    return [
        AgendaItem(
            id=n,
            dialogue=12,
            title=title,
            minutes=5,
            suggested_by="U0LIAM",
            position=n,
            created_at=NOW,
            audience=Audience.GROUP,
        )
        for n in range(first, first + number)
    ]


def test_a_title_from_right_to_left_leaves_minutes_and_presenter_in_order():
    said = fallback_text(blocks.in_full(agenda(items(1, "مائدة مستديرة"))))
    assert "\u200e\u2068مائدة مستديرة\u2069 (5 minutes, U0LIAM)" in said


def test_the_agenda_is_named_once():
    said = fallback_text(blocks.in_full(agenda(items(1))))
    assert said.startswith("Agenda of D12\n")
    assert said.count("Agenda") == 1
