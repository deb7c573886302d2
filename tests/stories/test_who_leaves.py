"""Somebody leaves a channel, Slack or an organisation: what they had passes on, and it is told."""

import pytest

from tests.administration import Administration
from tests.stories.evidence import day, free_day
from tests.stories.network import Network
from tests.stories.town import DIRECT, TECH, set_up


def in_use(network):
    """Amara chairs; D1 is scheduled, and Liam owns A1."""
    set_up(network)
    amara = network.person("amara")
    amara.types(TECH, f"/dialogue schedule Age assurance on {free_day(network, 40)} 14:00")
    amara.types(TECH, f"/action add Draft the summary @liam by {day(network, 8)}")
    network.settle()


@pytest.fixture
def network(tmp_path):
    with Network(tmp_path, after=in_use) as network:
        yield network


def changes_account(network, handle, **changes):
    """As an admin of the Slack workspace does it."""

    async def change():
        Administration(network.ground.sandbox.core).change_person(network.people[handle], changes)

    network.run(change())
    network.settle()
    network.advance(minutes=1)


def test_a_member_and_then_the_last_chair_leave_the_channel(network):
    amara, sina, denise = (network.person(one) for one in ("amara", "sina", "denise"))
    sina.removes(TECH, network.people["liam"])
    network.advance(minutes=1)
    told = amara.finds(DIRECT, "@Liam O’Grady left", "A1 Draft the summary")
    assert "now with eSafety Commissioner" in told.words
    assert "Owner: eSafety Commissioner" in amara.types(TECH, "/action show A1").words

    told.press("Hand over")
    assert amara.modal().title == "Hand over A1"
    assert amara.modal().fill(owner_user_id=denise.id).submit() == {}
    assert "Owner: @Denise Castellano" in amara.types(TECH, "/action show A1").words
    network.settle()
    assert "None of their actions waits for somebody else any more." in told.again().words
    assert told.again().labels() == []

    assert "Amara" in sina.finds(TECH, "Age assurance").words
    sina.removes(TECH, amara.id)
    network.advance(days=4)  # beyond any weekend and holiday of hers
    assert amara.finds(DIRECT, "You do not chair Technology")
    assert sina.finds(DIRECT, "has no chair")
    assert "Amara" not in sina.finds(TECH, "Age assurance").words
    network.advance(days=7)
    assert sina.finds(DIRECT, "still has no chair")


def test_an_account_is_deactivated_and_activated_again(network):
    amara, sina = network.person("amara"), network.person("sina")
    changes_account(network, "liam", deleted=True)
    assert amara.finds(DIRECT, "@Liam O’Grady left", "A1 Draft the summary")
    changes_account(network, "amara", deleted=True)
    assert sina.finds(DIRECT, "@Amara Okonkwo left", "does not chair the group any more")
    assert sina.finds(DIRECT, "has no chair")
    assert "Amara" not in sina.finds(TECH, "Age assurance").words

    changes_account(network, "amara", deleted=False)
    changes_account(network, "liam", deleted=False)
    assert "Owner: eSafety Commissioner" in sina.types(TECH, "/action show A1").words
    assert "Amara" not in sina.finds(TECH, "Age assurance").words


def test_somebody_moves_to_another_organisation(network):
    amara, sina = network.person("amara"), network.person("sina")
    sina.types(TECH, "/wg roster").press("Assign")
    (ofcom,) = (
        option["value"]
        for block in sina.modal().view["blocks"]
        if block.get("block_id") == "organisation_id"
        for group in block["element"]["option_groups"]
        for option in group["options"]
        if option["text"]["text"] == "Ofcom"
    )
    modal = sina.modal().fill(user_id=network.people["liam"], organisation_id=ofcom)
    assert modal.submit() == {}
    assert "1 open action of theirs stays with eSafety Commissioner" in sina.modal().words
    network.advance(minutes=1)
    told = amara.finds(DIRECT, "@Liam O’Grady speaks for Ofcom now", "A1 Draft the summary")
    assert "now with eSafety Commissioner" in told.words
    assert "Hand over" in told.labels()
    assert "Owner: eSafety Commissioner" in amara.types(TECH, "/action show A1").words


def checks_daily(network):
    network.run(network.ground.convenor.beats.ask("drift"))
    network.settle()


def test_the_daily_check_finds_what_no_event_has_told(network):
    amara, sina = network.person("amara"), network.person("sina")
    checks_daily(network)
    people = network.ground.sandbox.core.workspace.people
    people.change(people.get(network.people["liam"]), deleted=True)
    network.ground.convenor.door.desk.directory.forget_person(network.people["liam"])
    sina.invites(TECH, network.people["nadia"])
    network.advance(days=1)
    checks_daily(network)
    network.advance(days=3)
    assert amara.finds(DIRECT, "@Liam O’Grady left", "A1 Draft the summary")
    (told,) = [words for words in amara.words(DIRECT) if "has changed" in words]
    assert "New: @Nadia Ferreira Pinto (Coimisiún na Meán)." in told
    assert "Liam" not in told
