"""Channels that are no groups, and a Slack or a database that does not answer."""

import re
import sqlite3
from contextlib import closing, contextmanager

import pytest

from handlers.slack.app import BUDGET
from handlers.slack.client.directory import ASK_SECONDS
from tests.stories.evidence import Wire, day, forget, left_unacknowledged, rows
from tests.stories.town import DIRECT, TECH, settled
from tests.waiting import wait_until

UNSEEN = (
    "I can't see who is in this channel. If I am not in it, please type /invite @Convenor first; "
    "if I am, please try again in a minute."
)
NOT_SET_UP = "This channel is not a working group yet. The secretariat sets it up with /wg setup."
NOT_SAVED = r"I could not save this\. Nothing was changed\. Reference ([0-9A-F]{4})\."


@pytest.fixture(scope="module")
def network(tmp_path_factory):
    with settled(tmp_path_factory.mktemp("places")) as running:
        yield running


@pytest.fixture
def faults(network):
    faults = network.ground.sandbox.faults
    yield lambda **order: network.post("/door/faults", **order)
    faults.clear()
    forget(network)


NEEDING_A_GROUP = [
    "/wg",
    "/wg members",
    "/wg role @amara chair",
    "/dialogue",
    "/dialogue schedule A talk on tomorrow 14:00",
    "/action",
    "/action add Read the report",
    "/practice queue",
    "/digest",
    "/digest post",
]


@pytest.mark.parametrize("typed", NEEDING_A_GROUP)
def test_a_channel_that_is_not_set_up_says_how_and_who(network, typed):
    before = rows(network)
    answer = network.person("gethin").types("#education-and-awareness", typed)
    assert answer.words.split("\n")[0] == NOT_SET_UP
    assert network.spelled(typed.split(maxsplit=2)[-1]) in answer.words or typed.count(" ") < 2
    assert rows(network) == before


@pytest.mark.parametrize("typed", ["/dialogue schedule", "/practice share"])
def test_a_form_in_a_channel_that_is_not_set_up_holds_the_same_words(network, typed):
    gethin = network.person("gethin")
    gethin.types("#education-and-awareness", typed)
    assert gethin.modal().words.split("\n")[0] == NOT_SET_UP
    gethin.closes()


@pytest.fixture(scope="module")
def secret(network):
    """A private channel of Sina and Amara in which Convenor is not."""
    sina = network.person("sina")
    network.post("/door/conversation/create", **{"as": sina.id}, name="secret", private=True)
    sina.invites("#secret", network.people["amara"])
    return "#secret"


@pytest.mark.parametrize("typed", [t for t in NEEDING_A_GROUP if t != "/wg members"])
def test_in_a_private_channel_without_convenor_it_asks_to_be_invited(network, secret, typed):
    before = rows(network)
    answer = network.person("amara").types(secret, typed)
    assert answer.words.split("\n")[0] == UNSEEN
    assert rows(network) == before


def test_setting_up_a_channel_without_convenor_is_refused_and_works_once_it_is_invited(
    network, secret
):
    sina, before = network.person("sina"), rows(network)
    sina.types(secret, "/wg setup")
    assert "/invite @Convenor" in sina.modal().words
    sina.closes()
    assert rows(network) == before
    sina.invites(secret, network.get("/door/workspace")["app"]["bot_user_id"])
    sina.types(secret, "/wg setup")
    assert sina.modal().fill(name="Secret", zone="Europe/London").submit() == {}
    sina.closes()
    assert "Secret" in network.person("amara").types(secret, "/wg").words


def test_a_locked_database_is_told_with_a_reference_that_is_in_the_log(
    network, caplog, monkeypatch
):
    monkeypatch.setattr(network.ground.convenor.door, "budget", BUDGET)
    before = rows(network)
    liam = network.person("liam")
    with locked(network):
        typed = {"command": "/action", "text": f"add Written in vain by {day(network, 5)}"}
        network.post("/door/command", **{"as": liam.id}, channel=liam.channel(TECH), **typed)
        assert liam.reads(TECH)[-1].words == "Working on it…"
        told = wait_until(lambda: liam.finds(TECH, "I could not save this"))
    network.settle()
    check_reference(told.words, caplog)
    assert "/action add Written in vain" in told.words
    assert rows(network) == before
    assert "Logged" in liam.types(TECH, "/action add Written after all").words


@contextmanager
def locked(network):
    """Another program holds the database's write lock for longer than Convenor waits."""
    file = network.folder / "convenor.sqlite3"
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("ROLLBACK")


@contextmanager
def broken(network, table="receipts"):
    """A table cannot be found."""
    file = network.folder / "convenor.sqlite3"
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute(f"ALTER TABLE {table} RENAME TO away")
        try:
            yield
        finally:
            connection.execute(f"ALTER TABLE away RENAME TO {table}")


