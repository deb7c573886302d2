"""Two people have the same form open: neither writes over the other without having seen it."""

import re
from datetime import timedelta

import pytest

from tests.stories.evidence import free_day
from tests.stories.network import Network
from tests.stories.town import DIRECT, TECH, set_up, share

SINA, AMARA = "sina", "amara"


def prepared(network):
    """Both of the secretariat; D1 with an item on its agenda, A1, a weekly digest."""
    set_up(network, digest_weekday="0", digest_time="09:00")
    sina, liam = network.person(SINA), network.person("liam")
    sina.types(TECH, "/wg roster").press("Change the secretariat")
    both = [network.people[handle] for handle in (SINA, AMARA)]
    assert sina.modal().fill(user_ids=both).submit() == {}
    sina.closes()
    liam.schedules(TECH, f"Age assurance on {free_day(network, 40)} 14:00 UTC")
    liam.types(TECH, "/action add Draft the summary @liam")
    liam.types(TECH, "/dialogue agenda D1 Test results 10m")
    share(liam, summary="Evening talks")
    network.person(AMARA).types(TECH, "/practice queue").press("Publish")
    liam.types(TECH, "/decision record Use the shared list")
    assert liam.modal().submit() == {}
    liam.closes()


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
    "settings": (typed("/wg settings"), "reminders", ["1440"], ["15"], "1 day before"),
    "spotlight": (typed("/wg settings"), "spotlight_weekday", "2", "3", "Wednesday"),
    "digest": (pressed("/digest", "Weekly"), "weekday", "2", "3", "Wednesday"),
    "card": (typed("/practice edit P1"), "title", "Talks", "Evenings", "“Talks”"),
    "topics": (
        pressed("/practice topics", "Edit the list"), "listed", "libraries", "games", "libraries",
    ),
    "decision": (typed("/decision edit R1"), "title", "Share it", "Print it", "“Share it”"),
    "roster": (pressed("/wg roster", "Arcom"), "name", "Arcom One", "Arcom Two", "“Arcom One”"),
    "secretariat": (
        pressed("/wg roster", "Change the secretariat"),
        "user_ids",
        ["sina", "amara", "liam"],
        ["sina", "amara", "denise"],
        "@liam",
    ),
}  # fmt: skip


def people_in(network, value):
    """The same, with the ids of people in place of their handles."""
    if isinstance(value, list):
        return sorted(network.people.get(one, one) for one in value)
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
    assert network.spelled(words) in str(beside)
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
    if not isinstance(value, list):
        return value["value"] if isinstance(value, dict) else value
    return sorted(one["value"] if isinstance(one, dict) else one for one in value)


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


def test_an_agenda_that_two_arrange(network):
    first, second = network.person(SINA), network.person(AMARA)
    for person in (first, second):
        person.types(TECH, "/dialogue agenda D1").press("Arrange")
    theirs, own = second.modal(), first.modal()
    (item,) = [b["block_id"] for b in own.view["blocks"] if b["type"] == "input"]
    assert theirs.fill(**{item: "1"}).submit() == {}
    second.closes()
    assert own.fill(**{item: "out"}).submit() == {}
    assert "⚠️ Newer: \n1" in first.modal().words
    assert first.modal().submit() == {}
    first.closes()
    assert "Test results" not in first.types(TECH, "/dialogue agenda D1").words


def test_what_was_decided_meanwhile_is_told(network):
    """An item that was left out has no place in the form any more."""
    first, second = network.person(SINA), network.person(AMARA)
    first.types(TECH, "/dialogue agenda D1 Fines by country 10m")
    network.person("liam").types(TECH, "/dialogue agenda D1 Fines by year 10m")
    for person in (first, second):
        person.types(TECH, "/dialogue agenda D1").press("Arrange")
    theirs, own = second.modal(), first.modal()
    item = next(b["block_id"] for b in own.view["blocks"] if "by year" in str(b.get("label")))
    assert theirs.fill(**{item: "out"}).submit() == {}
    second.closes()
    assert own.fill(**{item: "1"}).submit() == {}
    asked = first.modal()
    assert "One that you changed is not here any more." in asked.words
    assert item not in asked.view["state"]["values"]
    first.closes()
    assert "Fines by year" not in first.types(TECH, "/dialogue agenda D1").words


