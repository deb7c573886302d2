"""Changing one date of a series at the desk: asked how far, told what became of the others."""

from dataclasses import replace

import pytest

from tests.bot.use_cases.dialogues.town import AMARA, LIAM, MINJI, NORA, ZOE
from tests.handlers.slack.features.dialogues.door import dialogues

SERIES = (
    "/dialogue schedule Age assurance every 2 weeks on Tuesday 14:00 until 30 Jun 2027 "
    "in Europe/London starting 8 Dec"
)


@pytest.fixture
def planned(door):
    """D1 on 8 December to D15 on 22 June, and D16, which is alone."""
    door.say(LIAM, SERIES)
    door.say(LIAM, "/dialogue schedule Roundtable on 1 Dec 14:00")
    return door


def dates(door):
    return {d.reference: f"{d.wall:%d %b %H:%M}" for d in dialogues(door)}


def rows(door):
    return door.look(lambda town: town.work.dialogues.of_series(1))


@pytest.mark.parametrize(
    ("typed", "doing"),
    [
        ("/dialogue move D2 to 23 Dec 15:00", "move"),
        ("/dialogue cancel D2 because we are done", "cancel"),
        ("/dialogue cancel D2", "cancel"),
    ],
)
def test_it_is_asked_how_far_and_nothing_is_stored(planned, typed, doing):
    before = dates(planned)
    asked = planned.say(LIAM, typed)
    assert asked.words == (
        "D2 is one date of a series: every 2 weeks on Tuesday at 14:00 (Europe/London), "
        f"until Wednesday 30 June 2027.\nWhat do you want me to {doing}?\nYou typed:\n{typed}"
    )
    assert [words for words, _ in asked.buttons.values()] == [
        "This one",
        "This and all later",
        "The whole series",
    ]
    assert dates(planned) == before


def test_lines_of_lists_are_pasted_in_place_of_a_reference(planned):
    listed = planned.say(LIAM, "/dialogue list").words.splitlines()
    of_series = next(line for line in listed if line.startswith("D1 · "))
    assert " more until " in of_series
    for line in (of_series, "D1 Age assurance"):
        assert planned.say(LIAM, f"/dialogue show {line}").words.startswith("Age assurance")
        assert "“now”" in planned.say(LIAM, f"/dialogue show {line} now").words
    asked = planned.say(LIAM, "/dialogue cancel D2 Age assurance because we are done")
    planned.press(LIAM, "ask.choose:0", asked.buttons["ask.choose:0"][1])
    assert [row.reason for row in rows(planned)][:3] == [None, "we are done", None]


def test_who_reads_french_is_answered_in_french_and_what_is_kept_stays_english(planned):
    planned.desk.languages = ("fr",)
    facts = planned.directory.people[LIAM]
    planned.directory.people[LIAM] = replace(facts, locale="fr-CA")
    listed = planned.say(LIAM, "/dialogue list").words.splitlines()
    of_series = next(line for line in listed if line.startswith("D1 · "))
    assert " autres jusqu’au mardi 22 juin 2027" in of_series
    assert planned.say(LIAM, f"/dialogue show {of_series}").words.startswith("Age assurance")
    asked = planned.say(LIAM, "/dialogue move D2 to 23 Dec 15:00")
    rule = "toutes les 2 semaines le mardi à 14:00 (Europe/London), jusqu’au mercredi 30 juin 2027"
    assert rule in asked.words
    done = planned.press(LIAM, "ask.choose:1", asked.buttons["ask.choose:1"][1])
    assert done.words.startswith("D2 et tous les suivants sont déplacés\n")
    (change,) = planned.look(lambda town: town.work.revisions.series_changes(2))
    assert change.was.startswith("every 2 weeks on Tuesday at 14:00 (Europe/London)")


def test_this_one_alone_moves(planned):
    asked = planned.say(LIAM, "/dialogue move D2 to 23 Dec 15:00")
    done = planned.press(LIAM, "ask.choose:0", asked.buttons["ask.choose:0"][1])
    assert done.words.startswith("Moved D2\nAge assurance\nNow: ")
    assert done.wire.respond["replace_original"] is True
    kept = dates(planned)
    assert (kept["D2"], kept["D3"]) == ("23 Dec 15:00", "05 Jan 14:00")


