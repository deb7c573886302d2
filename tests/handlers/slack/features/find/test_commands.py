"""/wg find: the best of each kind, pages of one, and each record by its own command."""

from dataclasses import replace

import pytest

from bot.domain.audience import Audience
from bot.domain.errors import Refusal
from bot.domain.minutes import MinutesVersion
from bot.domain.practice import PracticeStatus
from handlers.slack.features.actions.commands import run_show
from handlers.slack.features.find import commands as presses
from handlers.slack.features.find.commands import run_find
from handlers.slack.request.carried_values import NotOurs
from tests.bot.use_cases.practices.network import AMARA, LIAM, MINJI, NORA, NOW, dialogue, practice
from tests.handlers.slack.features.practices.scenes import buttons, pressed, typed, words
from tests.network import DAY, action


@pytest.fixture
def filled(network):
    """Five actions, a dialogue and two cards about libraries; the dialogue is for members."""
    work, tech = network.work, network.tech.id
    for number in range(1, 6):
        work.actions.add(action(number, tech, title=f"Ask library {number}", note="By *post*"))
    starts_at, members = NOW + DAY, Audience.MEMBERS
    work.dialogues.add(dialogue(1, tech, starts_at, title="Libraries", audience=members))
    published = {"status": PracticeStatus.PUBLISHED, "settled_at": NOW, "author": AMARA}
    work.practices.add(practice(1, tech, title="Library evenings", **published))
    work.practices.add(practice(2, tech, summary="In libraries <!here>", **published))
    return network


def bold(answer):
    return [
        e["text"]
        for block in answer.blocks
        if block["type"] == "rich_text"
        for part in block["elements"]
        for e in part["elements"]
        if e.get("style", {}).get("bold")
    ]


def test_the_best_of_each_kind_with_what_was_found(filled):
    answer = run_find(typed(filled, LIAM, "libraries"))
    said = words(answer)
    assert "1 dialogue, 5 actions and 2 practices with “libraries”" in said
    assert {"library", "Library", "libraries", "Libraries"} <= set(bold(answer))
    assert "In libraries &lt;!here&gt;" in said
    assert list(buttons(answer)) == [
        "find.show:D1",
        *(f"find.show:A{n}" for n in (5, 4, 3)),
        "find.page:A",
        *(f"find.show:P{n}" for n in (1, 2)),
    ]


def test_what_a_hit_has_nothing_to_say_of_is_left_out(filled):
    published = {"status": PracticeStatus.PUBLISHED, "settled_at": NOW, "author": AMARA}
    card = practice(3, filled.tech.id, title="Talks in a bus", countries=(), **published)
    filled.work.practices.add(card)
    assert "P3 Talks in a bus" in words(run_find(typed(filled, LIAM, "bus"))).split("\n")


def test_an_observer_finds_nothing_for_members(filled):
    answer = run_find(typed(filled, NORA, "libraries"))
    assert "5 actions and 2 practices with" in words(answer)
    assert "D1" not in words(answer)


def test_all_of_one_kind_is_paged(filled):
    every = buttons(run_find(typed(filled, LIAM, "library")))["find.page:A"]
    page = presses.press_page(pressed(filled, LIAM, every))
    assert page.replace
    assert [f"find.show:A{n}" for n in range(5, 0, -1)] == list(buttons(page))
    assert presses.press_page(pressed(filled, LIAM, "990 A library")).blocks == page.blocks


def test_a_slip_is_told(filled):
    assert "Nothing for “libary”; showing “library”." in words(
        run_find(typed(filled, LIAM, "libary"))
    )


def test_nothing_found_says_what_was_searched(filled):
    assert "Nothing that you can see has “elephants”" in words(
        run_find(typed(filled, LIAM, "elephants"))
    )
    with pytest.raises(Refusal, match="What do you want to find"):
        run_find(typed(filled, LIAM, "…"))


def test_show_answers_as_the_kind_s_own_command(filled):
    scene = replace(pressed(filled, LIAM, "A3"), commands={"/action show": run_show})
    assert "Ask library 3" in words(presses.press_show(scene))


@pytest.mark.parametrize("value", ["", "X1", "0 X talk", "A"])
def test_a_value_that_is_not_ours_is_refused(filled, value):
    with pytest.raises(NotOurs):
        presses.press_show(pressed(filled, LIAM, value))
    with pytest.raises(NotOurs):
        presses.press_page(pressed(filled, LIAM, value))


def seal(network, version, title, audience=Audience.MEMBERS, **changes):
    body = f"# Minutes of D1: {title}\n\n- Group: Technology\n\n## Decisions\n\n- R1 Ask them\n"
    fields = {"sha256": "0" * 64, "sealed_by": AMARA, "sealed_at": NOW, "chatham": False}
    network.work.minutes.seal(
        MinutesVersion(
            **{**fields, "number": 1, "version": version, "group_id": network.tech.id}
            | {"audience": audience, "body": body, **changes},
        )
    )


def test_sealed_minutes_are_found_by_the_words_of_their_last_version(filled):
    seal(filled, 1, "Elephants")
    seal(filled, 2, "Pelicans \\*and\\* owls")
    answer = run_find(typed(filled, LIAM, "pelicans decisions"))
    said = words(answer)
    assert "1 set of minutes with" in said
    assert "Minutes of D1: Pelicans *and* owls" in said
    assert "sealed on Monday 23 November 2026" in said
    assert list(buttons(answer)) == ["minutes.read"]
    assert "Nothing that you can see" in words(run_find(typed(filled, LIAM, "elephants")))
    seal(filled, 3, "Pelicans", sealed_at=NOW.replace(hour=20))
    in_seoul = words(run_find(typed(filled, MINJI, "pelicans")))
    assert "sealed on Tuesday 24 November 2026" in in_seoul


@pytest.mark.parametrize(
    ("who", "audience", "seen"),
    [
        (NORA, Audience.MEMBERS, False),
        (NORA, Audience.GROUP, False),
        (LIAM, Audience.GROUP, True),
    ],
    ids=["observer", "observer whose dialogue it is not", "member"],
)
def test_minutes_are_found_by_their_readers_alone(filled, who, audience, seen):
    seal(filled, 1, "Pelicans", audience)
    assert ("set of minutes" in words(run_find(typed(filled, who, "pelicans")))) is seen
    assert ("pelican" in words(run_find(typed(filled, who, "pelicnas"))).lower()) is seen
