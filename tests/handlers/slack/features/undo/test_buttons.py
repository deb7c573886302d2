"""The press that undoes, as it is answered in each place."""

import pytest

from bot.domain.errors import NotFound, Refusal
from handlers.slack.request.response import Quiet
from tests.bot.use_cases.actions.network import AMARA, LIAM, TODAY, complete, settle_in
from tests.handlers.slack.features.actions.scenes import button, press, type_in, words


@pytest.fixture
def network(work):
    return settle_in(work)


@pytest.mark.parametrize("place", ["", "card", "show", "home", "morning", "list 0 open mine"])
def test_the_place_shows_the_action_open_again(network, place):
    before = network.put(due_on=TODAY)
    answer = press(network, LIAM, "undo", f"{complete(network).step}|{place}")
    assert network.stored() == before
    if place == "home":
        assert isinstance(answer, Quiet)
    else:
        assert words(answer).startswith("Undone. It is open, as it was before")
        assert answer.replace is (place not in ("", "morning")), "the loop redraws a morning"


def test_pressed_again_it_says_so(network):
    network.put()
    undo = button(type_in(network, LIAM, "done", "A1"), "Undo")
    press(network, LIAM, *undo)
    assert "undone already" in words(press(network, LIAM, *undo))
    assert [did for _, did, _ in network.history()] == ["done", "undone"]


@pytest.mark.parametrize("value", ["", "x|card", "99|card", "-1|", "1"])
def test_other_values_undo_nothing(network, value):
    network.put()
    complete(network)
    with pytest.raises(Refusal):
        press(network, AMARA, "undo", value)
    assert not network.stored().open


def test_another_person_s_press_finds_nothing(network):
    network.put()
    step = complete(network).step
    with pytest.raises(NotFound):
        press(network, AMARA, "undo", f"{step}|card")


def test_a_snooze_is_undone_in_words_of_its_own(network):
    network.put(snoozed_until=TODAY)
    snoozed = press(network, LIAM, "action.snooze:week", "A1|card")
    answer = press(network, LIAM, *button(snoozed, "Undo"))
    assert words(answer).startswith("Undone. It is snoozed as before")
