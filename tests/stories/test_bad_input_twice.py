"""The same thing twice, by a person's hand or by Slack's retry: one effect, the same answer."""

import pytest

from tests.stories.evidence import Wire, day, rows
from tests.stories.town import DIRECT, TECH, technology

COMMAND, INTERACTIVE, EVENT = "slash_commands", "interactive", "events_api"


@pytest.fixture(scope="module")
def network(tmp_path_factory):
    with technology(tmp_path_factory.mktemp("twice")) as running:
        yield running


@pytest.fixture
def wire(network):
    with Wire(network) as wire:
        yield wire


def test_a_command_that_arrives_again_logs_one_action_and_answers_the_same(network, wire):
    network.person("liam").types(TECH, "/action add Read the report once")
    before = rows(network)
    assert wire.again(COMMAND) == wire.again(COMMAND)
    assert "Logged in Technology." in str(wire.again(COMMAND))
    assert rows(network) == before


def test_a_button_pressed_twice_counts_once(network):
    liam, amara = network.person("liam"), network.person("amara")
    liam.schedules(TECH, f"Pressed twice on {day(network, 30)} 14:00")
    invitation = amara.finds(TECH, "Pressed twice")
    first, second = invitation.press("Going"), invitation.again().press("Going")
    assert first.words == second.words
    assert invitation.again().labels()[0] == "Going 1"


def test_a_press_that_arrives_again_changes_nothing_and_answers_the_same(network, wire):
    liam = network.person("liam")
    card = liam.types(TECH, "/action add Press done twice @liam")
    card.press("Done")
    done, before = card.again().words, rows(network)
    wire.again(INTERACTIVE)
    assert card.again().words == done
    assert rows(network) == before


def test_done_pressed_on_a_card_that_is_already_done_says_so(network):
    liam = network.person("liam")
    card = liam.types(TECH, "/action add Done by two people @liam")
    number = next(w for w in card.words.split() if w.startswith("A") and w[1:].isdigit())
    network.person("amara").types(TECH, f"/action done {number}")
    before = rows(network)
    card.press("Done")
    assert "already" in card.again().words
    assert rows(network) == before


def test_a_form_submitted_twice_schedules_once_and_answers_the_same(network, wire):
    liam = network.person("liam")
    liam.types(TECH, "/dialogue schedule")
    modal = liam.modal().fill(title="Sent twice", date=day(network, 31), time="14:00")
    assert modal.submit() == {}
    shown, before = liam.modal().words, rows(network)
    assert shown.startswith("Scheduled D")
    answers = [wire.again(INTERACTIVE), wire.again(INTERACTIVE)]
    assert answers[0] == answers[1]
    assert answers[0]["response_action"] == "update"
    assert "Sent twice" in str(answers[0]["view"])
    assert rows(network) == before
    liam.closes()


def test_an_event_whose_acknowledgement_is_lost_is_retried_and_greets_once(network, wire):
    sina = network.person("sina")
    bot = network.get("/door/workspace")["app"]["bot_user_id"]
    wire.loses = 1
    sina.invites("#general", bot)
    wire.wait_for(2, EVENT)
    joined = [p for p in wire.parcels if p.payload["event"]["type"] == "member_joined_channel"]
    assert [p.attempt for p in joined] == [0, 1]
    assert joined[0].payload["event_id"] == joined[1].payload["event_id"]
    greetings = [w for w in sina.words("#general") if w.startswith("Hello! Thank you")]
    assert len(greetings) == 1


def test_an_event_that_is_retried_changes_nothing_the_second_time(network, wire):
    network.person("liam").says(DIRECT, "What can you do?")
    before = rows(network)
    wire.again(EVENT)
    assert rows(network) == before


@pytest.mark.parametrize("place", ["a channel", "a thread", "a direct message"])
def test_a_written_command_that_slack_retries_is_done_once(network, wire, place):
    liam = network.person("liam")
    title = f"Read what is written in {place}"
    typed = f"action add {title}" if place == "a direct message" else f"<@{network.bot_id}> "
    typed += "" if place == "a direct message" else f"action add {title}"
    channel = DIRECT if place == "a direct message" else TECH
    thread = {"thread_ts": liam.says(TECH, "What do we do?")} if place == "a thread" else {}
    wire.parcels.clear()
    wire.loses = 1
    liam.says(channel, typed, **thread)
    wire.wait_for(2, EVENT)
    network.settle()
    told = [parcel.payload["event_id"] for parcel in wire.parcels if parcel.kind == EVENT]
    assert len(told) > len(set(told)), "Slack sent it twice"
    logged = [row for row in rows(network)["actions"] if title in row]
    assert len(logged) == 1
    before = rows(network)
    wire.again(EVENT)
    assert rows(network) == before
    read = {"thread": thread["thread_ts"]} if thread else {}
    answers = [m for m in liam.reads(channel, **read) if "Logged" in m.words and title in m.words]
    assert len(answers) == 1


@pytest.fixture
def that_day(network):
    """Looked up once: midnight may pass while a story is told."""
    return day(network, 32)


@pytest.fixture
def asked_again(network, that_day):
    liam = network.person("liam")
    title = f"Codes of practice {len(liam.reads(TECH))}"
    wish = f"{title} on {that_day} 14:00"
    assert "Scheduled" in liam.schedules(TECH, wish).words
    typed, before = f"/dialogue schedule {wish}", rows(network)
    question = liam.types(TECH, typed)
    assert rows(network) == before
    assert title in question.words
    assert typed in question.words
    return title, question


def dialogues(network, title):
    return [row for row in rows(network)["dialogues"] if title in row]


def test_the_same_dialogue_within_a_minute_is_asked_about_and_the_button_goes_on(
    network, asked_again
):
    title, question = asked_again
    question.press("Schedule it again")
    assert question.again().words.startswith("Scheduled D")
    assert len(dialogues(network, title)) == 2


def test_that_button_pressed_twice_makes_one_more_and_no_third(network, wire, asked_again):
    title, question = asked_again
    question.press("Schedule it again")
    wire.again(INTERACTIVE)
    wire.again(INTERACTIVE, trigger_id="1.2.the-second-of-two-quick-clicks")
    assert len(dialogues(network, title)) == 2


def test_another_person_may_schedule_the_same_at_once(network, that_day, asked_again):
    title, _ = asked_again
    amara = network.person("amara")
    wish = f"{title} on {that_day} 14:00"
    assert "Scheduled" in amara.schedules(TECH, wish).words


def test_after_a_minute_nobody_is_asked(network, that_day, asked_again):
    title, _ = asked_again
    network.advance(minutes=2)
    liam = network.person("liam")
    answer = liam.types(TECH, f"/dialogue schedule {title} on {that_day} 14:00")
    assert "You have just scheduled" not in answer.words
    assert "overlaps with it" in answer.words, "that it is the same time is said all the same"
    assert "Scheduled" in (answer.press("Schedule it anyway") or answer.again()).words


def test_the_same_in_the_form_is_told_beside_the_title(network, that_day, asked_again):
    title, _ = asked_again
    liam, before = network.person("liam"), rows(network)
    liam.types(TECH, "/dialogue schedule")
    errors = liam.modal().fill(title=title, date=that_day, time="14:00").submit()
    assert set(errors) == {"title"}
    assert "You have just scheduled this title as D" in errors["title"]
    liam.closes()
    assert rows(network) == before
