"""Convenor is removed from a private channel: nobody is forgotten, and everyone is told."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from handlers.slack.client import directory
from tests.administration import Administration
from tests.stories.evidence import day, free_day
from tests.stories.network import Network
from tests.stories.town import DIRECT, TECH, set_up


def read(person):
    """All that stands in their direct messages with Convenor."""
    return "\n".join(person.words(DIRECT))


def removed(network):
    """Liam goes to D1, owns A1; Denise owns nothing and has not answered. Then nobody is told."""
    set_up(network)
    liam = network.person("liam")
    liam.types(TECH, f"/dialogue schedule Age assurance on {free_day(network, 40)} 14:00")
    for number, what in enumerate(("Draft the summary @liam", "Compare the fines"), start=1):
        answer = liam.types(TECH, f"/action add {what} by {day(network, 8)}").words
        assert f"A{number}" in answer, answer
    network.settle()
    liam.finds(TECH, "Age assurance").press("Going")
    network.settle()


@pytest.fixture
def before(tmp_path, monkeypatch):
    """The network while Convenor is still there; what it knows of Slack ages with the story."""
    with Network(tmp_path, after=removed) as network:
        clock = SimpleNamespace(monotonic=lambda: network.now.timestamp())
        monkeypatch.setattr(directory, "time", clock)
        yield network


@pytest.fixture
def network(before):
    before.person("sina").removes(TECH, before.bot_id)
    before.advance(minutes=10)
    return before


def archives(network, how, **by):
    """As a member does it in Slack."""

    channel = network.person("sina").channel(TECH)

    async def act():
        getattr(Administration(network.ground.sandbox.core), how)(channel, **by)

    network.run(act())
    network.settle()
    network.advance(minutes=10)


def test_chairs_and_secretariat_are_told_at_once_after_a_week_and_when_it_ends(network):
    amara, sina = network.person("amara"), network.person("sina")
    told = "I am not in the channel of Technology"
    again = "I am still not in the channel of Technology"
    for reader in (amara, sina):
        assert told in read(reader)
        assert "/invite @Convenor" in read(reader)
        assert again not in read(reader)

    network.advance(days=7, hours=1)
    assert again in read(amara)
    assert again in read(sina)

    sina.invites(TECH, network.bot_id)
    network.advance(minutes=10)
    for reader in (amara, sina):
        assert "I can read the channel of Technology again" in read(reader)


def test_an_archived_channel_is_told_as_such_and_its_last_reading_holds(before):
    amara, sina, liam = (before.person(one) for one in ("amara", "sina", "liam"))
    archives(before, "archive", by=sina.id)
    for reader in (amara, sina):
        assert "The channel of Technology is archived." in read(reader)
        assert "I go on by myself when it is unarchived" in read(reader)
    before.advance(days=9)
    assert "The channel of Technology is still archived." in read(amara)
    assert "Draft the summary" in read(liam)
    assert "Compare the fines" in read(amara)
    assert "Done" in liam.types(DIRECT, "/action done A1").words

    archives(before, "unarchive", by=sina.id)
    assert "I can read the channel of Technology again" in read(amara)
    assert "A2" in liam.types(TECH, "/action list open").words


def test_own_action_is_still_told_in_the_morning_and_can_be_done(network):
    liam = network.person("liam")
    network.advance(days=9)
    assert "Draft the summary" in read(liam)
    assert "Compare the fines" not in read(liam)
    done = liam.types(DIRECT, "/action done A1").words
    assert "Done" in done
    assert "/invite @Convenor" in done


def test_chair_still_has_the_list_of_what_nobody_owns(network):
    network.advance(days=9)
    assert "Compare the fines" in read(network.person("amara"))


def test_the_rest_is_closed_and_says_how_to_go_on(network):
    liam = network.person("liam")
    for typed in ("/action done A2", "/action add Something else"):
        answer = liam.types(DIRECT, typed).words
        assert "/invite @Convenor" in answer, answer
        assert "Compare the fines" not in answer


def test_outsider_learns_nothing(network):
    stranger = network.person("rahul")
    for typed in ("/action done A1", "/action", "/wg why all", "/wg help"):
        said = stranger.types(DIRECT, typed).words
        assert "invite @Convenor in it" not in said
        assert "Technology" not in said


def test_chair_gets_the_preview_of_the_digest_and_changes_no_roles(before):
    amara, sina = before.person("amara"), before.person("sina")
    amara.types(TECH, f"/digest weekly {before.now + timedelta(days=9):%A} 09:00")
    sina.removes(TECH, before.bot_id)
    before.advance(days=10)
    assert "Preview. This digest will be posted in the channel of Technology" in read(amara)
    assert "I can post this only if somebody types /invite @Convenor in it before" in read(amara)
    told = amara.types(DIRECT, "/wg why all").words
    assert "I can't post in the channel of Technology: I am not in the channel" in told
    assert "Preview of the weekly digest" in told
    assert "Note that I can't read the channel" in told
    assert "/invite @Convenor" in amara.types(DIRECT, "/digest post").words
    answer = amara.types(DIRECT, "/wg role @liam chair").words
    assert "/invite @Convenor" in answer
    assert "liam" not in sina.types(DIRECT, "/wg").words


def test_who_said_going_is_reminded_and_who_did_not_learns_why_from_wg_why(network):
    liam, denise = network.person("liam"), network.person("denise")
    network.advance(days=44)
    assert "Age assurance" in read(liam)
    assert "Age assurance" not in read(denise)
    told = denise.types(DIRECT, "/wg why all").words
    assert "I was not in the channel (#technology) then" in told
    assert "there was nothing to say" not in told
