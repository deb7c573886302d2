"""A Home fits, whatever there is of each thing; what does not fit is counted."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.languages import speaking
from bot.ports.ledgers.actions import ActionPage
from bot.ports.ledgers.personal import CalendarAddress
from bot.use_cases.home.show import ChairDesk, Home, Office
from bot.use_cases.undo.undo import Undoable
from handlers.sandbox.validation.messages import checked_view
from handlers.slack.features.groups.blocks import RUN
from handlers.slack.features.home.blocks import ACTIONS, FEW, home_view
from handlers.slack.kit.fallback import fallback_text
from handlers.slack.request.ask_back import GROUP_PRESS
from handlers.slack.request.request import Kind
from handlers.slack.routes import COMMANDS, ROUTES
from tests.bot.use_cases.groups.hall import NOW
from tests.network import AMARA, dialogue
from tests.storage import records

LONG = "The very long name of something that nobody would ever write in full " * 3


def full(hall, **changes):
    """Five hundred actions, twelve groups that one chairs, everything with its longest name."""
    person = hall.work.people.get(AMARA)
    groups = {n: records.group(id=n, name=LONG[:80]) for n in range(1, 13)}
    action = records.action(1, 1, title=LONG[:150], due_on=NOW.date())
    desk = ChairDesk(
        group=groups[1],
        reviews=9_999,
        unanswered=9_999,
        overdue=tuple((f"{LONG[:70]} {n}", 500) for n in range(40)),
        readable=True,
    )
    office = Office(
        groups=tuple(groups.values()),
        chairs=dict.fromkeys(groups, (LONG[:80],) * 9),
        unreadable=frozenset(groups),
        unassigned=(LONG[:80],) * 300,
        unspoken=(LONG[:80],) * 40,
        late_since=NOW,
        refused=12,
    )
    made = {
        "person": person,
        "now": NOW,
        "groups": groups,
        "seats": tuple(groups.values()),
        "actions": ActionPage((action,) * ACTIONS, 500),
        "shared": (action,) * 70,
        "done": (action,) * FEW,
        "undoable": (Undoable(step=1, did="done", records=(action,) * 30),) * FEW,
        "dialogues": tuple(
            dialogue(n, 1, NOW + timedelta(days=n), title=LONG[:150]) for n in range(1, FEW + 2)
        ),
        "answers": {},
        "answerable": frozenset(groups),
        "deputies": {},
        "saved": (records.practice(1, 1, title=LONG[:150]),) * FEW,
        "saved_in_all": 90,
        "address": CalendarAddress(
            workspace_id="T1",
            user_id=AMARA,
            secret_hash="h",
            created_at=NOW,
        ),
        "desks": tuple(replace(desk, group=group) for group in groups.values()),
        "office": office,
    }
    return Home(**(made | changes))


def said_in(view):
    return "\n".join(fallback_text([block]) for block in view["blocks"])


def test_it_fits_and_says_what_is_left_out(hall):
    view = home_view(full(hall), public_url="https://convenor.example.org")
    checked_view(view, kind="home")
    assert len(view["blocks"]) < 100
    said = said_in(view)
    assert "Your open actions: 500" in said
    assert "And 480 more." in said
    assert "And 65 more." in said
    assert "And 85 more." in said
    assert "Your settings" in str(view["blocks"][-5:])
    (action,) = {*full(hall).actions.items}
    most = ActionPage((action,) * ACTIONS, 1_000, more=True)
    said = said_in(home_view(full(hall, actions=most), public_url=""))
    assert "Your open actions: more than 1,000" in said
    assert "And more than 980 more." in said


def test_nobody_s_home_is_nearly_empty(hall):
    nothing = {
        "saved": (),
        "saved_in_all": 0,
        "seats": (),
        "shared": (),
        "done": (),
        "undoable": (),
        "dialogues": (),
        "desks": (),
        "office": None,
    }
    page = ActionPage((), 0)
    view = home_view(full(hall, actions=page, address=None, **nothing), public_url="")
    checked_view(view, kind="home")
    said = said_in(view)
    assert "Your open actions: none" in said
    assert "You are in no working group yet." in said
    for heading in ("dialogues", "desk", "secretariat", "calendar"):
        assert heading not in said


@pytest.mark.parametrize("readable", [True, False], ids=["readable", "closed"])
def test_a_desk_of_a_closed_channel_says_so(hall, readable):
    (desk, *_) = full(hall).desks
    home = full(hall, desks=(replace(desk, readable=readable),))
    said = str(home_view(home, public_url="")["blocks"])
    assert ("/invite @Convenor" in said) is not readable
    assert ("Digest preview" in said) is readable


def test_every_button_leads_somewhere(hall):
    view = home_view(full(hall), public_url="https://convenor.example.org")
    elements = [e for b in view["blocks"] for e in b.get("elements", []) if "action_id" in e]
    elements += [b["accessory"] for b in view["blocks"] if "accessory" in b]
    pressed = {(e["action_id"].partition(":")[0], e.get("value", "")) for e in elements}
    assert {(Kind.PRESS, action_id) for action_id, _ in pressed} <= ROUTES.keys()
    named = {json.loads(value)["id"] for one, value in pressed if one == GROUP_PRESS}
    named |= {value for one, value in pressed if one == RUN}
    assert len(named) > 4
    assert named <= COMMANDS.keys()


def test_a_home_in_french_fits_too(hall):
    with speaking("fr"):
        view = home_view(full(hall), public_url="https://convenor.example.org")
    checked_view(view, kind="home")
    said = said_in(view)
    assert "Vos actions en cours" in said
    assert "Pour le secrétariat" in said
    assert "chaque jour ouvré à 09:00" in said
