"""Héloïse reads French: what comes to her alone is French, what the channel reads is English."""

import pytest

from tests.stories.evidence import day, free_day
from tests.stories.town import TECH, technology


@pytest.fixture
def network(tmp_path):
    with technology(tmp_path, languages={"en", "fr"}) as network:
        yield network


def test_each_person_is_spoken_to_in_their_language_and_the_channel_in_english(network):
    amara, heloise = network.person("amara"), network.person("heloise")
    when, due = free_day(network, 9), day(network, 12)
    said = amara.types(TECH, f"/dialogue schedule Age assurance on {when} 14:00").words
    assert "(your time)" in said
    network.settle()
    invited = [m for m in heloise.reads(TECH) if "Age assurance" in m.words][-1]
    assert {"Going", "Maybe", "Can't"} <= set(invited.labels()), "the channel reads English"
    answered = invited.press("Going")
    assert answered is None or "Going" not in answered.words
    shown = heloise.types(TECH, "/dialogue show D1")
    assert "(votre heure)" in shown.words
    assert {"Peut-être", "Je ne peux pas"} <= set(shown.labels())
    refused = heloise.types(TECH, "/dialogue schedule Round table on 30 February 10:00").words
    assert "février compte 29 jours" in refused
    assert "Round table on 30 February" in refused, "what was typed comes back as it was typed"
    logged = heloise.types(TECH, f"/action add Write the report @heloise by {due}")
    assert "A1 Write the report" in logged.words
    assert "Terminé" in logged.labels()
    heloise.types(TECH, "/action add")
    form = heloise.modal().view
    assert form["title"]["text"] == "Enregistrer une action"
    heloise.closes()
    heloise.opens_home()
    assert "Vos prochains dialogues" in str(heloise.home().view)
    amara.types(TECH, f"/action add Send the figures @heloise by {due}")
    listed = amara.types(TECH, "/action list all").words
    assert "A1 Write the report" in listed
    assert "échéance" not in listed
    network.advance(days=9)
    mornings = heloise.reads("@convenor")
    assert mornings
    assert not [m.words for m in mornings if "Your morning" in m.words]
    assert any("A2 Send the figures" in m.words and "Terminé" in m.labels() for m in mornings)
    posted = [m.words for m in amara.reads(TECH) if not m.ephemeral and "Age assurance" in m.words]
    assert posted
    assert not [words for words in posted if "votre heure" in words]


def test_the_first_form_after_a_start_opens_in_the_reader_s_language(network):
    """It opens at once, before anyone was asked who she is."""
    heloise = network.person("heloise")
    network.settle()
    network.restart()
    before = len(network.ground.sandbox.calls)
    heloise.types(TECH, "/wg away")
    calls = network.ground.sandbox.calls[before:]
    opened = [str(call.args["view"]) for call in calls if call.method == "views.open"]
    assert len(opened) == 1
    assert "Un instant…" in opened[0]
    assert "Suppléance et absences" in opened[0]
