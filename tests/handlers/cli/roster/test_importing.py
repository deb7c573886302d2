"""A roster file is imported in one piece; the sample agrees with the sandbox."""

import re
from collections import Counter
from datetime import UTC, datetime
from importlib.resources import files

import pytest
import yaml
from sqlalchemy import event

from bot.domain.person import OrganisationKind
from bot.use_cases.roster.entries import RosterFileWrong
from handlers.cli.roster.importing import import_roster, read_roster
from handlers.cli.roster.people import KnownPeople, WorkspacePeople
from tests.databases import WORKSPACE
from tests.handlers.cli.roster.samples import AMARA, APP, GONE, GUEST, TWO

NOW = datetime(2026, 12, 7, 10, tzinfo=UTC)


SAMPLE = (files("handlers.cli") / "sample_roster.yaml").read_text("utf-8")


SLACK = yaml.safe_load((files("handlers.sandbox") / "sample.yaml").read_text("utf-8"))


def test_a_wrong_file_changes_nothing(database_sqlite):
    with pytest.raises(RosterFileWrong), database_sqlite.transaction(WORKSPACE) as work:
        import_roster(TWO.replace("Europe/London", "Mars"), work=work, now=NOW)
    with database_sqlite.transaction(WORKSPACE) as work:
        assert work.organisations.all() == ()
        assert work.people.all() == ()


def test_importing_twice_changes_nothing_and_says_so(work):
    first = import_roster(TWO, work=work, now=NOW)
    assert [o.name for o in first.added] == ["Ofcom", "Medietilsynet"]
    assert first.secretariat_added == ("U0SINA0001",)
    second = import_roster(TWO, work=work, now=NOW)
    assert not second.changed
    assert str(second) == (
        "Nothing changed: 2 organisations and 2 people were on the roster already."
    )


def test_the_sample_has_nine_members_and_some_observers(work):
    import_roster(SAMPLE, work=work, now=NOW)
    kinds = [o.kind for o in work.organisations.all()]
    assert (kinds.count(OrganisationKind.MEMBER), kinds.count(OrganisationKind.OBSERVER)) == (9, 5)


def test_the_sample_agrees_with_the_people_of_the_sandbox():
    entries = read_roster(SAMPLE, KnownPeople([]))[0]
    named = {person.user_id: entry for entry in entries for person in entry.people}
    people = {person["id"]: person for person in SLACK["people"]}
    assert set(named) <= set(people)
    left_out = {people[user_id]["name"] for user_id in set(people) - set(named)}
    assert left_out == {"greta", "rahul"}  # the account that was closed, and the guest
    for user_id, entry in named.items():
        person = people[user_id]
        assert person.get("tz", entry.zone) == entry.zone, person["name"]
        assert _belongs(person["title"], entry.name), person["name"]
    assert [u for e in entries for p in e.people if p.secretariat for u in [p.user_id]] == [
        next(p["id"] for p in SLACK["people"] if p["name"] == "sina")
    ]


def test_the_sample_names_people_by_the_handles_in_its_comments():
    handles = {person["id"]: person["name"] for person in SLACK["people"]}
    for line in SAMPLE.splitlines():
        words, mark, handle = line.partition("  # ")
        if mark and "U0" in words:
            user_id = next(user_id for user_id in handles if user_id in words)
            assert handle.strip() == handles[user_id]


def _belongs(title, organisation):
    """Whether a title ends with the organisation's name, whole or by its initials."""
    initials = "".join(word[0] for word in organisation.split() if word[0].isupper())
    last = title.rpartition(", ")[2].split()
    return title.endswith(organisation) or initials in last or last[-1] in organisation


def crowd(people, organisation=lambda number: number // 10):
    """A table in which everyone has a deputy, and every fourth organisation is an observer."""
    rows = ["organisation,kind,country,zone,aliases,id,deputy"]
    for number in range(people):
        body, colleague = organisation(number), number - number % 10 + (number + 1) % 10
        kind = "member" if body % 4 else "observer"
        names = f"Regulator {body},{kind},GB,Europe/London,R{body}"
        rows.append(f"{names},U0P{number:06},U0P{colleague:06}")
    return "\n".join(rows)


def test_an_import_takes_few_statements_however_many_people_it_has(database_sqlite):
    bring_in(2_000, database_sqlite)


def test_so_it_does_on_either_database(database):
    bring_in(200, database)


def bring_in(people, database):
    asked = []
    event.listen(database.engine, "before_cursor_execute", lambda *a: asked.append(a[2]))
    moved = crowd(people, lambda number: (number // 10 + 1) % (people // 10))
    half = "\n".join(moved.split("\n")[: people // 2 + 1])
    for text in (crowd(people), crowd(people), moved, half):
        asked.clear()
        with database.transaction(WORKSPACE) as work:
            report = import_roster(text, work=work, now=NOW, remove=True)
        tables = Counter(re.findall(r"(?:FROM|INTO|UPDATE|JOIN) (\w+)", " ".join(asked)))
        assert len(asked) <= 40, tables
        assert max(tables.values()) < 10, tables
    assert len([move for move in report.moves if move.now is None]) == people // 2


FILE = """\
organisations:
  - {name: Ofcom, kind: member, country: GB, zone: Europe/London, people: [WHO]}
"""


def known():
    addresses = {"amara@ofcom.example": "U0AMARA001"}
    return KnownPeople([], WorkspacePeople((AMARA, GONE, APP, GUEST), addresses))


def read(who, people):
    return read_roster(FILE.replace("WHO", who), people)


@pytest.mark.parametrize(
    ("who", "note"),
    [
        ("U0GONE", "Line 2: Greta (U0GONE) has left this workspace."),
        ("U0FAR", "Line 2: U0FAR is not among this workspace's own people."),
    ],
)
def test_people_who_are_not_there_are_told_and_kept(who, note):
    entries, notes = read(who, known())
    assert [p.user_id for p in entries[0].people] == [who]
    assert notes == (note,)


@pytest.mark.parametrize(
    ("who", "problem"),
    [
        ("U0APP", "Line 2: Polls is an app, and no person."),
        ("{id: U0GUEST, secretariat: true}", "Line 2: A guest of this workspace is never of the "
         "secretariat."),
        ("U0AMARA001, amara", "Line 2: U0AMARA001 is on line 2 already."),
    ],
)  # fmt: skip
def test_who_cannot_be_there_is_refused(who, problem):
    with pytest.raises(RosterFileWrong) as refused:
        read(who, known())
    assert refused.value.problems == (problem,)


def test_the_surest_of_id_address_and_name_counts():
    entries, _ = read("{name: Kim Min-ji, email: amara@ofcom.example}", known())
    assert [p.user_id for p in entries[0].people] == ["U0AMARA001"]