def agreed(network, first, second, opened, field, newer, mine, words):
    """Both open a form and change one field of it: the second is asked, and then has their way."""
    for person in (first, second):
        opened(person)
    theirs, own = second.modal(), first.modal()
    assert theirs.fill(**{field: newer}).submit() == {}
    second.closes()
    assert own.fill(**{field: mine}).submit() == {}
    asked = first.modal()
    assert "Someone else saved this while you had it open." in asked.words
    ids = [block.get("block_id") for block in asked.view["blocks"]]
    assert network.spelled(words) in str(asked.view["blocks"][ids.index(field) + 1])
    opened(second)
    assert shown(second.modal(), field) == newer, "nothing is written over"
    second.closes()
    assert asked.submit() == {}
    first.closes()
    opened(second)
    assert shown(second.modal(), field) == mine
    second.closes()


@pytest.fixture(scope="module")
def begun(network):
    """D2 has begun, with a decision in its thread and a draft of its minutes; two who chair."""
    sina, amara = network.person(SINA), network.person(AMARA)
    sina.types(TECH, "/wg role @min-ji chair until 31 Mar 2028")
    starts = (network.now + timedelta(days=2)).replace(hour=11, minute=0)
    amara.schedules(TECH, f"Helplines on {starts:%Y-%m-%d} 11:00 UTC for 30m")
    network.advance_to(starts + timedelta(minutes=1))
    root = amara.finds(TECH, "Now: Helplines").ts
    network.person("liam").says(TECH, "decision: publish the results", thread_ts=root)
    number = re.search("D[0-9]+", amara.finds(TECH, "Now: Helplines").words)[0]
    chairs = amara, network.person("min-ji")
    for chair in chairs:
        chair.types(TECH, f"/dialogue minutes {number}")
    return *chairs, starts


@pytest.mark.parametrize(("button", "prefix"), [("Notes", "note-general"), ("Lines", "line")])
def test_minutes_that_two_chairs_edit(network, begun, button, prefix):
    amara, min_ji, _starts = begun

    def opened(chair):
        chair.finds(DIRECT, "Minutes: Helplines").press(button)

    opened(amara)
    inputs = [b["block_id"] for b in amara.modal().view["blocks"] if b["type"] == "input"]
    amara.closes()
    field = next(one for one in inputs if one.startswith(prefix))
    agreed(network, amara, min_ji, opened, field, "In May", "In June", "“In May”")


def test_who_was_there_by_two_chairs(network, begun):
    amara, min_ji, starts = begun
    network.advance_to(starts + timedelta(minutes=40))
    liam, denise = network.people["liam"], network.people["denise"]

    def opened(chair):
        asked = chair.finds(DIRECT, "Who was there?", "Helplines")
        asked = asked or chair.finds(DIRECT, "Attendance of", "Helplines")
        asked.press("Correct" if "Correct…" in asked.labels() else "Choose people")

    agreed(network, amara, min_ji, opened, "people", [liam], [denise], "@liam")


def test_who_was_there_is_corrected_from_what_was_noted(network):
    amara = network.person(AMARA)
    starts = (network.now + timedelta(days=1)).replace(hour=12, minute=0)
    amara.schedules(TECH, f"Fines on {starts:%Y-%m-%d} 12:00 UTC for 30m")
    network.advance_to(starts + timedelta(minutes=40))
    asked = amara.finds(DIRECT, "Who was there?", "Fines")
    asked.press("Choose people")
    liam = network.people["liam"]
    assert amara.modal().fill(people=[liam]).submit() == {}
    amara.closes()
    asked.again().press("Correct")
    assert shown(amara.modal(), "people") == [liam]
    amara.closes()


def organisations_in(modal):
    """The menu of the form, by name."""
    box = next(b for b in modal.view["blocks"] if b.get("block_id") == "organisation_id")
    groups = box["element"]["option_groups"]
    return {o["text"]["text"]: o["value"] for group in groups for o in group["options"]}


def test_who_speaks_for_an_organisation(network):
    """Who opened the form while they spoke for nobody is told of the organisation by now."""
    first, second = network.person(SINA), network.person(AMARA)
    first.types(TECH, "/wg roster").press("Assign a person")
    known = organisations_in(first.modal())
    nobody = known["No organisation"]
    newer = "Korea Communications Standards Commission"
    denise = {"user_id": network.people["denise"]}
    assert first.modal().fill(organisation_id=nobody, **denise).submit() == {}
    first.closes()
    for person in (first, second):
        person.types(TECH, "/wg roster").press("Assign @")
    theirs, own = second.modal(), first.modal()
    assert theirs.fill(organisation_id=known[newer]).submit() == {}
    second.closes()
    assert own.fill(organisation_id=known["Ofcom"]).submit() == {}
    asked = first.modal()
    assert "Someone else saved this while you had it open." in asked.words
    assert f"⚠️ Newer: \n{newer}" in asked.words
    assert "Assign @" not in str(second.types(TECH, "/wg roster").labels())
    assert asked.submit() == {}
    assert "Ofcom" in first.modal().words
    first.closes()
