"""A command that is written in a mention or to Convenor alone is taken up, and answered there."""

import pytest

from tests.stories.network import Network
from tests.stories.people import Message
from tests.stories.town import DIRECT, TECH, set_up


@pytest.fixture(scope="module")
def network(tmp_path_factory):
    with Network(tmp_path_factory.mktemp("written"), after=set_up) as running:
        yield running


def says_in_thread(network, person, ts, text):
    network.post(
        "/door/say", **{"as": person.id}, channel=person.channel(TECH), text=text, thread_ts=ts
    )
    network.settle()
    found = network.get(
        "/door/messages", **{"as": person.id}, channel=person.channel(TECH), thread=ts, limit=50
    )
    return Message(person, person.channel(TECH), found["messages"][-1])


def test_a_mention_in_a_thread_logs_the_action_and_is_answered_in_it(network):
    amara, liam = network.person("amara"), network.people["liam"]
    start = amara.says(TECH, "What do we do about Q&A with the press?")
    command = f"<@{network.bot_id}> action add Draft the Q&A <@{liam}> by 12 Dec 2027"
    answer = says_in_thread(network, amara, start, command)
    assert answer.ephemeral
    assert answer.raw["thread_ts"] == start
    assert network.spelled("A1 Draft the Q&A\nOwner: @liam (eSafety Commissioner)") in answer.words
    assert "Due Sunday 12 December 2027" in answer.words


def test_what_can_not_be_read_is_given_back_in_the_thread(network):
    amara = network.person("amara")
    start = amara.says(TECH, "And the rest?")
    answer = says_in_thread(
        network, amara, start, f"<@{network.bot_id}> dialogue list for <@{network.people['liam']}>"
    )
    assert answer.raw["thread_ts"] == start
    assert network.spelled("I can't use “for @liam” here") in answer.words
    assert network.spelled("/dialogue list for @liam") in answer.words
    answer = says_in_thread(network, amara, start, f"<@{network.bot_id}> please log my homework")
    assert "You typed:\n@Convenor please log my homework" in answer.words


def test_a_form_is_not_opened_by_a_message(network):
    amara = network.person("amara")
    amara.says(TECH, f"<@{network.bot_id}> action add")
    assert (
        "Please type /action add in the channel's own message field" in amara.reads(TECH)[-1].words
    )


def test_a_command_in_a_direct_message_is_answered_there(network):
    amara = network.person("amara")
    amara.says(DIRECT, "action add Read the law by 12 Dec 2027")
    answer = amara.reads(DIRECT)[-1]
    assert "Logged in Technology." in answer.words
    assert "Read the law" in answer.words
    amara.says(DIRECT, "/action done A99")
    assert "I can't find A99" in amara.reads(DIRECT)[-1].words
    assert "/action done A99" in amara.reads(DIRECT)[-1].words
