"""Finding: pages, and slips of the keyboard, which tell nobody a word that is not theirs."""

import pytest

from bot.domain.audience import Audience
from bot.domain.practice import PracticeStatus
from bot.domain.reference import ACTION, DIALOGUE, PRACTICE
from bot.domain.search_query import read_query
from bot.use_cases.search.find import FindRecords, find_records
from tests.bot.use_cases.practices.network import AMARA, LIAM, NORA, NOW, PAT, dialogue, practice
from tests.network import DAY, action

KINDS = (DIALOGUE, ACTION, PRACTICE)


@pytest.fixture
def found(network):
    def found(typed, who=LIAM, **page):
        wish = FindRecords(query=read_query(typed), kinds=KINDS, **page)
        return find_records(wish, network.by(who))

    return found


@pytest.fixture
def put(network):
    def put(number, **changes):
        published = {"status": PracticeStatus.PUBLISHED, "settled_at": NOW, "author": AMARA}
        network.work.practices.add(practice(number, network.tech.id, **{**published, **changes}))

    return put


def numbers(found, kind=PRACTICE):
    return list(found.kinds[kind].numbers) if kind in found.kinds else []


def test_a_slip_is_forgiven_where_nothing_is_found(found, put):
    put(1, title="Ten libraries of the town", summary="Evenings")
    forgiven = found("libaries evenings")
    assert numbers(forgiven) == [1]
    assert forgiven.corrected == {"libaries": "libraries"}
    assert forgiven.query.words == ("libraries", "evenings")
    put(2, title="Libaries")
    assert found("libaries").corrected == {}
    assert numbers(found("libaries")) == [2]


def test_a_slip_in_a_word_with_another_ending_is_forgiven(found, put):
    put(1, title="Ten libraries of a liberal town")
    assert found("libary").corrected == {"libary": "libraries"}
    assert numbers(found("libary")) == [1]


def test_what_is_elided_before_a_word_need_not_be_found(found, put):
    put(1, title="Ateliers d’école", language="fr")
    put(2, title="Lecture with O'Grady")
    for typed in ("l'école", "L’ECOLE ateliers", "qu'école"):
        assert (numbers(found(typed)), found(typed).corrected) == ([1], {}), typed
    assert numbers(found("“l'école”")) == []
    assert numbers(found("o'grady")) == [2]


@pytest.mark.parametrize(
    "typed", ["libxxxies", "ten towns lib x", "“libaries”", "libaries elephants"]
)
def test_what_is_no_slip_is_not_corrected(found, put, typed):
    put(1, title="Ten libraries of the town")
    assert found(typed).kinds == {}
    assert found(typed).corrected == {}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("selfharm", "self-harm"), ("cooperation", "co-operation"), ("chat-bots", "chatbots")],
    ids=["two words", "a short beginning", "one word"],
)
def test_a_word_is_found_with_other_hyphens(found, put, typed, meant):
    put(1, title="Self-harm, co-operation and chatbots", audience=Audience.MEMBERS)
    put(2, title="Harm of the self, an operation of the company, to chat", topics=("harm",))
    forgiven = found(typed)
    assert (forgiven.corrected, numbers(forgiven)[-1]) == ({typed: meant}, 1)
    assert meant not in found(typed, PAT).corrected.values(), "not for who sees neither"


def test_a_country_s_adjective_finds_it(found, put):
    put(1, title="Talks", countries=("IE", "KR"))
    put(2, title="An Irish coffee", countries=("US",))
    assert numbers(found("irish")) == [2, 1]
    assert numbers(found("Korean talks")) == [1]
    assert numbers(found("country:Korean")) == [1]


def test_a_slip_tells_nobody_a_word_of_a_card_that_they_cannot_see(found, put):
    put(1, title="Sextortion", audience=Audience.MEMBERS)
    put(2, title="Something about sex")
    assert found("sextortoin", LIAM).corrected == {"sextortoin": "sextortion"}
    for reader in (NORA, PAT):
        assert found("sextortoin", reader).corrected == {}
    put(3, title="The library")
    put(4, title="Libraries", audience=Audience.MEMBERS)
    assert numbers(found("libraries", NORA)) == [3]
    assert "libraries" not in found("libraryes", NORA).corrected.values()


def test_an_organisation_s_name_is_corrected_too(found, put, network):
    put(1, organisation_id=network.organisations["Ofcom"].id)
    assert found("Ofcmo").corrected == {"Ofcmo": "ofcom"}


def test_a_page_past_the_end_is_the_first(found, put):
    for number in range(1, 6):
        put(number, title="Talks")
    assert numbers(found("talks", limit=2, offset=2)) == [3, 2]
    past = found("talks", limit=2, offset=80)
    assert (numbers(past), past.offset, past.kinds[PRACTICE].total) == ([5, 4], 0, 5)


def test_dialogues_nearest_to_now_come_first(found, network):
    for number, days in enumerate((-40, 3, 30, -1), start=1):
        meeting = dialogue(number, network.tech.id, NOW + days * DAY, title="Round table")
        network.work.dialogues.add(meeting)
    assert numbers(found("round"), DIALOGUE) == [4, 2, 3, 1]


def test_actions_are_found_by_title_note_and_their_owner_s_name_of_now(found, network):
    work, ofcom = network.work, network.organisations["Ofcom"]
    work.actions.add(action(1, network.tech.id, title="Draft it", owner_user_id=LIAM))
    work.actions.add(action(2, network.tech.id, note="Sent the draft to all"))
    work.actions.add(action(3, network.tech.id, owner_organisation_id=ofcom.id))
    assert numbers(found("draft"), ACTION) == [1, 2]
    assert numbers(found("liam"), ACTION) == [1]
    assert numbers(found("ofcom"), ACTION) == [3]