def test_this_and_all_later_move(planned):
    asked = planned.say(LIAM, "/dialogue move D2 to 23 Dec 15:00")
    done = planned.press(LIAM, "ask.choose:1", asked.buttons["ask.choose:1"][1])
    assert done.words.startswith("Moved D2 and all later ones\nAge assurance\n")
    assert "It goes on every 2 weeks on Wednesday at 15:00 (Europe/London)" in done.words
    assert "13 other dates moved with it." in done.words
    kept = dates(planned)
    assert (kept["D1"], kept["D2"], kept["D3"]) == ("08 Dec 14:00", "23 Dec 15:00", "06 Jan 15:00")


def test_the_whole_series_moves(planned):
    asked = planned.say(LIAM, "/dialogue move D2 to 23 Dec 15:00")
    done = planned.press(LIAM, "ask.choose:2", asked.buttons["ask.choose:2"][1])
    assert done.words.startswith("Moved the whole series of D2\n")
    assert "14 other dates moved with it." in done.words
    kept = dates(planned)
    assert (kept["D1"], kept["D2"], kept["D3"]) == ("09 Dec 15:00", "23 Dec 15:00", "06 Jan 15:00")


@pytest.mark.parametrize(
    ("words", "moved"),
    [("only", 1), ("and later", 14), ("series", 15)],
)
def test_what_is_said_is_not_asked(planned, words, moved):
    before = dates(planned)
    done = planned.say(LIAM, f"/dialogue move D2 {words} to 23 Dec 15:00")
    assert done.words.startswith("Moved ")
    after = dates(planned)
    assert (
        len([reference for reference in before if before[reference] != after[reference]]) == moved
    )


def test_one_that_had_moved_on_its_own_stays_and_is_named(planned):
    planned.say(LIAM, "/dialogue move D4 only to 21 Jan 10:00")
    done = planned.say(LIAM, "/dialogue move D2 and later to 23 Dec 15:00")
    assert "12 other dates moved with it." in done.words
    assert "D4 on Thursday 21 January 2027, 10:00 (Europe/London, UTC+0) stays" in done.words
    assert dates(planned)["D4"] == "21 Jan 10:00"


def test_all_later_are_cancelled(planned):
    asked = planned.say(LIAM, "/dialogue cancel D3 because we are done")
    done = planned.press(LIAM, "ask.choose:1", asked.buttons["ask.choose:1"][1])
    assert done.words.startswith("Cancelled D3 and all later ones\n")
    assert "The 12 later ones of its series are cancelled too, from D4 on" in done.words
    assert "Why: we are done" in done.words
    assert set(dates(planned)) == {"D1", "D2", "D16"}


def test_answers_that_fall_away_are_counted(planned):
    planned.press(MINJI, "dialogue.rsvp:going", "D2|going|")
    planned.press(NORA, "dialogue.rsvp:maybe", "D2|maybe|")
    done = planned.say(LIAM, "/dialogue move D2 only to 23 Dec 15:00")
    assert "2 answers were for the old time; the notice asks again." in done.words


@pytest.mark.parametrize("reference", ["D16", "D15"])
def test_where_it_makes_no_difference_it_is_not_asked(planned, reference):
    """One that belongs to no series; and one whose series has nothing else ahead."""
    if reference == "D15":
        planned.say(LIAM, "/dialogue cancel D1 series because we are done")
        planned.say(LIAM, "/dialogue schedule Board every Tuesday 16:00 2 times")
        planned.say(LIAM, "/dialogue cancel D17 only")
        reference = "D18"
    assert planned.say(LIAM, f"/dialogue cancel {reference}").words.startswith("Cancelled")


