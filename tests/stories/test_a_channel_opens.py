"""More people can read a members' channel: its chair gets the list of posts, and deletes."""

import pytest

from handlers.sandbox.faults import Fault
from handlers.slack.client import directory
from tests.administration import Administration
from tests.stories.evidence import day, forget, free_day
from tests.stories.network import Network
from tests.stories.town import DIRECT, set_up

BOARD = "#regulators-only"
LIST = "For the chairs of Board"


def board(network):
    """Two dialogues for members, one for the group, and a digest that names an action of theirs."""
    set_up(network, channel=BOARD, name="Board", zone="UTC")
    amara = network.person("amara")
    amara.schedules(BOARD, f"Fines on {free_day(network, 40)} 14:00 for members")
    amara.schedules(BOARD, f"Open doors on {free_day(network, 41)} 14:00")
    amara.schedules(BOARD, f"Sanctions on {free_day(network, 42)} 14:00 for members")
    amara.types(BOARD, f"/action add Compare the fines by {day(network, 8)} for members")
    amara.types(BOARD, "/digest").press("Post to channel")
    network.settle()


@pytest.fixture
def network(tmp_path):
    with Network(tmp_path, after=board) as network:
        yield network


def lists(person):
    return [message for message in person.reads(DIRECT) if LIST in message.words]


def joins(network, handle):
    network.person("sina").invites(BOARD, network.people[handle])
    network.advance(minutes=2)


def check_daily(network):
    """A day later, when what Slack said before is long forgotten."""
    network.advance(days=1)
    forget(network)
    network.run(network.ground.convenor.beats.ask("drift"))
    network.advance(minutes=2)


def test_an_observer_joins_and_the_chair_deletes_what_they_should_not_read(network):
    amara, denise = network.person("amara"), network.person("denise")
    assert lists(amara) == []
    joins(network, "denise")

    (told,) = lists(amara)
    assert "@denise" in told.words
    assert "They can read 3 messages of mine that are for members only." in told.words
    assert "Invitation to D1 Fines" in told.words
    assert "Invitation to D3 Sanctions" in told.words
    assert "Digest asked for by a chair" in told.words
    assert "Open doors" not in told.words
    assert denise.finds(BOARD, "Fines") is not None

    told.press("Delete", 1)
    network.settle()
    assert denise.finds(BOARD, "Sanctions", "Going") is None
    (left,) = lists(amara)
    assert "They can read 2 messages" in left.words
    assert "Sanctions" not in left.words

    left.press("Delete all")
    network.settle()
    assert denise.finds(BOARD, "Fines") is None
    assert denise.finds(BOARD, "Compare the fines") is None
    assert denise.finds(BOARD, "Open doors") is not None
    (left,) = lists(amara)
    assert "No message of mine that is for members only is there." in left.words
    assert "had it deleted since" in amara.types(BOARD, "/wg why").words


def test_each_change_is_told_once_and_a_member_is_no_change(network):
    amara = network.person("amara")
    joins(network, "joris")
    assert lists(amara) == []
    joins(network, "denise")
    joins(network, "marcus")
    network.advance(days=3)
    assert [("@denise" in m.words, "@marcus" in m.words) for m in lists(amara)] == [
        (True, False),
        (False, True),
    ]


def test_the_daily_check_finds_a_channel_that_became_public_and_delete_all_clears_it(network):
    amara, rahul = network.person("amara"), network.person("rahul")
    assert not rahul.sees(BOARD)
    Administration(network.ground.sandbox.core).make_public(amara.channel(BOARD))
    check_daily(network)

    (told,) = lists(amara)
    assert "The channel of Board is public now" in told.words
    assert rahul.finds(BOARD, "Fines") is not None
    told.press("Delete all")
    network.settle()
    assert rahul.finds(BOARD, "Fines") is None
    assert rahul.finds(BOARD, "Open doors") is not None
    check_daily(network)
    assert len(lists(amara)) == 1


def test_nobody_else_is_told_or_deletes(network):
    joins(network, "denise")
    for handle in ("denise", "liam", "sina"):
        assert "that are for members only" not in "\n".join(network.person(handle).words(DIRECT))


def test_what_is_deleted_is_deleted_by_the_next_process_too(network):
    """The press is kept before Slack is asked."""
    amara, denise = network.person("amara"), network.person("denise")
    joins(network, "denise")
    (told,) = lists(amara)
    network.ground.sandbox.faults.add(Fault("chat.delete", "ratelimited", times=9))
    told.press("Delete all")
    network.restart()
    assert denise.finds(BOARD, "Fines") is not None
    for _ in range(4):
        network.advance(minutes=30)
        network.settle()
    assert denise.finds(BOARD, "Fines") is None
    assert denise.finds(BOARD, "Open doors") is not None


def test_a_dialogue_narrowed_just_after_the_channel_became_public_is_not_shown_in_it(
    network, monkeypatch
):
    """Slack sends no event of that, and the form still goes by what was read before."""
    monkeypatch.setattr(directory, "FRESH_SECONDS", 60.0)
    amara, denise = network.person("amara"), network.person("denise")
    amara.types(BOARD, "/dialogue edit D2")
    Administration(network.ground.sandbox.core).make_public(amara.channel(BOARD))
    assert amara.modal().fill(audience="members", title="Closed doors").submit() == {}
    network.settle()
    assert denise.finds(BOARD, "Closed doors") is None
    assert denise.finds(BOARD, "Open doors") is None
