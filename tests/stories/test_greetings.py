"""What Convenor says when it is invited, mentioned or written to; and what it leaves be."""

import pytest

from tests.administration import Administration
from tests.stories.evidence import pings, rows
from tests.stories.network import Network
from tests.stories.town import DIRECT, EDUCATION, TECH, set_up

COMMANDS = ("/wg", "/dialogue", "/action", "/practice", "/digest")


@pytest.fixture(scope="module")
def network(tmp_path_factory):
    with Network(tmp_path_factory.mktemp("greetings")) as running:
        set_up(running)
        yield running


@pytest.fixture(scope="module")
def bot(network):
    return network.get("/door/workspace")["app"]["bot_user_id"]


def new_channel(network, name, *, private):
    sina = network.person("sina")
    network.post("/door/conversation/create", **{"as": sina.id}, name=name, private=private)
    return f"#{name}"


def check_overview(message):
    for command in COMMANDS:
        assert f"{command}: " in message.words
    assert pings(message) == []


@pytest.mark.parametrize("private", [True, False])
def test_invited_to_a_channel_it_greets_everyone_there_and_says_what_comes_first(
    network, bot, private
):
    channel = new_channel(network, f"fresh-{private}".lower(), private=private)
    sina = network.person("sina")
    sina.invites(channel, bot)
    [greeting] = sina.reads(channel)
    assert not greeting.ephemeral
    assert greeting.words.startswith("Hello! Thank you for inviting me, @sina. I am Convenor:")
    assert "This channel is not a working group yet." in greeting.words
    assert "Someone of the secretariat turns it into one with /wg setup." in greeting.words
    check_overview(greeting)


@pytest.mark.parametrize(("channel", "chair"), [(TECH, "amara"), (EDUCATION, "gethin")])
def test_invited_again_to_a_group_it_says_whose_group_it_is(network, bot, channel, chair):
    if channel == EDUCATION:
        set_up(network, EDUCATION, "Education", chair="gethin")
    sina = network.person("sina")
    name = "Technology" if channel == TECH else "Education"
    network.run(_remove(network, sina.channel(channel), bot))
    network.settle()
    before = len(sina.reads(channel))
    sina.invites(channel, bot)
    new = sina.reads(channel)[before:]
    assert [m.ephemeral for m in new] == [False]
    assert f"This is the channel of {name}. Chair: @{chair}." in new[0].words
    check_overview(new[0])


async def _remove(network, channel_id, user_id):
    Administration(network.ground.sandbox.core).remove(channel_id, user_id)


def test_someone_else_who_joins_is_not_greeted(network):
    sina = network.person("sina")
    before = sina.words(TECH)
    sina.invites(TECH, network.people["gethin"])
    assert sina.words(TECH) == before


def test_a_mention_is_answered_to_the_one_person_with_what_they_may_do(network, bot):
    answers = {}
    for handle in ("amara", "liam", "denise"):
        network.person(handle).says(TECH, f"<@{bot}> hello, what can I do here?")
        answers[handle] = network.person(handle).reads(TECH)[-1]
    for answer in answers.values():
        assert answer.ephemeral
        assert "This is the channel of Technology. Chair: @amara." in answer.words
        check_overview(answer)
    assert "As a chair you can" in answers["amara"].words
    assert "As a member you can" in answers["liam"].words
    assert "As an observer you can" in answers["denise"].words
    assert not any("As a chair you can" in words for words in network.person("liam").words(TECH))


def test_a_mention_in_a_channel_that_is_no_group_says_how_it_becomes_one(network, bot):
    channel = new_channel(network, "no-group", private=False)
    sina, liam = network.person("sina"), network.person("liam")
    for user_id in (bot, liam.id):
        sina.invites(channel, user_id)
    liam.says(channel, f"<@{bot}>?")
    assert "Someone of the secretariat turns it into one" in liam.reads(channel)[-1].words
    sina.says(channel, f"<@{bot}>?")
    assert "You can turn it into one with /wg setup." in sina.reads(channel)[-1].words


def test_a_direct_message_is_answered_with_the_groups_one_is_in(network):
    liam = network.person("liam")
    liam.says(DIRECT, "Good morning")
    answer = liam.reads(DIRECT)[-1]
    assert answer.words.startswith("Hello! I answer to commands")
    assert "You are in Technology. /action and /dialogue here cover all of them." in answer.words
    check_overview(answer)


def test_someone_of_no_organisation_hears_who_can_assign_them(network):
    rahul = network.person("rahul")
    rahul.says(DIRECT, "Hi")
    answer = rahul.reads(DIRECT)[-1]
    assert "You are in no working group yet." in answer.words
    assert "the secretariat can assign you" in answer.words


def test_its_own_messages_are_not_answered(network):
    """Each answer in a direct message is itself a message there, and Slack tells the app of it."""
    denise = network.person("denise")
    for count in (1, 2, 3):
        denise.says(DIRECT, f"Message {count}")
        network.settle()
        assert len(denise.reads(DIRECT)) == 2 * count


def test_a_changed_or_deleted_message_is_not_answered(network):
    liam = network.person("liam")
    liam.says(DIRECT, "First thoughts")
    before = liam.words(DIRECT)
    network.run(_edit(network, liam.reads(DIRECT)[-2]))
    network.settle()
    assert len(liam.words(DIRECT)) == len(before)


async def _edit(network, message):
    core = network.ground.sandbox.core
    conversation = core.workspace.conversations.get(message.channel)
    found = core.workspace.messages.get(message.channel, message.ts)
    core.change(found, conversation, before=core.workspace.as_message(found))


@pytest.mark.parametrize(
    "words",
    [
        "Good morning everyone",
        "convenor, are you there?",
        "@convenor help",
        "/wg",
        "D1 is cancelled",
    ],
)
def test_a_message_in_a_channel_without_a_mention_is_none_of_its_business(network, words):
    liam, before = network.person("liam"), rows(network)
    said = len(liam.reads(TECH))
    liam.says(TECH, words)
    assert len(liam.reads(TECH)) == said + 1
    assert rows(network) == before
