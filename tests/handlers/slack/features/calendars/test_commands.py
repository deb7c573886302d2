"""What `/dialogue calendar` and its buttons answer, and what they cannot do."""

import re
from dataclasses import replace

import pytest

from bot.ports.ledgers.personal import hash_of
from handlers.slack import routes
from handlers.slack.request.request import read_press
from storage.tables import metadata
from tests.bot.use_cases.dialogues.town import AMARA, DAY, DIRECT, LIAM, NORA, NOW, PAT, TECH, ZOE
from tests.databases import WORKSPACE
from tests.handlers.icalendar.reading import read
from tests.handlers.slack.features.dialogues.door import Door

PUBLIC = "https://convenor.example.org"


@pytest.fixture
def door(database_sqlite):
    made = Door(database_sqlite)
    made.desk.public_url = PUBLIC
    return made


def address(heard):
    return re.search(rf"{PUBLIC}/calendar/[\w-]{{43}}\.ics", heard.words)[0]


def secret_of(heard):
    return re.search(r"[\w-]{43}", address(heard))[0]


def opens_for(door, url):
    """Whose calendar stands at this address; None for nobody's."""
    secret = re.search(r"[\w-]{43}", url)[0]
    found = door.look(lambda town: town.work.calendars.behind_secret(hash_of(secret)))
    return found and found.user_id


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
    assert opens_for(door, address(heard)) == user_id
    assert heard.wire.ack["response_type"] == "ephemeral"


def test_who_has_an_address_is_told_since_when_and_how_to_get_another(door):
    url = address(door.say(LIAM, "/dialogue calendar"))
    door.now = NOW + 3 * DAY
    heard = door.say(LIAM, "/dialogue calendar")
    assert "/calendar/" not in str(heard.wire)
    assert "Your address was made on " in heard.words
    assert "Monday 23 November 2026, 10:00 (Europe/London" in heard.words
    assert set(heard.buttons) == {"calendar.new", "calendar.off"}
    assert opens_for(door, url) == LIAM, "and it works as before"


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
    assert (opens_for(door, old), opens_for(door, address(heard))) == (None, LIAM)


def test_pressed_once_and_sent_twice_by_slack_it_is_renewed_once(door):
    first = door.press(LIAM, "calendar.new", "", again="t9")
    again = door.press(LIAM, "calendar.new", "", again="t9")
    assert_shown_once(again)
    assert again.wire.respond["replace_original"] is False, "the address may stand there"
    assert opens_for(door, address(first)) == LIAM


def test_typed_once_and_sent_twice_by_slack_the_address_is_shown_once(door):
    first = door.say(LIAM, "/dialogue calendar", again="t9")
    assert_shown_once(door.say(LIAM, "/dialogue calendar", again="t9"))
    assert opens_for(door, address(first)) == LIAM


def assert_shown_once(heard):
    """What a request gets that comes again; a person whose first answer was lost can go on."""
    assert heard.words.startswith("The address was shown once. Press New address to get another.")
    assert set(heard.buttons) == {"calendar.new", "calendar.off"}
    assert "/calendar/" not in str(heard.wire)


def test_no_row_of_the_database_has_the_secret(door):
    heard = (
        door.say(LIAM, "/dialogue calendar"),
        door.press(LIAM, "calendar.new", ""),
        door.say(NORA, "/dialogue calendar"),
    )
    with door.database.engine.connect() as connection:
        told = str([connection.execute(t.select()).all() for t in metadata.sorted_tables])
    assert "The address was shown once" in told, "the receipts are among the rows"
    assert hash_of(secret_of(heard[2])) in told
    assert not any(word in told for word in ("/calendar/", *map(secret_of, heard)))


def test_switching_off_says_so_once(door):
    door.say(LIAM, "/dialogue calendar")
    assert "is switched off" in door.press(LIAM, "calendar.off", "").words
    assert "nothing to switch off" in door.press(LIAM, "calendar.off", "").words
    assert door.look(lambda town: town.work.calendars.of_person(LIAM)) is None


def test_both_buttons_ask_first(door):
    heard = door.say(LIAM, "/dialogue calendar")
    (row,) = [b for b in heard.blocks if b["type"] == "actions"]
    asked = {e["text"]["text"]: e["confirm"]["text"]["text"] for e in row["elements"]}
    assert set(asked) == {"New address", "Switch off"}
    assert all("stops working" in words for words in asked.values())


def test_words_behind_it_are_not_dropped(door):
    heard = door.say(LIAM, "/dialogue calendar for D12")
    assert "I can't use “for D12” here, so nothing was done." in heard.words
    assert door.look(lambda town: town.work.calendars.of_person(LIAM)) is None


def test_without_a_public_address_it_says_what_the_administrator_has_to_set(door):
    door.desk.public_url = ""
    for heard in (door.say(LIAM, "/dialogue calendar"), door.press(LIAM, "calendar.new", "")):
        assert "CONVENOR_PUBLIC_URL" in heard.words
    assert door.look(lambda town: town.work.calendars.of_person(LIAM)) is None


# One dialogue ---------------------------------------------------------------------------------


def test_a_press_sends_one_dialogue(door):
    door.change(lambda town: town.schedule(title="Fines & <fees>"))
    file = sends(door, NORA, "D1")
    assert (file.name, file.title) == ("D1.ics", "D1 Fines & <fees>")
    assert [e.summary.value for e in read(file.content).events.values()] == ["Fines & <fees>"]
    assert "D1.ics is in your direct messages" in str(file.said.blocks)
    assert "If D1.ics is not in your direct messages" in str(file.otherwise.blocks)


def test_who_reads_french_gets_an_answer_in_french_and_the_file_in_english(door):
    door.change(lambda town: town.schedule())
    door.say(LIAM, "/dialogue cancel D1 because the speaker is ill")
    door.read_french(NORA)
    file = sends(door, NORA, "D1")
    assert "se trouve dans vos messages privés avec moi" in str(file.said.blocks)
    (event,) = read(file.content).events.values()
    assert "D1 is cancelled: the speaker is ill." in event.description.value


def test_a_press_sent_twice_by_slack_sends_one_file(door):
    door.change(lambda town: town.schedule())
    assert sends(door, NORA, "D1") is not None
    assert sends(door, NORA, "D1") is None


def test_it_is_sent_without_any_address_of_ours(door):
    door.desk.public_url = ""
    door.change(lambda town: town.schedule())
    assert sends(door, NORA, "D1") is not None
    assert door.look(lambda town: town.work.calendars.of_person(NORA)) is None, "none was asked for"


def test_what_is_not_theirs_is_not_found(door):
    door.change(lambda town: town.schedule(AMARA, group=town.board, title="Budget"))
    for reference in ("D1", "D9"):
        heard = door.press(NORA, "calendar.file", reference)
        assert heard.words == f"I can't find {reference} in a group you belong to."
        assert heard.wire.file is None


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
    for action in ("calendar.file", "calendar.new", "calendar.off"):
        assert routes.find_route(replace(call, id=action)) is not None
