"""The menus above a search: they show what was typed, and one press narrows it."""

import pytest

from bot.domain.practice import Evidence, Public
from handlers.sandbox.validation.elements import SUGGESTIONS
from handlers.sandbox.validation.shapes import Report
from handlers.slack.features.practices import buttons as presses
from handlers.slack.features.practices import commands, lists
from handlers.slack.request.carried_values import NotOurs
from handlers.slack.request.request import Kind
from tests.bot.use_cases.practices.network import NORA
from tests.bot.use_cases.practices.test_edit import put
from tests.handlers.slack.features.practices.scenes import pressed, scene, typed, words


@pytest.fixture
def cards(network):
    put(network, 1, title="Lessons in schools", countries=("IE",), topics=("media literacy",))
    put(network, 2, title="Lessons at home", publics=(Public.PARENTS,), evidence=Evidence.EVALUATED)


def menus(answer):
    """Each menu's action id and what it shows, by the name of its filter."""
    row = next(b for b in answer.blocks if "practice.filter" in str(b))
    found = {}
    for element in row["elements"]:
        about = element["action_id"].removeprefix(f"{lists.FILTER}:")
        chosen = element.get("initial_option") or {"text": element["placeholder"]}
        found[about.split(" ")[0]] = (about, chosen["text"]["text"])
    return found


def choose(network, answer, name, value):
    about = menus(answer)[name][0]
    return presses.press_filter(pressed(network, NORA, value, about=about))


def test_they_show_what_was_typed_and_one_press_narrows(network, cards):
    first = commands.run_search(typed(network, NORA, "lessons evidence:idea"))
    assert {name: shown for name, (_, shown) in menus(first).items()} == {
        "audience": "Any audience",
        "topic": "Any topic",
        "country": "Any country",
        "language": "Any language",
        "evidence": "Idea",
    }
    every = choose(network, first, "evidence", "any")
    assert "2 practices with “lessons”" in words(every)
    parents = choose(network, every, "audience", "parents and carers")
    assert "P2 Lessons at home" in words(parents)
    assert "P1 Lessons" not in words(parents)
    none = choose(network, parents, "topic", "media literacy")
    assert "No published practice" in words(none)
    assert menus(none)["topic"][1] == "media literacy"
    found = choose(network, none, "audience", "any")
    assert found.replace
    assert "P1 Lessons in schools" in words(found)


@pytest.mark.parametrize(
    ("name", "letters", "offered"),
    [
        ("topic", "", ["any", "media literacy", "schools", "sextortion"]),
        ("topic", "liter", ["media literacy"]),
        ("topic", "elephants", []),
        ("country", "korea", ["KR", "KP"]),
        ("language", "irish", ["ga"]),
    ],
    ids="topics letters none country language".split(),
)
def test_a_menu_offers_what_fits(network, cards, name, letters, offered):
    asked = scene(network, NORA, kind=Kind.OPTIONS, value=letters, about=f"{name} lessons")
    answer = lists.suggest_values(asked).offered
    assert [option["value"] for option in answer["options"]] == offered


@pytest.mark.parametrize("name", ["country", "language"])
def test_a_menu_of_many_is_headed_by_no_filter(network, cards, name):
    asked = scene(network, NORA, kind=Kind.OPTIONS, value="", about=f"{name} lessons")
    answer, report = lists.suggest_values(asked).offered, Report()
    assert answer["option_groups"][0]["options"][0]["value"] == "any"
    SUGGESTIONS(answer, "", report)
    assert report.problems == []


def test_what_no_menu_of_ours_says_is_not_ours(network):
    for about in ("evidence x", "elephants x"):
        with pytest.raises(NotOurs):
            lists.suggest_values(scene(network, NORA, kind=Kind.OPTIONS, about=about))
