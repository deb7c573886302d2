"""Several completed in one form, and one snoozed until a day; each can be undone."""

from datetime import date

import pytest

from bot.domain.action_item import ActionStatus
from bot.domain.audience import Audience
from bot.domain.errors import NotAllowed, NotFound, NotValid, Refusal
from tests.bot.use_cases.actions.network import (
    AMARA,
    DAY,
    DIRECT,
    LIAM,
    NORA,
    NOW,
    OLIVE,
    TODAY,
)
from tests.handlers.slack.features.actions.scenes import (
    button,
    buttons,
    inputs,
    press,
    submit,
    type_in,
    words,
)


def opened(network, user_id, raw="", **changes):
    listed = type_in(network, user_id, "list", raw, **changes)
    return press(network, user_id, *button(listed, "Complete several"), **changes).view


def boxes(view):
    return [[o["value"] for o in one["options"]] for one in inputs(view).values()]


def test_those_that_one_may_complete_ten_to_a_group(network):
    for number in range(1, 30):
        network.put(number, title=f"T{number} " + "ب" * 140)
    for number in range(30, 40):
        network.put(number, owner_user_id=AMARA)
    view = opened(network, LIAM)
    words(press(network, LIAM, *button(type_in(network, LIAM, "list"), "Complete several")))
    assert [len(part) for part in boxes(view)] == [10, 10, 9]
    assert len(boxes(opened(network, AMARA))) == 4


def test_each_is_answered_and_one_undo_opens_them_all(network):
    for number in (1, 2, 3):
        network.put(number)
    view = opened(network, LIAM)
    network.work.actions.change(network.put(4, owner_user_id=AMARA))
    answer = submit(network, LIAM, view, {"done_0": ["1", "2"], "done_1": ["4"]})
    said = words(answer)
    assert "2 actions done." in said
    assert "Done: A1 Action 1" in said
    assert "Only its owner or a chair of Technology" in said
    assert not network.stored(2).open
    undone = press(network, LIAM, *button(answer, "Undo"))
    assert "Undone. 2 actions open, as before:" in words(undone)
    assert network.stored(1).open
    assert network.stored(2).open


def test_nothing_chosen_and_nothing_to_choose(network):
    network.put(1)
    network.put(2)
    with pytest.raises(NotValid, match="at least one"):
        submit(network, LIAM, opened(network, LIAM), {"done_0": []})
    offered = [label for label, *_ in buttons(type_in(network, OLIVE, "list"))]
    assert "Complete several…" not in offered
    with pytest.raises(Refusal, match="no open action that you can complete"):
        press(network, OLIVE, "action.several", "0 open any")


def test_an_observer_sees_no_box_of_what_is_for_members(network):
    network.put(1, owner_user_id=NORA)
    network.put(2, owner_user_id=NORA)
    network.put(3, owner_user_id=NORA, audience=Audience.MEMBERS)
    view = opened(network, NORA)
    assert boxes(view) == [["1", "2"]]
    answer = submit(network, NORA, view, {"done_0": ["1", "3"]})
    assert "I can't find A3 in a group you belong to." in words(answer)
    assert network.stored(3).open


# Snooze -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "until", "said"),
    [
        ({"day": "tomorrow"}, date(2026, 12, 8), "Snoozed until Tuesday 8 December 2026."),
        ({"day": "week"}, date(2026, 12, 14), "Snoozed until Monday 14 December 2026."),
        (
            {"day": "week", "until": "2026-12-12"},
            date(2026, 12, 12),
            "Snoozed until Saturday 12 December 2026. That is a day off where you are. "
            "You hear of it again on Monday 14 December 2026.",
        ),
    ],
    ids=["tomorrow", "next week", "a Saturday"],
)
def test_snoozed_until_a_day(network, fields, until, said):
    network.put()
    view = press(network, LIAM, *button(type_in(network, LIAM, "list"), "Snooze")).view
    answer = submit(network, LIAM, view, fields)
    assert words(answer).startswith(said)
    assert network.stored().snoozed_until == until
    press(network, LIAM, *button(answer, "Undo"))
    assert network.stored().snoozed_until is None


@pytest.mark.parametrize(
    ("until", "why"),
    [("2026-12-07", "a later day"), ("2028-01-01", "within a year"), ("soon", "choose a day")],
    ids=["today", "too far", "no day"],
)
def test_other_days_are_refused_beside_the_field(network, until, why):
    network.put()
    view = press(network, LIAM, "action.snooze_on", "A1|card").view
    with pytest.raises(NotValid, match=why) as refused:
        submit(network, LIAM, view, {"day": "tomorrow", "until": until})
    assert refused.value.field == "until"
    assert network.stored().snoozed_until is None


def test_without_an_action_one_is_chosen_among_ones_own(network):
    network.put(1)
    network.put(2, owner_user_id=AMARA)
    view = press(network, LIAM, "action.snooze_on", "", place=DIRECT).view
    assert [o["value"] for o in inputs(view)["number"]["options"]] == ["1"]
    submit(network, LIAM, view, {"day": "week", "number": "1"})
    assert network.stored(1).snoozed_until == date(2026, 12, 14)
    with pytest.raises(NotAllowed):
        submit(network, LIAM, view, {"day": "week", "number": "2"})
    with pytest.raises(NotFound):
        submit(network, LIAM, view, {"day": "week", "number": "99"})


def test_next_week_from_the_menu_of_the_morning(network):
    network.put(due_on=TODAY - DAY)
    answer = press(network, LIAM, "action.snooze:week", "A1|morning", place=DIRECT)
    assert words(answer).startswith("Snoozed until Monday 14 December 2026.")
    undone = press(network, LIAM, *button(answer, "Undo"), place=DIRECT)
    assert words(undone).startswith("Undone. It is open, as it was before")
    assert network.stored().snoozed_until is None


@pytest.mark.parametrize("status", [ActionStatus.DONE, ActionStatus.DROPPED])
def test_a_list_of_settled_ones_leads_to_all_of_the_note(network, status):
    network.put(status=status, note="n" * 900, settled_at=NOW, settled_by=LIAM)
    listed = type_in(network, LIAM, "list", "all")
    shown = press(network, LIAM, *button(listed, "Show"))
    assert "n" * 900 in words(shown)
