"""The index of words on both databases: the same answers, by the index, as names are now."""

import random
import unicodedata
from dataclasses import replace

import pytest
from sqlalchemy import text

from bot.domain.audience import Audience
from bot.domain.person import OrganisationKind, PersonFacts
from bot.domain.practice import Evidence, PracticeStatus, Public
from bot.domain.reference import ACTION, DIALOGUE, MINUTES, PRACTICE
from bot.domain.roles import Reader, Role
from bot.domain.search_query import read_query
from storage.database.engine import writing_engine
from storage.ledgers import search_terms
from storage.tables import search_entries
from storage.unit_of_work import Database, UnitOfWork
from tests.databases import sqlite_in_memory
from tests.storage.records import (
    DAY,
    NOW,
    action,
    dialogue,
    minutes_version,
    practice,
    reader,
    secretariat,
)
from tests.storage.records import group as a_group


def numbers(unit, typed, kind=PRACTICE, who=None):
    found, total = unit.search.find(who or secretariat(), kind, read_query(typed), limit=99)
    assert total == len(found)
    return list(found)


def test_a_phrase_has_its_words_in_order_and_in_one_field(unit, group):
    unit.practices.add(practice(1, group, title="Media literacy", summary="for teens"))
    unit.practices.add(practice(2, group, title="Literacy in media", summary="For all teens"))
    unit.practices.add(practice(3, group, title="Social media", summary="Literacy"))
    assert numbers(unit, "media literacy") == [3, 2, 1]
    assert numbers(unit, "“Média LITERACY”") == [1]
    assert numbers(unit, '"media" "teen"') == []
    assert numbers(unit, '"for teens" media') == [1]


def test_scripts_without_spaces_are_found_inside_a_run_of_letters(unit, group):
    unit.practices.add(practice(1, group, title="児童の安全確認", language="ja"))
    unit.practices.add(practice(2, group, title="安全の全確", language="ja"))
    assert numbers(unit, "安全確") == [1]
    assert numbers(unit, "安") == [2, 1]
    assert numbers(unit, "“児童の安全”") == [1]


FIELDS = {
    "audience:parents": {"publics": (Public.PARENTS,)},
    "topic:literacy": {"topics": ("Media literacies",)},
    "topic:“media literacy”": {"topics": ("media literacy",)},
    "country:“South Korea”": {"countries": ("IE", "KR")},
    "language:pt": {"language": "pt-BR"},
    "language:pt-BR": {"language": "pt-BR"},
    "evidence:evaluated": {"evidence": Evidence.EVALUATED},
}


@pytest.mark.parametrize(("typed", "fields"), FIELDS.items(), ids=map(str, range(len(FIELDS))))
def test_filters_look_at_their_field_alone(unit, group, typed, fields):
    words = "literacy parents evaluated Korea pt"
    unit.practices.add(practice(1, group, summary=f"{words} talks", **fields))
    unit.practices.add(practice(2, group, summary=f"{words} talks"))
    assert numbers(unit, typed) == [1]
    assert numbers(unit, f"{typed} talks") == [1]
    assert numbers(unit, f"{typed} elephants") == []


def test_an_author_is_found_by_name_initials_and_other_names_of_now(unit, group):
    facts = PersonFacts(user_id="U9", name="Aoife Ní Dhonnabháin", aliases=("aoife",))
    unit.people.keep_seen(facts, NOW)
    unit.practices.add(practice(1, group, author="U9"))
    for typed in ("author:aoife", "author:“ni dhonn”", "author:and", "Aoife Dhonnabhain"):
        assert numbers(unit, typed) == [1], typed
    assert numbers(unit, "aoife") == [], "one name alone is a word as any other"
    unit.people.keep_seen(replace(facts, name="Aoife Byrne"), NOW + DAY)
    assert numbers(unit, "author:dhonnabhain") == []
    assert numbers(unit, "aoife byrne") == [1]


