"""Two people have the same form open: neither writes over the other without having seen it."""

from datetime import timedelta

import pytest

from tests.stories.evidence import free_day
from tests.stories.network import Network
from tests.stories.town import DIRECT, TECH, set_up

SINA, AMARA = "sina", "amara"


def prepared(network):
    """Both of the secretariat; D1 with an item on its agenda, A1, a weekly digest."""
    set_up(network, digest_weekday="0", digest_time="09:00")
    sina, liam = network.person(SINA), network.person("liam")
    sina.types(TECH, "/wg roster").press("Secretariat")
    both = [network.people[handle] for handle in (SINA, AMARA)]
    assert sina.modal().fill(user_ids=both).submit() == {}
    sina.closes()
    liam.schedules(TECH, f"Age assurance on {free_day(network, 40)} 14:00 UTC")
    liam.types(TECH, "/action add Draft the summary @liam")
    liam.types(TECH, "/dialogue agenda D1 Test results 10m")


@pytest.fixture(scope="module")
def network(tmp_path_factory):
    with Network(tmp_path_factory.mktemp("two"), after=prepared) as running:
        yield running


def typed(words):
    return lambda person: person.types(TECH, words)


def pressed(words, label):
    return lambda person: person.types(TECH, words).press(label)


FORMS = {
    "dialogue": (typed("/dialogue edit D1"), "title", "Age checks", "Age limits", "“Age checks”"),
    "move": (
        pressed("/dialogue show D1", "Move"), "time", "15:30", "16:30", "15:30",
    ),
    "action": (typed("/action edit A1"), "title", "Send it", "Print it", "“Send it”"),
    "owner": (typed("/action edit A1"), "owner_user_id", "amara", "denise", "@amara"),
    "group": (typed("/wg setup"), "name", "Tech", "Techno", "“Tech”"),
    "reminders": (typed("/wg setup"), "reminders", ["60"], ["30"], "1 hour before"),
    "digest": (pressed("/digest", "Weekly"), "weekday", "2", "3", "Wednesday"),
    "agenda": (pressed("/dialogue agenda D1", "Arrange"), "item-1", "1", "out", "1"),
    "roster": (pressed("/wg roster", "Correct"), "name", "eSafety One", "eSafety Two", "One"),
    "secretariat": (
        pressed("/wg roster", "Secretariat"),
        "user_ids",
        ["sina", "amara", "liam"],
        ["sina", "amara", "denise"],
        "@liam",
    ),
}  # fmt: skip


def people_in(network, value):
    """The same, with the ids of people in place of their handles."""
    if isinstance(value, list):
        return [network.people.get(one, one) for one in value]
    return network.people.get(value, value)


@pytest.mark.parametrize("name", FORMS)
def test_what_both_changed_is_shown_before_it_is_written(network, name):
    opened, field, newer, mine, words = FORMS[name]
    first, second = network.person(SINA), network.person(AMARA)
    for person in (first, second):
        opened(person)
    theirs, own = second.modal(), first.modal()
    assert theirs.fill(**{field: people_in(network, newer)}).submit() == {}
    second.closes()
    assert own.fill(**{field: people_in(network, mine)}).submit() == {}
    asked = first.modal()
    assert "Someone else saved this while you had it open." in asked.words
    ids = [block["block_id"] for block in asked.view["blocks"]]
    beside = asked.view["blocks"][ids.index(field) + 1]
    assert words in str(beside)
    assert shown(asked, field) == people_in(network, mine), "what was filled in stays"
    assert asked.submit() == {}
    assert "Someone else" not in (first.modal().words if first.modal() else "")
    first.closes()
    opened(second)
    assert shown(second.modal(), field) == people_in(network, mine)
    second.closes()


def shown(modal, field):
    """What the person sees in an input now."""
    (held,) = modal.view["state"]["values"][field].values()
    value = next(v for k, v in held.items() if k != "type")
    if isinstance(value, dict):
        return value["value"]
    return (
        [one.get("value") if isinstance(one, dict) else one for one in value]
        if isinstance(value, list)
        else value
    )


def test_what_each_changed_alone_is_kept_of_both(network):
    first, second = network.person(SINA), network.person(AMARA)
    for person in (first, second):
        person.types(TECH, "/dialogue edit D1")
    assert second.modal().fill(link="https://example.org/two").submit() == {}
    assert first.modal().fill(title="Kept of both").submit() == {}
    first.closes()
    second.closes()
    card = first.types(TECH, "/dialogue show D1").words
    assert "Kept of both" in card
    assert "https://example.org/two" in str(first.reads(TECH)[-1].raw["blocks"])


def test_who_was_there_as_two_chairs_note_it(network):
    first, second = network.person(SINA), network.person(AMARA)
    later = (network.now + timedelta(days=1)).replace(hour=12, minute=0)
    second.schedules(TECH, f"Fines on {later:%Y-%m-%d} 12:00 UTC for 30m")
    network.advance_to(later + timedelta(minutes=40))
    asked = second.finds(DIRECT, "Who was there?", "Fines")
    asked.press("Correct")
    own = second.modal()
    number = own.words.split("D", 1)[1].split(",")[0]
    assert own.fill(people=[network.people["liam"]]).submit() == {}
    second.closes()
    asked.again().press("Correct")
    assert shown(second.modal(), "people") == [network.people["liam"]], number
    second.closes()
