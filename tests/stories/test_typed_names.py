"""People are found by the names that others type, from the first minute of a group on."""

import pytest

from handlers.sandbox.people import Person
from tests.administration import Administration
from tests.stories.evidence import free_day, type_anywhere
from tests.stories.town import EDUCATION, TECH, set_up

TYPED = [
    ("Draft the letter Benoit", "Benoît Lefèvre-Ménard"),
    ("Draft the letter benoit", "Benoît Lefèvre-Ménard"),
    ("Draft the letter Lefèvre", "Benoît Lefèvre-Ménard"),
    ("Draft the letter B. Lefevre", "Benoît Lefèvre-Ménard"),
    ("Draft the letter LEFEVRE-MENARD Benoit", "Benoît Lefèvre-Ménard"),
    ("Draft the letter @Liam O'Grady by 12 Jan 2027", "Liam O’Grady"),
    ("Draft the letter for Aoife Ni Dhonnabhain", "Aoife Ní Dhonnabháin"),
    ("Draft the letter AO", "Amara Okonkwo"),
    ("Stefan: draft the letter", "Štefan Hrnčár"),
    ("Draft the letter 김민지", "김민지"),
]


def answers_of(person, words):
    """The question's words and its buttons; nothing was logged."""
    answer = person.types(TECH, f"/action add {words}")
    assert "Logged" not in answer.words, answer.words
    return answer


@pytest.mark.parametrize(("typed", "name"), TYPED, ids=[typed for typed, _ in TYPED])
def test_somebody_who_never_did_anything_here_is_asked_about(network, typed, name):
    set_up(network)
    liam = network.person("liam")
    asked = answers_of(liam, typed)
    assert asked.labels()[0] == f"@{name}"
    logged = asked.press(f"@{name}") or asked.again()
    assert f"@{name}" in logged.words
    assert "raft the letter" in logged.words
    assert "nobody yet" not in logged.words


def test_an_organisation_is_found_by_its_initials(network):
    set_up(network)
    logged = network.person("liam").types(TECH, "/action add Share the codes KCSC")
    assert "Korea Communications Standards Commission" in logged.words


def test_a_name_is_asked_about_while_not_everybody_is_known(network):
    set_up(network)
    liam, sina = network.person("liam"), network.person("sina")
    assert "Technology" in liam.types(TECH, "/wg").words  # he himself is known for a while
    for method in ("users.list", "users.info"):
        network.post("/door/faults", method=method, fault="500")
    sina.invites(TECH, network.people["rahul"])
    asked = answers_of(liam, "Draft the page Deshmukh")
    assert asked.words.startswith(
        "Is “Deshmukh” the owner? I don't know the names of everyone here"
    )
    assert asked.labels() == ["No owner yet"]
    assert "I don't know" not in liam.types(TECH, "/action add Read it").words
    network.ground.sandbox.faults.clear()
    assert answers_of(liam, "Draft the page Deshmukh").labels()[0] == "@Rahul Deshmukh"


def test_everyone_is_known_without_a_word_typed(network):
    """As the loop does by itself within a minute; Slack has only to be asked once."""
    set_up(network)
    learn(network)
    core = network.ground.sandbox.core
    before = len(core.calls)
    asked = answers_of(network.person("liam"), "Draft the letter Benoit")
    assert asked.labels()[0] == "@Benoît Lefèvre-Ménard"
    assert not {call.method for call in list(core.calls)[before:]} & {"users.list"}


def test_who_comes_later_or_changes_their_name_is_known_at_once(network):
    set_up(network)
    learn(network)
    tell = Administration(network.ground.sandbox.core)
    liam, rahul = network.person("liam"), network.people["rahul"]
    assert "Logged" in liam.types(TECH, "/action add Draft the page Deshmukh").words
    network.person("sina").invites(TECH, rahul)
    assert answers_of(liam, "Draft the page Deshmukh").labels()[0] == "@Rahul Deshmukh"

    def rename():
        tell.change_person(rahul, {"real_name": "Rahul Kulkarni"})

    in_slack(network, rename)
    assert answers_of(liam, "Draft the page Kulkarni").labels()[0] == "@Rahul Kulkarni"


def test_people_of_another_workspace_are_learned_one_by_one_and_the_deactivated_own_nothing(
    network,
):
    core = network.ground.sandbox.core

    def share():
        core.workspace.people.save(
            Person(id="U0VISITOR1", name="ines", real_name="Inês Sequeira", team="T0ELSEWHERE")
        )
        channel = core.workspace.conversations.named("technology")
        channel.members += ["U0VISITOR1", network.people["greta"]]
        core.workspace.conversations.save(channel)

    in_slack(network, share)
    set_up(network)
    learn(network)
    liam = network.person("liam")
    assert answers_of(liam, "Draft the letter Sequeira").labels()[0] == "@Inês Sequeira"
    assert "Logged" in liam.types(TECH, "/action add Draft the letter Greta").words


def test_who_gets_a_role_and_who_presents_an_item_are_found_by_name_too(network):
    set_up(network)
    amara = network.person("amara")
    asked = amara.types(TECH, "/wg role @Liam O'Grady observer")
    assert asked.labels() == ["@Liam O’Grady"]
    given = asked.press("@Liam") or asked.again()
    assert "@Liam O’Grady is an observer" in given.words
    assert "from the list that Slack shows" in amara.types(TECH, "/wg role Nosuch chair").words

    amara.types(TECH, f"/dialogue schedule Age assurance on {free_day(network, 40)} 14:00")
    asked = amara.types(TECH, "/dialogue agenda D1 Test results 15m @Min-ji")
    assert asked.labels() == ["@김민지"]
    shown = (asked.press("@김민지") or asked.again()).words
    assert "Test results" in shown
    assert "김민지" in shown


def test_who_is_in_a_public_channel_is_told_to_nobody_outside_it(network):
    set_up(network, EDUCATION, "Education", chair="gethin")
    learn(network)
    channel_id = network.person("gethin").channel(EDUCATION)
    for words in (
        "/wg role Priya chair",
        "/action add Draft the letter Priya",
        "/action list Raghunathan",
    ):
        assert "Priya Raghunathan" not in type_anywhere(network, "liam", channel_id, words)
        shown = type_anywhere(network, "gethin", channel_id, words)
        assert "Priya Raghunathan" in shown, shown


def learn(network):
    network.run(network.ground.convenor.beats.ask("people"))


def in_slack(network, deed):
    async def done():
        deed()

    network.run(done())
    network.settle()
