"""What people find in their Home tab, do there, and see change without opening it again."""

import pytest

from tests.stories.evidence import day, free_day
from tests.stories.town import TECH, settled


@pytest.fixture
def network(tmp_path):
    with settled(tmp_path) as running:
        yield running


def test_a_member_completes_and_answers_in_place(network):
    liam = network.person("liam")
    home = liam.opens_home()
    assert "Your open actions: 1" in home.words
    assert "Draft the summary" in home.words
    assert "Your desk" not in home.words
    assert "For the secretariat" not in home.words
    home.press("Done")
    assert "Your open actions: none" in liam.home().words
    assert liam.modal() is None
    liam.home().press("Undo")
    assert "Your open actions: 1" in liam.home().words
    liam.home().press("Going")
    assert "✓ Going" in liam.home().words
    assert "Going: 1" in liam.types(TECH, "/dialogue show D1").words


def test_it_follows_what_others_do(network):
    liam, amara = network.person("liam"), network.person("amara")
    assert "Compare the fines" not in liam.opens_home().words
    amara.types(TECH, "/action assign A3 @liam")
    assert "Compare the fines" in liam.home().words
    amara.types(TECH, "/action done A1")
    assert "Draft the summary" not in liam.home().words
    before = liam.home().view["hash"]
    amara.types(TECH, "/action add Nothing of Liam's")
    assert liam.home().view["hash"] == before
    amara.types(TECH, f"/dialogue move D1 to {free_day(network, 45)} 09:00")
    assert liam.home().view["hash"] != before
    amara.types(TECH, "/wg role @liam observer")
    assert "Compare the fines" not in liam.home().words
    network.restart()
    amara.types(TECH, f"/action add After a restart @liam by {day(network, 9)}")
    assert "After a restart" in liam.home().words


def test_it_holds_nothing_once_nobody_looks_at_it(network):
    """It would show what its reader may not see any more, for as long as they leave it alone."""
    liam, amara = network.person("liam"), network.person("amara")
    assert "Draft the summary" in liam.opens_home().words
    network.advance(hours=9)
    assert "Draft the summary" not in liam.home().words
    amara.types(TECH, "/wg role @liam observer")
    assert "I fill this page when you open it" in liam.home().words
    assert "Your open actions" in liam.opens_home().words


def test_it_comes_through_conflicts_and_lost_answers(network):
    liam, amara = network.person("liam"), network.person("amara")
    liam.opens_home()
    modals = network.ground.sandbox.core.modals
    other = {"type": "home", "blocks": [{"type": "divider"}]}
    modals.publish(liam.id, other, expected=None)
    amara.types(TECH, "/action add After another's word @liam")
    assert "After another's word" in liam.home().words
    for fault in ("lost", "error:hash_conflict", "500", "error:ratelimited"):
        network.post("/door/faults", method="views.publish", fault=fault, times=1)
        amara.types(TECH, f"/action add After {fault} @liam")
        network.settle()
        assert f"After {fault}" in liam.home().words


def test_an_answer_that_takes_longer_opens_its_form_while_it_can(network):
    liam = network.person("liam")
    home = liam.opens_home()
    network.ground.convenor.door.budget = 0
    assert "Age assurance" in home.press("Details").words
    liam.closes()
    assert liam.home().press("Done").words == "Saved."
    assert "Your open actions: none" in liam.home().words


def test_an_observer_and_a_stranger_see_what_is_theirs(network):
    denise = network.person("denise").opens_home().words
    assert "Send the figures" in denise
    assert "Enforcement" not in denise
    assert "Compare the fines" not in denise


def test_the_desk_of_a_chair_and_of_the_secretariat(network):
    amara, sina = network.person("amara"), network.person("sina")
    home = amara.opens_home()
    assert "Your desk: Technology" in home.words
    assert "Practices that wait for your review: 1" in home.words
    assert "P1 Lessons for parents" in home.press("Review queue").words
    amara.closes()
    assert "Only you see this preview" in amara.home().press("Digest preview").words
    amara.closes()
    form = amara.home().press("Settings")
    assert form.fill(mornings=["unowned"], reminders=["60"]).submit() == {}
    assert "The settings of Technology are changed." in amara.modal().words
    amara.closes()
    sina = sina.opens_home().words
    assert "For the secretariat" in sina
    assert "Technology\n chaired by @Amara" in sina


def test_own_mornings_and_the_calendar_address(network):
    liam = network.person("liam")
    home = liam.opens_home()
    assert "every working day at 09:00 (Australia/Sydney)" in home.words
    assert home.press("Change").fill(rhythm="weekly", hour="7").submit() == {}
    liam.closes()
    assert "once a week, on its first working day, at 07:00" in liam.home().words
    address = liam.home().press("Make an address")
    assert "/calendar/" in address.words
    liam.closes()
    assert "Calendar address: made on" in liam.home().words
    assert "/calendar/" not in liam.home().words
    liam.home().press("Switch off")
    assert "switched off" in liam.modal().words
    liam.closes()
    assert "not yet" in liam.home().words