def check_reference(words, caplog):
    """The person's reference is on one error in the log, with what failed."""
    code = re.search(NOT_SAVED, words)[1]
    [record] = [r for r in caplog.records if getattr(r, "reference", None) == code]
    assert record.levelname == "ERROR"
    assert record.exc_info


@pytest.mark.parametrize("typed", ["/action done A1", "/dialogue cancel D1", "/digest post"])
def test_a_command_into_a_broken_database_changes_nothing(network, caplog, typed):
    before, amara = rows(network), network.person("amara")
    with broken(network):
        answer = amara.types(TECH, typed)
    check_reference(answer.words, caplog)
    assert rows(network) == before


def test_looking_something_up_in_a_broken_database_is_told_too(network, caplog):
    with broken(network, "actions"):
        answer = network.person("liam").types(TECH, "/action list")
    check_reference(answer.words, caplog)


def test_a_press_into_a_broken_database_changes_nothing(network, caplog):
    before, amara = rows(network), network.person("amara")
    invitation = amara.finds(TECH, "Age assurance")
    with broken(network):
        answer = invitation.press("Going")
    check_reference(answer.words, caplog)
    assert rows(network) == before


def test_a_form_into_a_broken_database_stays_open_with_the_words_beside_a_field(network, caplog):
    before, liam = rows(network), network.person("liam")
    liam.types(TECH, "/dialogue schedule")
    modal = liam.modal().fill(title="Kept in the form", date=day(network, 30), time="14:00")
    with broken(network):
        errors = modal.submit()
    check_reference(errors["title"], caplog)
    assert rows(network) == before
    assert liam.modal().fill(**modal.filled).submit() == {}, "sent again, it is saved"
    liam.closes()


def test_an_event_into_a_broken_database_is_left_for_slack_to_send_again(network):
    liam = network.person("liam")
    with Wire(network) as wire:
        with broken(network), left_unacknowledged(network, at_least=2):
            liam.says(DIRECT, "Are you there?")
            wire.wait_for(2, "events_api")
        before = len(liam.words(DIRECT))
        assert before == len([w for w in liam.words(DIRECT) if "could not save" not in w])
        wire.again("events_api")
    assert liam.reads(DIRECT)[-1].words.startswith("Hello!")


@pytest.mark.parametrize("fault", ["500", "lost", "error:internal_error", "ratelimited"])
def test_when_slack_does_not_say_who_is_in_the_channel_nobody_has_rights_in_it(
    network, faults, fault
):
    forget(network)
    faults(method="conversations.members", fault=fault)
    amara, before = network.person("amara"), rows(network)
    refused = amara.types(TECH, "/action add Read the report")
    assert refused.words.startswith(UNSEEN)
    hidden = amara.types(TECH, "/dialogue show D2")
    assert hidden.words.startswith("I can't find D2 in a group you belong to.")
    assert rows(network) == before


@pytest.mark.parametrize("fault", ["500", "lost", "error:internal_error", "ratelimited"])
def test_when_slack_does_not_say_who_someone_is_they_have_no_rights(network, faults, fault):
    forget(network)
    faults(method="users.info", fault=fault)
    for handle in ("amara", "sina"):
        check_has_no_rights(network, handle)


def test_when_slack_says_too_late_who_someone_is_they_have_no_rights_until_then(
    network, faults, monkeypatch
):
    directory = network.ground.convenor.door.desk.directory
    directory.forget_person(network.people["aoife"])
    monkeypatch.setattr(directory, "ask_seconds", ASK_SECONDS)
    faults(method="users.info", fault="late", retry_after=2, times=1)
    check_has_no_rights(network, "aoife")


def check_has_no_rights(network, handle):
    before = rows(network)
    refused = network.person(handle).types(TECH, "/action add Read the report")
    assert refused.words.startswith("Only a member of Technology can log an action.")
    assert rows(network) == before


def test_nor_is_an_unknown_caller_of_the_secretariat(network, faults):
    forget(network)
    faults(method="users.info", fault="500")
    sina = network.person("sina")
    assert "Only the secretariat" in sina.types(TECH, "/wg roster").words


def test_rights_are_back_as_soon_as_slack_answers_again(network, faults):
    forget(network)
    faults(method="users.info", fault="500", times=1)
    liam = network.person("liam")
    assert "Only a member" in liam.types(TECH, "/action add Read it later").words
    assert "Logged" in liam.types(TECH, "/action add Read it later").words


def test_an_owner_whom_slack_cannot_describe_is_not_taken(network, faults):
    forget(network)
    liam, before = network.person("liam"), rows(network)
    assert "Technology" in liam.types(TECH, "/wg").words  # Liam himself is known for a while
    faults(method="users.info", fault="500")
    answer = liam.types(TECH, "/action add Read the report @min-ji")
    assert "Please choose someone of Technology." in answer.words
    assert rows(network) == before
