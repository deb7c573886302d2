"""An action is opened to more people: it asks first, and what was written before stays as it is."""

from dataclasses import replace

import pytest

from bot.domain.audience import Audience
from bot.domain.errors import NotAllowed, NotFound
from bot.use_cases.actions.edit import AssignAction, EditAction, assign_action, edit_action
from bot.use_cases.actions.owners import Owner, owner_of
from bot.use_cases.actions.settle import CompleteAction, complete_action, reopen_action
from bot.use_cases.actions.show import show_action
from bot.use_cases.audience_changes import Widens
from bot.use_cases.context import Context
from tests.bot.use_cases.actions.network import AMARA, DAY, LIAM, NORA, NOW, OLIVE

NOTE = "The lawyer is ill, please ask Sam."


@pytest.fixture
def closed(network):
    """A1 for members, handed over with a note."""
    network.put(audience=Audience.MEMBERS)
    assign_action(AssignAction(1, Owner(user_id=OLIVE), NOTE), **network.placing(LIAM))
    return network


def wish(network, audience=Audience.GROUP, **changes):
    before = network.stored()
    said = {"title": before.title, "owner": owner_of(before), "due_on": before.due_on}
    return EditAction(**{"number": 1, "audience": audience, **said, **changes})


def opening(network, user_id=AMARA, **changes):
    """What it asks first."""
    with pytest.raises(Widens) as asked:
        edit_action(wish(network, **changes), **network.placing(user_id))
    return asked.value.opening


def widen(network, user_id=AMARA, **changes):
    told = opening(network, user_id, **changes).mark
    return edit_action(wish(network, told=told, **changes), **network.placing(user_id)).action


def read(network, user_id):
    """(did, detail) of each line of A1's history that this person reads."""
    _, _, history = show_action(1, Context(network.reader(user_id), network.work, NOW))
    return [(line.did, line.detail) for line in history]


def test_it_asks_first_and_changes_nothing(closed):
    before, history = closed.stored(), closed.history()
    asked = opening(closed, title="For everyone")
    assert (asked.references, asked.before, asked.after) == (
        ("A1",),
        Audience.MEMBERS,
        Audience.GROUP,
    )
    assert asked.entries == 1
    assert (closed.stored(), closed.history()) == (before, history)


def test_a_door_that_does_not_ask_says_that_nothing_was_changed(closed):
    with pytest.raises(Widens, match="opens A1 to more people"):
        edit_action(wish(closed, told="yes"), **closed.placing(AMARA))


def test_the_observer_sees_the_action_and_nothing_that_was_written_before(closed):
    with pytest.raises(NotFound):
        read(closed, NORA)
    widen(closed)
    assert read(closed, NORA) == []
    assert [did for did, _ in read(closed, LIAM)] == ["assigned", "edited"]
    assert NOTE in str(read(closed, LIAM))


def test_what_is_written_afterwards_is_for_all_who_see_it_then(closed):
    widen(closed)
    complete_action(CompleteAction(1, "Sent to all"), closed.by(OLIVE))
    assert read(closed, NORA) == [("done", "Sent to all")]
    assert [did for did, _ in read(closed, LIAM)] == ["assigned", "edited", "done"]


def test_a_note_of_settling_does_not_open_with_its_action(closed):
    """What is settled keeps its audience; to widen it, it is opened again, and its note goes."""
    complete_action(CompleteAction(1, NOTE), closed.by(OLIVE))
    reopen_action(1, closed.by(OLIVE))
    assert widen(closed).note is None
    assert read(closed, NORA) == []
    assert [did for did, _ in read(closed, LIAM)][1:3] == ["done", "reopened"]


def test_widened_in_two_steps_each_line_opens_to_its_own_readers(closed):
    widen(closed)
    assign_action(AssignAction(1, Owner(user_id=LIAM), "Over to you"), **closed.placing(AMARA))
    assert opening(closed, audience=Audience.NETWORK).entries == 3
    widen(closed, audience=Audience.NETWORK)
    assert [did for did, _ in read(closed, NORA)] == ["assigned", "edited"]


def test_narrowed_and_opened_again_it_hides_what_was_written_meanwhile(network):
    network.put()
    assign_action(AssignAction(1, Owner(user_id=OLIVE), "For all"), **network.placing(LIAM))
    edit_action(wish(network, Audience.MEMBERS), **network.placing(AMARA))
    assign_action(AssignAction(1, Owner(user_id=LIAM), NOTE), **network.placing(OLIVE))
    widen(network)
    assert [did for did, _ in read(network, NORA)] == ["assigned"]
    assert "For all" in str(read(network, NORA))


@pytest.mark.parametrize("meanwhile", ["entry", "record", "audience"])
def test_who_saw_another_opening_is_asked_again(closed, meanwhile):
    told = opening(closed).mark
    asked = {"told": told}
    if meanwhile == "entry":
        handed = AssignAction(1, Owner(user_id=OLIVE), "One more word")
        assign_action(handed, **closed.placing(AMARA))
    elif meanwhile == "record":
        closed.work.actions.change(replace(closed.stored(), title="Another"))
    else:
        asked["audience"] = Audience.NETWORK
    assert opening(closed, **asked).mark != told


def test_rights_are_asked_again_when_it_is_sent(closed):
    told = opening(closed).mark
    later = NOW + 400 * DAY
    closed.work.roles.end_terms(closed.tech.id, AMARA, (NOW + DAY).date())
    closed.work.actions.change(replace(closed.stored(), created_by=LIAM))
    with pytest.raises(NotAllowed):
        edit_action(wish(closed, told=told), **closed.placing(AMARA, later))
    assert closed.stored().audience is Audience.MEMBERS


def test_as_wide_or_narrower_is_not_asked_about(network):
    network.put(owner_user_id=LIAM)
    edit_action(wish(network, title="Another"), **network.placing(AMARA))
    edit_action(wish(network, Audience.MEMBERS), **network.placing(AMARA))
    assert network.stored().audience is Audience.MEMBERS
