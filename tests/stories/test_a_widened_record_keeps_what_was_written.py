"""A chair opens records to observers: they see the records, and nothing that was said before."""

import pytest

from tests.stories.evidence import free_day
from tests.stories.network import Network
from tests.stories.town import TECH, set_up

NOTE = "The lawyer is ill, please ask Sam."
FINDING = "What the regulator found"


def written_for_members(network):
    """A1 with a note of handing over, D1 with a suggestion; both are for members."""
    set_up(network)
    liam = network.person("liam")
    liam.types(TECH, "/action add Compare the fines @liam for members")
    liam.types(TECH, "/action show A1").press("Hand over")
    handed = liam.modal().fill(owner_user_id=network.people["min-ji"], note=NOTE)
    assert handed.submit() == {}
    liam.closes()
    day = free_day(network, 40)
    liam.types(TECH, f"/dialogue schedule Enforcement on {day} 14:00 for members")
    liam.types(TECH, f"/dialogue agenda D1 {FINDING} 20m")


@pytest.fixture
def network(tmp_path):
    with Network(tmp_path, after=written_for_members) as running:
        yield running


def opens(chair, record):
    """Choose the whole group in the record's form and send it; the form as it is shown then."""
    command = "/action" if record.startswith("A") else "/dialogue"
    chair.types(TECH, f"{command} edit {record}")
    assert chair.modal().fill(audience="group").submit() == {}
    return chair.modal()


def test_an_action_opens_without_its_note_and_its_history(network):
    amara, liam, denise = (network.person(h) for h in ("amara", "liam", "denise"))
    shown = opens(amara, "A1")
    assert "You are about to open A1 to the whole group." in shown.words
    assert "2 lines of its history stay closed to them" in shown.words
    assert "Nothing is saved yet." in shown.words
    assert "I can't find A1" in denise.types(TECH, "/action show A1").words

    assert shown.submit() == {}
    assert "Changed." in amara.modal().words
    amara.closes()
    seen = denise.types(TECH, "/action show A1").words
    assert "Compare the fines" in seen
    assert NOTE not in seen
    assert "What happened" not in seen
    member = liam.types(TECH, "/action show A1").words
    assert NOTE in member
    assert member.count("members only") == 3

    amara.types(TECH, "/action assign A1 @liam")
    seen = denise.types(TECH, "/action show A1").words
    assert "assigned by @Amara Okonkwo (to @Liam O’Grady)" in seen
    assert "members only" not in seen


def test_a_dialogue_opens_without_what_was_suggested(network):
    amara, liam, denise = (network.person(h) for h in ("amara", "liam", "denise"))
    amara.types(TECH, "/dialogue agenda D1 What we may not say yet 5m")
    assert denise.finds(TECH, "Enforcement") is None
    shown = opens(amara, "D1")
    assert "You are about to open D1 to the whole group." in shown.words
    assert "2 items of the agenda stay closed to them" in shown.words
    assert shown.submit() == {}
    amara.closes()

    invitation = denise.finds(TECH, "Enforcement")
    assert "What we may not say yet" not in invitation.words
    seen = denise.types(TECH, "/dialogue agenda D1").words
    assert "Nothing is on the agenda yet." in seen
    assert FINDING not in seen

    amara.types(TECH, "/dialogue agenda D1 Questions for all 10m")
    invitation = invitation.again()
    assert "Questions for all" in invitation.words, "it was redrawn"
    assert "What we may not say yet" not in invitation.words
    seen = denise.types(TECH, "/dialogue agenda D1").words
    assert "Total: 10 minutes of 1 hour" in seen
    assert FINDING not in seen
    member = liam.types(TECH, "/dialogue agenda D1").words
    for title in (FINDING, "What we may not say yet", "Questions for all"):
        assert title in member


def test_the_chair_who_changes_their_mind_opens_nothing(network):
    amara, denise = network.person("amara"), network.person("denise")
    shown = opens(amara, "A1")
    assert shown.fill(audience="members", title="Compare all fines").submit() == {}
    assert "Changed." in amara.modal().words
    amara.closes()
    assert "I can't find A1" in denise.types(TECH, "/action show A1").words
