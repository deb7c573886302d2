"""What `/dialogue calendar` and its buttons answer, and what they cannot do."""

import re
from dataclasses import replace

import pytest

from handlers.slack import router
from handlers.slack.call import read_press
from tests.bot.use_cases.dialogues.town import AMARA, DIRECT, LIAM, NORA, PAT, TECH, ZOE
from tests.databases import WORKSPACE
from tests.handlers.icalendar.reading import read
from tests.handlers.slack.dialogues.door import Door

PUBLIC = "https://convenor.example.org"


@pytest.fixture
def door(database_sqlite):
    made = Door(database_sqlite)
    made.desk.public_url = PUBLIC
    return made


def address(heard):
    return re.search(rf"{PUBLIC}/calendar/[\w-]{{43}}\.ics", heard.words)[0]


def sends(door, user_id, reference, action="calendar.file"):
    """The file that a press would send."""
    body = {
        "team": {"id": WORKSPACE},
        "user": {"id": user_id},
        "channel": {"id": TECH},
        "trigger_id": f"t{reference}{user_id}",
        "response_url": "http://127.0.0.1/r",
        "actions": [{"action_id": action, "value": reference, "type": "button"}],
    }
    return door._found(read_press(body)).wire.file


@pytest.mark.parametrize("place", [TECH, DIRECT, "C0LOBBY"])
@pytest.mark.parametrize("user_id", [LIAM, NORA, PAT, ZOE])
def test_anyone_has_an_address_wherever_they_ask(door, place, user_id):
    heard = door.say(user_id, "/dialogue calendar", place)
    assert address(heard) == address(door.say(user_id, "/dialogue calendar"))
    assert heard.wire.ack["response_type"] == "ephemeral"


def test_the_address_stands_to_be_copied_and_slack_shows_nothing_of_it(door):
    heard = door.say(LIAM, "/dialogue calendar")
    copied = [
        p for b in heard.blocks for p in b["elements"] if p["type"] == "rich_text_preformatted"
    ]
    assert [p["elements"][0]["text"] for p in copied] == [address(heard)]
    assert heard.wire.ack["unfurl_links"] is heard.wire.ack["unfurl_media"] is False
    for name in ("Outlook: ", "Google: ", "Apple: "):
        assert sum(name in line for line in heard.words.splitlines()) == 1


def test_each_person_has_their_own(door):
    assert address(door.say(LIAM, "/dialogue calendar")) != address(
        door.say(NORA, "/dialogue calendar")
    )


def test_a_new_address_takes_the_place_of_the_message_that_showed_the_old_one(door):
    old = address(door.say(LIAM, "/dialogue calendar"))
    heard = door.press(LIAM, "calendar.new", "")
    assert address(heard) != old
    assert heard.wire.respond["replace_original"] is True
    assert "The old address has stopped working." in heard.words


def test_pressed_once_and_sent_twice_by_slack_it_is_renewed_once(door):
    first = door.press(LIAM, "calendar.new", "", again="t9")
    second = door.press(LIAM, "calendar.new", "", again="t9")
    assert address(first) == address(second) == address(door.say(LIAM, "/dialogue calendar"))


def test_switching_off_says_so_once(door):
    door.say(LIAM, "/dialogue calendar")
    assert "is switched off" in door.press(LIAM, "calendar.off", "").words
    assert "nothing to switch off" in door.press(LIAM, "calendar.off", "").words
    assert door.look(lambda town: town.work.calendars.of(LIAM)) is None


def test_both_buttons_ask_first(door):
    heard = door.say(LIAM, "/dialogue calendar")
    (row,) = [b for b in heard.blocks if b["type"] == "actions"]
    asked = {e["text"]["text"]: e["confirm"]["text"]["text"] for e in row["elements"]}
    assert set(asked) == {"New address", "Switch off"}
    assert all("stops working" in words for words in asked.values())


def test_words_behind_it_are_not_dropped(door):
    heard = door.say(LIAM, "/dialogue calendar for D12")
    assert "I don't know what “/dialogue calendar for D12” means" in heard.words
    assert door.look(lambda town: town.work.calendars.of(LIAM)) is None


def test_without_a_public_address_it_says_what_the_administrator_has_to_set(door):
    door.desk.public_url = ""
    for heard in (door.say(LIAM, "/dialogue calendar"), door.press(LIAM, "calendar.new", "")):
        assert "CONVENOR_PUBLIC_URL" in heard.words
    assert door.look(lambda town: town.work.calendars.of(LIAM)) is None


# One dialogue ---------------------------------------------------------------------------------


def test_a_press_sends_one_dialogue(door):
    door.change(lambda town: town.schedule(title="Fines & <fees>"))
    file = sends(door, NORA, "D1")
    assert (file.name, file.title) == ("D1.ics", "D1 Fines & <fees>")
    assert [e.summary.value for e in read(file.content).events.values()] == ["Fines & <fees>"]
    assert "D1.ics is in your direct messages" in str(file.said.blocks)


def test_a_press_sent_twice_by_slack_sends_one_file(door):
    door.change(lambda town: town.schedule())
    assert sends(door, NORA, "D1") is not None
    assert sends(door, NORA, "D1") is None


def test_it_is_sent_without_any_address_of_ours(door):
    door.desk.public_url = ""
    door.change(lambda town: town.schedule())
    assert sends(door, NORA, "D1") is not None
    assert door.look(lambda town: town.work.calendars.of(NORA)) is None, "none was asked for"


@pytest.mark.parametrize("action", ["calendar.file", "calendar.link"])
def test_what_is_not_theirs_is_not_found(door, action):
    door.change(lambda town: town.schedule(AMARA, group=town.board, title="Budget"))
    for reference in ("D1", "D9"):
        heard = door.press(NORA, action, reference)
        assert heard.words == f"I can't find {reference} in a group you belong to."
        assert heard.wire.file is None


def test_instead_of_the_file_there_is_a_link_to_it_at_the_persons_own_address(door):
    door.change(lambda town: town.schedule())
    heard = door.press(NORA, "calendar.link", "D1")
    feed = address(door.say(NORA, "/dialogue calendar"))
    assert f"{feed.removesuffix('.ics')}/d1.ics" in heard.words
    assert heard.wire.respond["unfurl_links"] is False


def test_without_a_public_address_there_is_no_link_either(door):
    door.desk.public_url = ""
    door.change(lambda town: town.schedule())
    assert "CONVENOR_PUBLIC_URL" in door.press(NORA, "calendar.link", "D1").words


def test_every_button_has_its_route(door):
    door.change(lambda town: town.schedule())
    shown = door.say(LIAM, "/dialogue show D1")
    assert shown.buttons["calendar.file"] == ("Add to calendar", "D1")
    call = read_press(
        {
            "team": {"id": WORKSPACE},
            "user": {"id": LIAM},
            "trigger_id": "t",
            "actions": [{"action_id": "calendar.file", "type": "button"}],
        }
    )
    for action in ("calendar.file", "calendar.link", "calendar.new", "calendar.off"):
        assert router.find(replace(call, id=action)) is not None
