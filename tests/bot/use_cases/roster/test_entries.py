"""Which organisation of the roster each one of a file is."""

import pytest

from bot.domain.person import Organisation, Person
from bot.use_cases.roster.entries import Matching, OrganisationEntry, PersonEntry, Problems

PLACE = {"kind": "member", "country": "KR", "zone": "Asia/Seoul"}
KCSC = Organisation(
    id=1, name="Korea Communications Standards Commission", aliases=("KCSC",), **PLACE
)
ARCOM = Organisation(id=2, name="Arcom", aliases=(), **(PLACE | {"country": "FR"}))
PEOPLE = [
    Person(user_id=u, name=u, zone="UTC", locale="en-GB", active=True, is_bot=False,
           secretariat=False, organisation=KCSC)
    for u in ("U1", "U2", "U3")
]  # fmt: skip


def entry(name, *aliases, people=(), country="KR"):
    people = tuple(PersonEntry(user_id=u) for u in people)
    fields = PLACE | {"country": country}
    return OrganisationEntry(name=name, aliases=aliases, people=people, where="Line 2", **fields)


def match(*entries, **renames):
    problems = Problems()
    matches = Matching([KCSC, ARCOM], PEOPLE, renames, problems).match(entries)
    return [(m.known, m.wanted.name, m.wanted.aliases) for m in matches], problems.found


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (entry(KCSC.name), (KCSC, KCSC.name, ("KCSC",))),
        (entry("KCSC"), (KCSC, KCSC.name, ("KCSC",))),
        (entry(KCSC.name.upper(), "방심위"), (KCSC, KCSC.name.upper(), ("KCSC", "방심위"))),
        (entry("KMCC", "kcsc"), (KCSC, "KMCC", ("KCSC", KCSC.name))),
        (entry("FOSI", "Fosi", "F", country="US"), (None, "FOSI", ("F",))),
    ],
    ids=["name", "short name", "spelled anew", "renamed", "new"],
)
def test_an_organisation_is_known_by_any_of_its_names(said, found):
    assert match(said, entry("Arcom", country="FR")) == (
        [found, (ARCOM, "Arcom", ())],
        [],
    )


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        (entry("KMCC", people=["U1", "U2"]), "2 of its 3 people are there."),
        (entry("KMCC", people=["U1", "U2", "U3"]), "Its people are there."),
        (entry("Korea Communication Standards Commission"), f"“{KCSC.name}”? If it is"),
        (entry("Korea Communications Standards Authority"), f"“{KCSC.name}”? If it is"),
    ],
    ids=["most people", "all people", "a slip", "most words"],
)
def test_a_new_name_is_asked_about(said, asked):
    (problem,) = match(said)[1]
    assert problem.startswith(f"Line 2: Is “{said.name}” the new name of “{KCSC.name}”?")
    assert asked in problem
    assert match(said, entry("KCSC"))[1] == []  # both are named
    assert match(said, KCSC=said.name) == ([(KCSC, said.name, ("KCSC", KCSC.name))], [])


@pytest.mark.parametrize(
    ("said", "renames", "problem"),
    [
        ([entry("New")], {"Old": "New"}, "Line 2: “Old”, which becomes “New”, is not on the "
         "roster."),
        ([entry("KCSC")], {"KCSC": "New"}, "“New”, the new name of “KCSC”, is not in the file."),
        ([entry("KCSC"), entry(KCSC.name)], {}, f"Line 2: “KCSC” and “{KCSC.name}” are names of "
         f"one organisation, {KCSC.name}."),
        ([entry("KCSC", "Arcom")], {}, "Line 2: “Arcom” is a name of Arcom already."),
        ([entry("Arcom")], {"KCSC": "Arcom"}, "Line 2: “Arcom” is a name of Arcom already."),
    ],
    ids=["nobody", "not in the file", "twice", "another's name", "onto another"],
)  # fmt: skip
def test_what_cannot_be_is_told(said, renames, problem):
    assert problem in match(*said, **renames)[1]


def test_a_rename_that_is_done_or_misspelt_is_told_once_and_of_nothing_else_is_asked():
    stale = entry(KCSC.name, people=("U1", "U2", "U3"))
    for name in (KCSC.name, "KCSC"):
        assert match(stale, entry("Arcom"), Kommission=name)[1] == [
            f"Line 2: “Kommission”, which becomes “{name}”, is not on the roster."
            if name == KCSC.name
            else "“KCSC”, the new name of “Kommission”, is not in the file."
        ]
