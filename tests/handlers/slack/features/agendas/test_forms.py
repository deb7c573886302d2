"""Forms about agendas, as long as an agenda can grow."""

from datetime import UTC, datetime

from bot.domain.agenda import AgendaItem
from bot.domain.audience import Audience
from bot.domain.dialogue import Dialogue
from bot.domain.group import Group
from bot.use_cases.agendas.rules import Agenda
from handlers.sandbox.validation.messages import checked_view
from handlers.slack.features.agendas import forms
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


def test_more_items_than_a_form_holds_come_once_others_have_a_place():
    form = checked_view(forms.arrange_form(agenda((), items(130, "김" * 150))), kind="modal")
    fields = [block for block in form["blocks"] if block["type"] == "input"]
    assert len(fields) == 45
    assert "and 85 more items, once these have a place" in fallback_text(form["blocks"])


def test_a_few_are_all_there():
    form = checked_view(forms.arrange_form(agenda(items(2), items(1, first=3))), kind="modal")
    (first, *_) = [block for block in form["blocks"] if block["type"] == "input"]
    options = [option["value"] for option in first["element"]["options"]]
    assert options == ["1", "2", "3", forms.OUT, forms.UNDECIDED]
    assert "more item" not in fallback_text(form["blocks"])
