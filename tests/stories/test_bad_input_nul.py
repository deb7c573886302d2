"""A NUL among typed words, which PostgreSQL cannot hold, parts them on either database."""

import pytest

from tests.stories.evidence import day, free_day
from tests.stories.town import DIRECT, TECH, share, technology

NUL = "\x00"


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def network(request, tmp_path_factory):
    settings = {}
    if request.param == "postgresql":
        settings["database_url"] = request.getfixturevalue("postgresql").new_url()
    with technology(tmp_path_factory.mktemp("nul"), **settings) as running:
        yield running


def typed(network, handle, words, place=TECH):
    answer = network.person(handle).types(place, words.replace("|", NUL))
    assert "could not save" not in answer.words
    return answer.words


def test_in_commands(network):
    liam_s = f"/action add Draft|the|summary @liam by {day(network, 9)}"
    assert "Draft the summary" in typed(network, "liam", liam_s)
    assert "Draft the summary" in typed(network, "liam", "/action list")
    typed(network, "liam", "/action assign A1 |Ofcom")
    assert "All figures sent" in typed(network, "amara", "/action done A1 All|figures sent")

    scheduled = typed(
        network, "liam", f"/dialogue schedule Round|table on {free_day(network, 9)} 14:00"
    )
    assert "Round table" in scheduled
    assert "The report is late" in typed(
        network, "amara", "/dialogue cancel D1 because The|report is late"
    )


@pytest.mark.parametrize("words", ["/wg mem|bers", "/action frob|nicate", "/wg why D|1", "|"])
def test_in_words_that_nothing_is_made_of(network, words):
    for place in (TECH, DIRECT):
        typed(network, "liam", f"/action {words}" if words == "|" else words, place)


def test_in_a_card_and_in_a_search(network):
    fields = {
        "title": "Lessons|for parents",
        "summary": "Evening|talks",
        "what_was_done": "Ten|evenings.",
        "contact": "|Denise",
        "link": "https://example.org/a|",
    }
    denise = network.person("denise")
    denise.types(TECH, "/practice share")
    (offered,) = denise.modal().finds("topics", f"libraries{NUL}")
    assert offered["value"] == "libraries"
    denise.closes()
    assert share(denise, **{k: v.replace("|", NUL) for k, v in fields.items()}) == {}
    amara = network.person("amara")
    shown = typed(network, "amara", "/practice show P1")
    assert "Lessons for parents" in shown
    assert "sextortion" in shown
    found = typed(network, "amara", "/practice search evening|talks")
    assert "contains “evening” and “talks”" in found, "it awaits review still"
    assert NUL not in "".join(amara.words(TECH))


def test_in_the_name_of_a_group(network):
    sina = network.person("sina")
    sina.types("#regulators-only", "/wg setup")
    assert sina.modal().fill(name=f"{NUL}Regulators{NUL}", zone="Europe/London").submit() == {}
    sina.closes()
    assert "Regulators" in typed(network, "sina", "/wg", "#regulators-only")