def test_an_ambiguous_date_is_asked_first_and_then_how_far(planned):
    asked = planned.say(LIAM, "/dialogue move D2 to 3/1 15:00")
    then = planned.press(LIAM, "ask.choose:0", asked.buttons["ask.choose:0"][1])
    assert "What do you want me to move?" in then.words
    assert "You typed:\n/dialogue move D2 to " in then.words
    done = planned.press(LIAM, "ask.choose:0", then.buttons["ask.choose:0"][1])
    assert done.words.startswith("Moved D2\n")


def test_words_too_long_for_a_button_are_asked_for_in_words(planned):
    asked = planned.say(LIAM, f"/dialogue cancel D2 because {'x' * 1990}")
    assert asked.buttons == {}
    assert "“D2 only”, “D2 and later” or “D2 series”" in asked.words


def test_those_who_may_not_are_told_before_they_are_asked(planned):
    for typed in ("/dialogue move D2 to 23 Dec 15:00", "/dialogue cancel D2 because x"):
        heard = planned.say(NORA, typed)
        assert "This and all later" not in heard.words
        assert heard.words.startswith("Only ")
    assert "can't find D2" in planned.say(ZOE, "/dialogue cancel D2").words


# Forms --------------------------------------------------------------------------------------


def test_a_form_of_one_date_asks_which_dates_are_meant(planned):
    for action in ("dialogue.move", "dialogue.edit", "dialogue.cancel"):
        form = planned.press(LIAM, action, "D2")
        options = [o["text"]["text"] for o in form.inputs["scope"]["options"]]
        assert options == ["This one", "This and all later", "The whole series"]
        assert "initial_option" not in form.inputs["scope"], "nothing is chosen for the person"
        assert "scope" not in planned.press(LIAM, action, "D16").inputs


def test_a_form_without_that_choice_changes_nothing(planned):
    form = planned.press(LIAM, "dialogue.cancel", "D2")
    heard = planned.submit(LIAM, form.view)
    assert heard.errors == {"scope": "Please choose which dates of the series."}
    assert len(dates(planned)) == 16


def test_the_form_moves_all_later(planned):
    form = planned.press(LIAM, "dialogue.move", "D2")
    heard = planned.submit(LIAM, form.view, scope="later", date="2026-12-23", time="15:00")
    assert heard.words.startswith("Moved D2 and all later ones")
    assert dates(planned)["D3"] == "06 Jan 15:00"


def test_the_form_edits_the_whole_series(planned):
    form = planned.say(LIAM, "/dialogue edit D2 series")
    assert form.inputs["scope"]["initial_option"]["value"] == "whole"
    heard = planned.submit(LIAM, form.view, title="Age checks", minutes="90m")
    assert "Title: Age checks" in heard.words
    assert "14 other dates changed with it." in heard.words
    assert {(row.title, row.minutes) for row in rows(planned)} == {("Age checks", 90)}


def test_the_form_edits_this_one(planned):
    form = planned.say(LIAM, "/dialogue edit D2")
    heard = planned.submit(LIAM, form.view, scope="one", title="Age checks")
    assert "changed with it" not in heard.words
    assert [row.title for row in rows(planned)].count("Age checks") == 1


def test_the_form_cancels_all(planned):
    form = planned.press(LIAM, "dialogue.cancel", "D2")
    heard = planned.submit(LIAM, form.view, scope="whole", reason="Done.")
    assert heard.words.startswith("Cancelled the whole series of D2")
    assert set(dates(planned)) == {"D16"}


# After the end ------------------------------------------------------------------------------


def test_a_chair_says_afterwards_that_it_did_not_take_place(planned):
    first = rows(planned)[0]
    planned.now = first.ends_at
    shown = planned.say(AMARA, "/dialogue show D1")
    assert shown.buttons["dialogue.cancel"] == ("It did not take place…", "D1")
    assert "dialogue.cancel" not in planned.say(LIAM, "/dialogue show D1").buttons
    done = planned.say(AMARA, "/dialogue cancel D1 because nobody came")
    assert "So it did not take place. Nobody is told" in done.words
    heard = planned.say(LIAM, "/dialogue cancel D2")
    assert "What do you want me to cancel?" in heard.words
