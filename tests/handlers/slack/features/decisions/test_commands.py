"""/decision and its verbs, from the words to the answer."""

import pytest

from tests.bot.use_cases.dialogues.town import AMARA, DIRECT, LIAM, NORA, ZOE

HIDDEN = {"title": "Hidden from observers", "audience": "members"}


@pytest.mark.parametrize("typed", ["R1", "r1", "show R1", "show #r1", "R1."])
def test_a_reference_in_any_letter_case_shows_it(door, record, typed):
    record(LIAM, note="As circulated on Monday", agreed=["Ofcom", "eSafety"])
    shown = door.say(NORA, f"/decision {typed}")
    assert "Use the shared hash list" in shown.words
    assert "R1, agreed on Monday 23 November 2026 in writing" in shown.words
    assert "Who agreed: eSafety and Ofcom" in shown.words
    assert "Recorded by: @liam" in shown.words
    assert [words for words, _ in shown.buttons.values()] == ["History"]
    own = door.say(LIAM, "/decision R1").buttons
    assert [words for words, _ in own.values()] == ["Edit…", "Withdraw…", "History"]


def test_what_may_not_be_seen_is_not_there(door, record):
    record(LIAM, **HIDDEN)
    for typed in ("show R1", "history R1", "edit R1", "withdraw R1", "show R9"):
        said = door.say(NORA, f"/decision {typed}").words
        assert f"I can't find {typed.split()[1]} in a group you belong to." in said
    assert "No decision in Technology that you can see." in door.say(NORA, "/decision").words
    assert "No decision with “hidden”" in door.say(NORA, "/decision list hidden").words
    assert "Nothing that you can see has “hidden”" in door.say(NORA, "/wg find hidden").words


def test_the_list_and_its_pages(door, record):
    for number in range(12):
        record(LIAM, title=f"Point {number}")
    first = door.say(AMARA, "/decision")
    assert "12 decisions in Technology" in first.words
    assert "Point 11" in first.words
    assert "Point 1\n" not in first.words
    _, turned = first.buttons["decision.page:next"]
    second = door.press(AMARA, "decision.page:next", turned)
    assert "11–12 of 12" in second.words
    found = door.say(AMARA, "/decision list point 7")
    assert "1 decision with “point” and “7”" in found.words
    assert "Record a decision…" in str(found.buttons)
    assert "Record a decision…" not in str(door.say(NORA, "/decision").buttons)


def test_it_is_found_among_all_records(door, record):
    record(LIAM, title="Age checks for shops")
    door.submit(LIAM, door.say(LIAM, "/decision withdraw R1").view, reason="The law changed")
    found = door.say(NORA, "/wg find age checks")
    assert "1 decision with" in found.words
    assert "R1, withdrawn" in found.words
    assert "Withdrawn because: The law changed" in door.press(NORA, "find.show", "R1").words


def test_its_history_is_read_in_full(door, record):
    record(LIAM)
    form = door.say(LIAM, "/decision edit R1").view
    long = "A long note. " * 60
    door.submit(LIAM, form, note=long)
    door.submit(LIAM, door.say(LIAM, "/decision edit R1").view, note="Short")
    for number in range(20):
        door.submit(LIAM, door.say(LIAM, "/decision edit R1").view, note=f"Note {number}.")
    latest = door.say(AMARA, "/decision history R1")
    assert "Changes 9–23 of 23." in latest.words
    assert "Note 18." in latest.words
    earlier = door.press(AMARA, "decision.history_page:1", "R1")
    assert earlier.words.count("by @liam") == 8
    assert long.strip() in earlier.words
    assert "Earlier changes" not in earlier.words


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("show", "Which decision?"),
        ("show D1", "“D1” is not a reference such as R7."),
        ("show R1 now", "Please give the reference alone"),
        ("list ?", "What do you want to find?"),
        ("recrd", "Did you mean “record”?"),
    ],
    ids=["nothing", "a dialogue", "more words", "no words", "a slip"],
)
def test_what_it_cannot_read_is_told(door, typed, said):
    assert said in door.say(LIAM, f"/decision {typed}").words


def test_who_may_not_record_is_told_who_can(door):
    told = door.say(NORA, "/decision record Mine").words
    assert "Only a member of Technology can record or propose a decision. Chair: @amara." in told
    assert "You are not in" in door.say(ZOE, "/decision record", DIRECT).words