def test_whoever_keeps_a_seat_finds_what_the_list_would_show(unit, group):
    kept = Reader(user_id="U1", rostered=True, kept_seats={group: Role.MEMBER})
    unit.actions.add(action(1, group, title="Talks", owner_user_id="U1"))
    unit.actions.add(action(2, group, title="Talks", owner_user_id="U2"))
    unit.dialogues.add(dialogue(1, group, title="Talks"))
    assert numbers(unit, "talks", ACTION, kept) == [1]
    assert numbers(unit, "talks", DIALOGUE, kept) == []


@pytest.mark.parametrize("seats", ["seats", "kept_seats"])
def test_minutes_are_found_by_whoever_may_see_the_version_that_stands(unit, group, seats):
    reads = Reader(user_id="U1", rostered=True, **{seats: {group: Role.OBSERVER}})
    unit.dialogues.add(dialogue(1, group, audience=Audience.NETWORK))
    first = minutes_version(1, group, audience=Audience.NETWORK)
    unit.minutes.seal(first)
    assert numbers(unit, "talks", MINUTES, reads) == [1]
    unit.minutes.seal(replace(first, version=2, audience=Audience.MEMBERS))
    assert numbers(unit, "talks", MINUTES, reads) == []
    assert numbers(unit, "talks", MINUTES) == [1]


def test_what_is_no_longer_published_is_no_longer_found(unit, group):
    unit.practices.add(practice(1, group, title="Talks"))
    unit.practices.change(practice(1, group, title="Talks", status=PracticeStatus.DECLINED))
    assert numbers(unit, "talks") == []


def test_the_index_answers(connection, unit, group):
    """Not a walk through the table: on either database the plan says so."""
    rows = [
        {
            "workspace_id": "T1",
            "kind": PRACTICE,
            "number": number,
            "position": number,
            "words": f"v:t1:p v:t1:p:g{group} word{number % 997}",
            "plain": "",
        }
        for number in range(1, 5_001)
    ]
    connection.execute(search_entries.insert(), rows)
    connection.execute(text("ANALYZE search_entries"))
    asked = unit.search._seen(reader(group), PRACTICE, [("word7",)], read_query("word7"))
    dialect = connection.dialect.name
    explain = "EXPLAIN QUERY PLAN" if dialect == "sqlite" else "EXPLAIN"
    asked = asked.compile(connection)
    given = asked.params
    if dialect == "sqlite":
        given = tuple(given[name] for name in asked.positiontup)
    plan = "\n".join(map(str, connection.exec_driver_sql(f"{explain} {asked}", given)))
    assert "search_index" in plan
    assert "SCAN search_entries" not in plan
    assert "Seq Scan" not in plan


def _bare(word):
    apart = unicodedata.normalize("NFD", word)
    return "".join(c for c in apart if not 0x300 <= ord(c) < 0x370)


FORMS = (str.upper, str.lower, str.title, _bare, "({}),".format, "#{}".format, "{}’s".format)
INFLECTED = {
    "library": "libraries", "école": "écoles", "schools": "school", "regulator": "regulators",
    "Straßen": "Straße", "naïve": "naïve", "reporting": "reported", "Ľudmila": "Ľudmila",
    "elections": "election", "études": "étude", "сайты": "сайт", "مكتبة": "مكتبة",
}  # fmt: skip


def test_each_word_of_a_title_is_found_in_every_form_by_whoever_may_see_it(unit, group):
    """And by nobody else, whatever they type."""
    rng, other = random.Random(5), unit.groups.add(a_group(channel_id="COTHER")).id
    languages = {"сайты": "ru", "école": "fr", "études": "fr", "Straßen": "de"}
    titles = {}
    for number, word in enumerate(INFLECTED, 1):
        titles[number] = word, rng.choice(list(Audience)), rng.choice([group, other])
        _, audience, group_id = titles[number]
        others = " ".join(rng.choices(["talk", "evening", "online"], k=2))
        language = languages.get(word, "en")
        title = f"{others} {word}" if number % 2 else f"{word}, {others}"
        made = {"title": title, "audience": audience, "language": language}
        unit.practices.add(practice(number, group_id, **made))
    readers = [reader(group), reader(other, role=Role.OBSERVER), reader(group, rostered=False)]
    for number, (word, audience, group_id) in titles.items():
        for form in FORMS:
            for typed in (form(word), form(INFLECTED[word])):
                for who in readers:
                    found = numbers(unit, typed, who=who)
                    assert (number in found) is who.sees(group_id, audience), (typed, who)


