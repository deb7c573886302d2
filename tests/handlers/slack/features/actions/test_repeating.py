"""Recurring actions at the door: typed, in the forms, stopped, and one of them dropped."""

from datetime import UTC, date, datetime

import pytest

from bot.domain.errors import NotValid
from bot.use_cases.actions.repeat import plan_recurring
from bot.use_cases.context import Context
from tests.bot.use_cases.actions.network import AMARA, LIAM
from tests.handlers.slack.features.actions.scenes import (
    button,
    inputs,
    press,
    submit,
    type_in,
    words,
)

RULE = "every month on the 11th"


@pytest.fixture
def network(network):
    said = words(type_in(network, LIAM, "add", f"Send the figures <@{LIAM}> by 11 Dec every month"))
    assert f"Repeats {RULE}. The next one is made when this is done or due." in said
    return network


def repeats(network, number=1):
    action = network.stored(number)
    return action and action.repeats


def test_done_names_the_next_one(network):
    said = words(type_in(network, LIAM, "done", "A1"))
    assert "Done. The next one is A2, due Monday 11 January 2027." in said


@pytest.mark.parametrize("due", [False, True], ids=["early", "once due"])
def test_the_last_one_says_so_and_is_no_series_to_stop(network, due):
    type_in(network, LIAM, "repeat", "A1 every month until 31 Jan 2027")
    type_in(network, LIAM, "done", "A1")
    if due:
        day = datetime(2027, 1, 11, 12, tzinfo=UTC)
        assert plan_recurring(Context.system(network.work, day)) == 0
    shown = type_in(network, AMARA, "show", "A2")
    assert "until Sunday 31 January 2027. This is the last one." in words(shown)
    _, value = button(shown, "Drop")
    assert "which" not in inputs(press(network, AMARA, "action.drop", value).view)
    said = words(type_in(network, LIAM, "done", "A2"))
    assert "Done. It was the last one of its series." in said
    assert "the last one" not in words(type_in(network, LIAM, "done", "A2"))
    assert network.stored(3) is None


def test_the_last_one_is_dropped_without_a_question(network):
    type_in(network, LIAM, "repeat", "A1 every month until 31 Jan 2027")
    _, value = button(type_in(network, LIAM, "show", "A1"), "Done")
    assert "The next one is A2" in words(press(network, LIAM, "action.done", value))
    said = words(type_in(network, AMARA, "drop", "A2 because nobody reads them"))
    assert "Dropped. It was the last one of its series." in said


def test_a_press_says_that_it_was_the_last_one(network):
    type_in(network, LIAM, "repeat", "A1 every month until 31 Jan 2027")
    type_in(network, LIAM, "done", "A1")
    _, value = button(type_in(network, LIAM, "show", "A2"), "Done")
    said = words(press(network, LIAM, "action.done", value))
    assert "Done. It was the last one of its series." in said


def test_several_done_in_one_form_name_what_follows_each(network):
    network.put(7, title="Book a room")
    network.put(8, title="Find a host")
    type_in(network, LIAM, "repeat", "A1 every month until 31 Jan 2027")
    for following in ("· The next one is A", "· It was the last one of its series."):
        listed = type_in(network, LIAM, "list")
        view = press(network, LIAM, *button(listed, "Complete several")).view
        numbers = [o["value"] for o in inputs(view)["done_0"]["options"]]
        number = next(n for n in numbers if network.stored(int(n)).series)
        said = words(submit(network, LIAM, view, {"done_0": [number]}))
        assert f"Send the figures {following}" in said


def test_a_drop_asks_which_and_does_what_is_chosen(network):
    asked = type_in(network, AMARA, "drop", "A1 because nobody reads them")
    assert "A1 repeats." in words(asked)
    assert network.stored().open
    type_in(network, AMARA, "drop", "A1 only because nobody reads them")
    assert (network.stored().note, repeats(network, 2) is not None) == ("nobody reads them", True)
    type_in(network, AMARA, "drop", "A2 and later because nobody reads them")
    assert (network.stored(2).note, network.stored(3)) == ("nobody reads them", None)


def test_it_is_stopped_by_a_button_and_begun_again_by_words(network):
    shown = type_in(network, LIAM, "show", "A1")
    _, value = button(shown, "Stop repeating")
    assert "It does not repeat any more." in words(press(network, LIAM, "action.once", value))
    assert repeats(network) is None
    said = words(type_in(network, LIAM, "repeat", "A1 every 2 weeks until 30 Jun 2027"))
    assert "It repeats every 2 weeks on Friday, until Wednesday 30 June 2027." in said
    assert "It does not repeat any more." in words(type_in(network, LIAM, "repeat", "A1 never"))


def edited(network, **changes):
    view = type_in(network, LIAM, "edit", "A1").view
    fields = inputs(view)
    form = {
        "title": fields["title"]["initial_value"],
        "owner_user_id": LIAM,
        "organisation_id": None,
        "due_on": "2026-12-11",
        "audience": "group",
        "repeats": fields["repeats"]["initial_option"]["value"],
        "until": None,
    }
    return submit(network, LIAM, view, form | changes)


def test_the_form_shows_the_rule_keeps_it_and_changes_it(network):
    before = network.stored()
    assert words(edited(network)).startswith("Nothing was changed.")
    edited(network, title="Send all figures")
    assert network.stored().repeats == before.repeats
    edited(network, until="2027-06-30")
    assert "until Wednesday 30 June 2027" in words(type_in(network, LIAM, "show", "A1"))
    edited(network, repeats="WEEKLY;1")
    assert network.stored().repeats == "FREQ=WEEKLY;INTERVAL=1;BYDAY=FR"
    edited(network, repeats="once")
    assert network.stored().repeats is None
    with pytest.raises(NotValid) as refused:
        edited(network, repeats="MONTHLY;3", due_on=None)
    assert refused.value.field == "due_on"


def test_the_form_that_logs_makes_a_recurring_one(network):
    fields = {
        "title": "Review the list",
        "owners": [],
        "organisations": [],
        "due_on": "2026-12-11",
        "audience": "group",
        "repeats": "MONTHLY;3",
        "until": "2027-12-31",
    }
    submit(network, LIAM, type_in(network, LIAM, "add").view, fields)
    assert network.stored(2).occurrence == date(2026, 12, 11)
    assert repeats(network, 2) == "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=11;UNTIL=20271231"


def test_the_form_of_a_drop_asks_which(network):
    shown = type_in(network, LIAM, "show", "A1")
    _, value = button(shown, "Drop")
    view = press(network, LIAM, "action.drop", value).view
    submit(network, LIAM, view, {"reason": "Done elsewhere", "which": "later"})
    assert (repeats(network), network.stored(2)) == (None, None)
