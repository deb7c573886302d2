"""Someone closes a form before it is sent; what they typed waits for them, and for nobody else."""

from datetime import timedelta

import pytest

from tests.stories.evidence import free_day
from tests.stories.town import TECH, technology

AGAIN = "You closed this form before you sent it."


@pytest.fixture(scope="module")
def network(tmp_path_factory):
    with technology(tmp_path_factory.mktemp("drafts")) as running:
        yield running


def begun(person, words, **typed):
    """A form that was opened, typed into and closed."""
    person.types(TECH, words)
    form = person.modal()
    for block_id, text in typed.items():
        form.types(block_id, text)
    person.closes()


def test_a_card_that_was_nearly_done(network):
    denise, liam = network.person("denise"), network.person("liam")
    begun(denise, "/practice share", title="Lessons for parents", what_was_done="Ten evenings.")
    liam.types(TECH, "/practice share")
    assert AGAIN not in liam.modal().words
    liam.closes()
    network.restart()
    denise.types(TECH, "/practice share")
    form = denise.modal()
    assert AGAIN in form.words
    inputs = {b["block_id"]: b["element"] for b in form.view["blocks"] if b["type"] == "input"}
    assert inputs["title"]["initial_value"] == "Lessons for parents"
    assert inputs["what_was_done"]["initial_value"] == "Ten evenings."
    form.fill(summary="Evening talks", evidence="pilot", countries=["US", "INT"])
    assert form.submit() == {}
    denise.closes()
    denise.types(TECH, "/practice share")
    assert AGAIN not in denise.modal().words
    denise.closes()


def test_what_is_thrown_away_is_gone(network):
    liam = network.person("liam")
    begun(liam, "/practice share", title="Not yet")
    liam.types(TECH, "/practice share")
    assert "thrown away" in liam.modal().press("Throw it away").words
    liam.closes()
    liam.types(TECH, "/practice share")
    assert AGAIN not in liam.modal().words
    liam.closes()


def test_a_day_later_it_is_not_there_any_more(network):
    liam = network.person("liam")
    liam.schedules(TECH, f"Fines on {free_day(network, 40)} 14:00")
    begun(liam, "/dialogue edit D1", title="A secret name")
    network.advance_to(network.now + timedelta(days=1, hours=2))
    liam.types(TECH, "/dialogue edit D1")
    assert AGAIN not in liam.modal().words
    liam.closes()
