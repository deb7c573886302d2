"""The ledger of good practices, on both databases; who may see which is in test_visibility."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.countries_and_languages import LANGUAGES
from bot.domain.person import OrganisationKind
from bot.domain.practice import Evidence, PracticeStatus, Public
from bot.domain.reference import PRACTICE
from bot.domain.roles import Reader, Role
from bot.domain.search_query import read_query
from tests.storage.records import DAY, NOW, nobody, practice, reader, secretariat


def numbers(practices):
    return [found.number for found in practices]


def search(unit, group, *words, **options):
    return list(found_by(unit, reader(group), " ".join(words), **options)[0])


def found_by(unit, who, typed, *, limit=20, offset=0):
    query = read_query(typed)
    found, total = unit.search.find(who, PRACTICE, query, limit=limit, offset=offset)
    assert total >= len(found)
    return found, total


def test_a_card_comes_back_as_it_was_added_and_changed(unit, group):
    unit.practices.add(practice(31, group, publics=(Public.CHILDREN,)))
    changed = practice(
        31,
        group,
        publics=(Public.YOUNG_PEOPLE, Public.PARENTS),
        topics=("sextortion", "Schülerräte"),
        evidence=Evidence.EVALUATED,
        comment="Well done",
        revision=2,
    )
    unit.practices.change(changed)
    assert unit.practices.get(reader(group), 31) == changed


def test_another_workspace_and_a_reader_without_rights_see_nothing(unit, group):
    unit.practices.add(practice(1, group))
    assert unit.practices.get(secretariat(), 2) is None
    assert numbers(unit.practices.latest_published(secretariat())) == [1]
    assert found_by(unit, secretariat(), "noise") == ((), 0)
    assert unit.practices.get(nobody(), 1) is None
    assert unit.practices.latest_published(nobody()) == ()
    assert found_by(unit, nobody(), "practice") == ((), 0)


def test_the_queue_is_the_chairs_longest_waiting_first(unit, group, other_group):
    waiting = {"status": PracticeStatus.SUBMITTED, "settled_at": None}
    unit.practices.add(practice(1, group, **waiting, created_at=NOW + DAY))
    unit.practices.add(practice(2, group, **waiting))
    unit.practices.add(practice(3, group))
    unit.practices.add(practice(4, other_group, **waiting))
    both = [group, other_group]
    chair = Reader(user_id="U1", rostered=True, seats={group: Role.CHAIR, other_group: Role.MEMBER})
    assert numbers(unit.practices.awaiting_review(chair, both)) == [2, 1]
    assert numbers(unit.practices.awaiting_review(chair, both, limit=1, offset=1)) == [1]
    assert unit.practices.awaiting_review(chair, [other_group]) == ()
    counted = unit.practices.count_awaiting_review
    assert [counted(who, both) for who in (chair, secretariat(), nobody())] == [2, 3, 0]
    assert numbers(unit.practices.awaiting_review(secretariat(), both)) == [2, 4, 1]
    author = reader(group, user_id="U9")
    assert unit.practices.awaiting_review(author, both) == ()


def test_the_latest_are_the_newest_published(unit, group):
    for number, settled_at in [(1, NOW), (2, NOW + DAY), (3, NOW - DAY)]:
        unit.practices.add(practice(number, group, settled_at=settled_at))
    unit.practices.add(practice(4, group, status=PracticeStatus.RETURNED, settled_at=NOW + DAY))
    assert numbers(unit.practices.latest_published(reader(group))) == [2, 1, 3]
    assert numbers(unit.practices.latest_published(reader(group), limit=1)) == [2]


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "Against Sextortion"},
        {"summary": "Against Sextortion"},
        {"what_was_done": "Against Sextortion"},
        {"topics": ("other", "Sextortion")},
    ],
)
def test_a_word_is_found_in_every_field_that_is_searched(unit, group, fields):
    unit.practices.add(practice(1, group, **fields))
    unit.practices.add(practice(2, group))
    assert search(unit, group, "sextortion") == [1]
    assert search(unit, group, "SEXTORT") == [1]
    assert search(unit, group, "xtortion") == []


def test_a_word_is_found_in_publics_and_the_organisations_name_of_now(unit, group):
    body = unit.organisations.add(
        name="Ofcom", kind=OrganisationKind.MEMBER, country="GB", zone="UTC"
    )
    unit.practices.add(practice(1, group, organisation_id=body.id, publics=(Public.EDUCATORS,)))
    assert search(unit, group, "ofcom", "educators") == [1]
    unit.organisations.change(replace(body, name="Éireann"))
    assert search(unit, group, "ofcom") == []
    assert search(unit, group, "éIREANN") == [1]


def test_an_organisation_is_found_by_its_other_names(unit, group):
    made = {"kind": OrganisationKind.MEMBER, "country": "GB", "zone": "UTC"}
    body = unit.organisations.add(name="Coimisiún na Meán", aliases=("CnaM", "BAI"), **made)
    unit.practices.add(practice(1, group, organisation_id=body.id, title="For teens"))
    unit.practices.add(practice(2, group, title="For teens"))
    for typed in (["coimisiun"], ["CNAM", "teen"], ["#bai"], ["mean", "teens"]):
        assert search(unit, group, *typed) == [1]
    assert search(unit, group, "coimisiun", "parents") == []


def test_a_card_is_found_by_reference_and_country(unit, group):
    unit.practices.add(practice(1, group, countries=("IE", "INT"), summary="For families"))
    unit.practices.add(practice(12, group, countries=("KR",), summary="A tie for families"))
    for typed in (["IE"], ["ireland"], ["P1"]):
        assert search(unit, group, *typed) == [1]
    for typed in (["kr"], ["South", "Korea"], ["#p12,"]):
        assert search(unit, group, *typed) == [12]


def test_a_word_is_found_by_its_stem_in_the_languages_of_the_cards(unit, group):
    unit.practices.add(practice(1, group, summary="Les médias", language="fr-CA"))
    unit.practices.add(practice(2, group, summary="Mit Büchern", language="de"))
    unit.practices.add(practice(3, group, summary="In libraries"))
    assert search(unit, group, "MEDIA") == [1]
    assert search(unit, group, "Buch") == search(unit, group, "Bücher") == [2]
    assert search(unit, group, "library’s") == [3]


def test_a_changed_card_is_found_by_its_new_words(unit, group):
    unit.practices.add(practice(1, group, title="Talks"))
    unit.practices.change(practice(1, group, title="Lessons", language="fr"))
    assert search(unit, group, "talk") == []
    assert search(unit, group, "lesson") == [1]


def test_as_many_words_and_languages_as_a_search_can_have(unit, group):
    """SQLite takes no expression deeper than 1,000; no other word is in the card."""
    for number, language in enumerate(sorted(LANGUAGES), start=1):
        unit.practices.add(practice(number, group, language=language))
    typed = [a + b for a in "àbçdêfg" for b in "hîjklmñôp"]
    assert search(unit, group, *typed) == []
    assert len(search(unit, group, "practice", limit=999)) == len(LANGUAGES)


def test_every_word_must_occur(unit, group):
    unit.practices.add(practice(1, group, title="Sextortion", summary="For teens"))
    unit.practices.add(practice(2, group, title="Sextortion", summary="For parents"))
    assert search(unit, group, "teens", "sextortion") == [1]
    assert search(unit, group, "teens", "parents") == []


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("ÉCOLE", "école"),
        ("école", "ÉCOLE"),
        ("e\u0301cole", "École"),
        ("Straße", "STRASSE"),
        ("ΑΣΦΑΛΕΙΑ", "ασφαλεια"),
        ("ＡＢＣ", "abc"),
        ("안전", "안전"),
        ("безопасность", "БЕЗОПАСНОСТЬ"),
    ],
)
def test_letter_case_is_set_aside_in_every_script(unit, group, written, typed):
    unit.practices.add(practice(1, group, summary=f"About {written} today"))
    assert search(unit, group, typed) == [1]


@pytest.mark.parametrize("sign", ["%", "_", "/", "\\", "'", "*", "[a-z]"])
def test_signs_that_mean_something_to_sql_mean_themselves(unit, group, sign):
    unit.practices.add(practice(1, group, summary=f"Saved 100{sign} of it"))
    unit.practices.add(practice(2, group, summary="Saved 100x of it"))
    assert search(unit, group, f"100{sign}") == [1]


def test_hits_in_the_title_come_first_then_the_newest(unit, group):
    for number, title, summary, age in [
        (1, "Sextortion", "-", 3),
        (2, "Other", "sextortion", 0),
        (3, "Other", "sextortion", 1),
        (4, "On SEXTORTION", "-", 4),
    ]:
        settled_at = NOW - timedelta(days=age)
        unit.practices.add(
            practice(number, group, title=title, summary=summary, settled_at=settled_at)
        )
    assert search(unit, group, "sextortion") == [1, 4, 2, 3]
    assert found_by(unit, reader(group), "sextortion", limit=2, offset=1)[1] == 4
    assert search(unit, group, "sextortion", limit=2, offset=1) == [4, 2]


def test_only_published_cards_are_found(unit, group):
    for number, status in enumerate(PracticeStatus, start=1):
        unit.practices.add(practice(number, group, status=status, author="U1"))
    assert search(unit, group, "practice") == [2]


def test_published_between_holds_what_was_published_then(unit, group, other_group):
    for number, group_id, settled_at, status in [
        (1, group, NOW, PracticeStatus.PUBLISHED),
        (2, group, NOW + DAY, PracticeStatus.PUBLISHED),
        (3, group, NOW + 2 * DAY, PracticeStatus.PUBLISHED),
        (4, group, NOW, PracticeStatus.DECLINED),
        (5, other_group, NOW, PracticeStatus.PUBLISHED),
    ]:
        unit.practices.add(practice(number, group_id, settled_at=settled_at, status=status))
    both = reader(group, other_group)
    found, total = unit.practices.published_between(both, [group], NOW, NOW + 2 * DAY, limit=1)
    assert (numbers(found), total) == ([2], 2)