# Both databases ------------------------------------------------------------------------------

_WORDS = (
    "library libraries école ecoles Straße sextortion sextort talks talk 퀴즈를 안전 児童の安全 "
    "online Ireland Ofcom media literacy parents' evening 100 naïve"
).split()
_FILTERS = ("country:IE", "evidence:pilot", "language:fr", "topic:media", "audience:children")
GROUPS = 3


def _fill(unit, rng):
    made = {"kind": OrganisationKind.MEMBER, "country": "GB", "zone": "UTC"}
    body = unit.organisations.add(name="Ofcom", **made)
    ids = [unit.groups.add(a_group(channel_id=f"C{n}")).id for n in range(GROUPS)]

    def some(most):
        return " ".join(rng.choices(_WORDS, k=rng.randint(1, most)))

    for number in range(1, 121):
        shared = {
            "title": some(3),
            "audience": rng.choice(list(Audience)),
        }
        group_id, at = rng.choice(ids), NOW + rng.randint(0, 9) * DAY / 8
        unit.practices.add(
            practice(
                number,
                group_id,
                **shared,
                summary=some(6),
                topics=(some(2),),
                language=rng.choice(["en", "fr", "de", "ja"]),
                countries=(rng.choice(["IE", "GB"]),),
                evidence=rng.choice(list(Evidence)),
                publics=(rng.choice(list(Public)),),
                organisation_id=rng.choice([None, body.id]),
                settled_at=at,
            )
        )
        unit.actions.add(action(number, group_id, **shared, note=some(4), created_at=at))
        unit.dialogues.add(dialogue(number, group_id, **shared, starts_at=at))
    return ids


def _typed(rng):
    parts = rng.choices(_WORDS, k=rng.randint(1, 3))
    if rng.random() < 0.3:
        parts.append(f"“{' '.join(rng.choices(_WORDS, k=2))}”")
    parts = [part[: rng.randint(2, 9)] if rng.random() < 0.3 else part for part in parts]
    return " ".join([*parts, *rng.choices(_FILTERS, k=rng.random() < 0.3)])


def _agree(postgresql, how_many):
    units = []
    databases = (sqlite_in_memory(), Database(postgresql.new_url()))
    connections = [writing_engine(database.engine).connect() for database in databases]
    try:
        for connection in connections:
            connection.begin()
            unit = UnitOfWork(connection, "T1")
            units.append((unit, _fill(unit, random.Random(7))))
        rng, found_some = random.Random(11), 0
        for _ in range(how_many):
            typed, kind = _typed(rng), rng.choice([PRACTICE, ACTION, DIALOGUE])
            seats = {n: rng.choice(list(Role)) for n in range(GROUPS) if rng.random() < 0.6}
            near = rng.choice([None, NOW + DAY / 2])
            page = {"limit": rng.randint(1, 30), "offset": rng.choice([0, 0, 3])}
            answers = []
            for unit, ids in units:
                who = Reader(
                    user_id="U1", rostered=True, seats={ids[n]: role for n, role in seats.items()}
                )
                answers.append(unit.search.find(who, kind, read_query(typed), near=near, **page))
            assert answers[0] == answers[1], (typed, kind, seats)
            found_some += bool(answers[0][0])
        assert found_some > how_many / 4
    finally:
        for connection in connections:
            connection.close()
        for database in databases:
            database.dispose()


@pytest.mark.parametrize("few", [2_000, -1], ids=["few", "many"])
def test_both_databases_agree(postgresql, monkeypatch, few):
    """However many records SQLite takes for few."""
    monkeypatch.setattr(search_terms, "_FEW_RECORDS", few)
    _agree(postgresql, 40)


@pytest.mark.long
@pytest.mark.parametrize("few", [2_000, -1], ids=["few", "many"])
def test_both_databases_agree_on_a_thousand_queries(postgresql, monkeypatch, few):
    monkeypatch.setattr(search_terms, "_FEW_RECORDS", few)
    _agree(postgresql, 1_000)
