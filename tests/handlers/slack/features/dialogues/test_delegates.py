"""Can't, and a colleague comes instead: named in a private answer, changed, and taken back."""

import pytest

from tests.bot.use_cases.dialogues.town import LIAM, MINJI, NORA, TECH, ZOE, channel

SERIES = "/dialogue schedule Age assurance on 8 Dec 14:00"


@pytest.fixture
def scheduled(door):
    """D1, with Zoe of Ofcom in the channel beside Liam."""
    members = door.directory.channels[TECH].members
    door.directory.channels[TECH] = channel(TECH, members | {ZOE})
    door.say(LIAM, SERIES)
    return door


def answer(door, user_id=LIAM):
    said = door.look(lambda town: town.work.rsvps.by_person(user_id, [1]))
    return (said[1].answer.value, said[1].delegate_user_id) if 1 in said else None


def test_who_cannot_come_is_offered_to_name_somebody(scheduled):
    heard = scheduled.press(LIAM, "dialogue.rsvp:cannot", "D1|cannot|")
    assert "Your answer to Age assurance is “Can't”." in heard.words
    assert "Somebody of your organisation can come in your place:" in heard.words
    select = heard.selects["dialogue.delegate:D1"]
    assert select["placeholder"]["text"] == "Name a delegate"
    assert "initial_user" not in select


@pytest.mark.parametrize("said", ["going", "maybe"])
def test_who_comes_is_not(scheduled, said):
    heard = scheduled.press(LIAM, f"dialogue.rsvp:{said}", f"D1|{said}|")
    assert heard.selects == {}


def test_the_one_who_was_chosen_comes_instead(scheduled):
    heard = scheduled.choose(LIAM, "dialogue.delegate:D1", ZOE)
    assert "zoe comes in your place, and finds it in the next morning message." in heard.words
    assert heard.wire.respond["replace_original"] is True
    assert heard.selects["dialogue.delegate:D1"]["initial_user"] == ZOE
    assert answer(scheduled) == ("cannot", ZOE)
    shown = scheduled.say(NORA, "/dialogue show D1")
    assert "Can't: 1\n• Ofcom: liam (zoe comes instead)" in shown.words


def test_nobody_comes_instead_any_more(scheduled):
    heard = scheduled.choose(LIAM, "dialogue.delegate:D1", ZOE)
    assert heard.buttons["dialogue.alone"] == ("Nobody comes instead", "D1")
    again = scheduled.press(LIAM, "dialogue.alone", "D1")
    assert "Somebody of your organisation can come in your place:" in again.words
    assert answer(scheduled) == ("cannot", None)


def test_the_same_answer_again_keeps_whom_one_named(scheduled):
    scheduled.choose(LIAM, "dialogue.delegate:D1", ZOE)
    heard = scheduled.press(LIAM, "dialogue.rsvp:cannot", "D1|cannot|")
    assert "zoe comes in your place" in heard.words
    assert answer(scheduled) == ("cannot", ZOE)


def test_coming_after_all_takes_it_back(scheduled):
    scheduled.choose(LIAM, "dialogue.delegate:D1", ZOE)
    scheduled.press(LIAM, "dialogue.rsvp:going", "D1|going|")
    assert answer(scheduled) == ("going", None)


def test_in_the_full_view_one_can_name_somebody_too(scheduled):
    shown = scheduled.press(LIAM, "dialogue.rsvp:cannot", "D1|cannot|show")
    assert "dialogue.delegate:D1" in shown.selects
    scheduled.choose(LIAM, "dialogue.delegate:D1", ZOE)
    again = scheduled.say(LIAM, "/dialogue show D1")
    assert again.selects["dialogue.delegate:D1"]["initial_user"] == ZOE
    assert scheduled.say(NORA, "/dialogue show D1").selects == {}


@pytest.mark.parametrize(
    ("chosen", "part"),
    [(MINJI, "@min-ji is not of Ofcom."), (LIAM, "somebody else than yourself")],
)
def test_whom_one_cannot_name(scheduled, chosen, part):
    scheduled.press(LIAM, "dialogue.rsvp:going", "D1|going|")
    heard = scheduled.choose(LIAM, "dialogue.delegate:D1", chosen)
    assert part in heard.words
    assert answer(scheduled) == ("going", None), "nothing was changed"


def test_of_what_one_may_not_see_nobody_learns(scheduled):
    scheduled.say(LIAM, "/dialogue schedule Secret on 9 Dec 14:00 for members")
    heard = scheduled.choose(NORA, "dialogue.delegate:D2", ZOE)
    assert heard.words == "I can't find D2 in a group you belong to."
