"""The secretariat turns a channel into a working group, and everyone finds their place in it."""

from datetime import timedelta

import pytest


def test_from_an_empty_channel_to_a_group_with_a_chair(network):
    sina, amara, denise = (network.person(h) for h in ("sina", "amara", "denise"))

    refused = amara.types("#technology", "/wg setup")
    assert refused is None, "a form opens at once, and says in words what is not allowed"
    assert "secretariat" in amara.modal().words
    amara.closes()
    assert "not a working group yet" in amara.types("#technology", "/wg").words

    sina.types("#technology", "/wg setup")
    modal = sina.modal().fill(
        name="Technology", chairs=[amara.id], zone="Europe/London", digest_weekday="0"
    )
    assert modal.submit() == {}
    told = sina.modal().words
    assert "Technology" in told
    assert "@amara" in told or amara.id in str(sina.modal().view)
    sina.closes()

    network.restart()

    glance = amara.types("#technology", "/wg")
    assert "Technology" in glance.words
    assert "amara" in glance.words
    assert "You are a chair" in glance.words
    people = denise.types("#technology", "/wg members")
    for organisation in ("Ofcom", "eSafety", "Missing & Exploited Children"):
        assert organisation in people.words
    assert "denise" in people.words


@pytest.mark.parametrize("typed", ["lond", "UK", "bst", "Londn"])
def test_a_zone_is_found_by_a_part_of_its_name(network, typed):
    sina = network.person("sina")
    sina.types("#technology", "/wg setup")
    offered = [option["text"]["text"] for option in sina.modal().finds("zone", typed)]
    assert offered[:1] == ["London, United Kingdom"]
    sina.closes()


def test_a_zone_is_chosen_among_the_persons_own_and_the_networks_first(network):
    sina = network.person("sina")
    sina.types("#technology", "/wg setup")
    offered = [option["value"] for option in sina.modal().finds("zone", "")]
    assert offered[:3] == ["Australia/Sydney", "Africa/Accra", "Africa/Johannesburg"]
    assert len(offered) > 400
    sina.closes()


def test_a_public_channel_can_keep_nothing_narrower_and_says_so(network):
    sina = network.person("sina")
    sina.types("#education-and-awareness", "/wg setup")
    modal = sina.modal()
    assert "private channel" in modal.words
    errors = modal.fill(name="Education", default_audience="members").submit()
    assert set(errors) == {"default_audience"}
    assert sina.modal().fill(name="Education", default_audience="group").submit() == {}


def test_roles_are_dated_and_never_above_an_organisation(technology):
    amara, min_ji, denise = (technology.person(h) for h in ("amara", "min-ji", "denise"))
    last = (technology.now + timedelta(days=5)).date()
    given = amara.types("#technology", f"/wg role @min-ji chair until {last:%d %b %Y}")
    assert f"{last:%A} {last.day} {last:%B %Y}" in given.words
    assert "You are a chair" in min_ji.types("#technology", "/wg").words

    refused = amara.types("#technology", "/wg role @denise chair")
    assert "member organisation" in refused.words
    technology.restart()
    assert "You are a chair" not in denise.types("#technology", "/wg").words

    technology.advance(days=7)
    assert "You are a chair" not in min_ji.types("#technology", "/wg").words


def test_the_secretariat_assigns_a_person_and_their_rights_change(technology):
    sina, rahul = technology.person("sina"), technology.person("rahul")
    sina.invites("#technology", rahul.id)
    assert "Only" in rahul.types("#technology", "/action add Read the report").words
    roster = sina.types("#technology", "/wg roster")
    assert "rahul" in roster.words.lower()
    roster.press("Assign")
    modal = sina.modal()
    ofcom = next(
        o["value"] for o in _options(modal, "organisation_id") if o["text"]["text"] == "Ofcom"
    )
    assert modal.fill(user_id=rahul.id, organisation_id=ofcom).submit() == {}
    assert "member" in sina.modal().words
    assert "Logged" in rahul.types("#technology", "/action add Read the report").words


def _options(modal, block_id):
    block = next(b for b in modal.view["blocks"] if b.get("block_id") == block_id)
    element = block["element"]
    groups = element.get("option_groups") or [{"options": element.get("options", [])}]
    return [o for group in groups for o in group["options"]]
