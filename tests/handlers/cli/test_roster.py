"""Importing the roster from a file."""

from datetime import UTC, datetime
from importlib.resources import files

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import Refusal
from bot.domain.organisation import OrganisationKind
from handlers.cli.roster import import_roster
from handlers.cli.roster_file import RosterFile, RosterFileWrong
from tests.databases import WORKSPACE

NOW = datetime(2026, 12, 7, 10, tzinfo=UTC)
SAMPLE = (files("handlers.cli") / "sample_roster.yaml").read_text("utf-8")
SLACK = yaml.safe_load((files("handlers.sandbox") / "sample.yaml").read_text("utf-8"))

TWO = """\
organisations:
  - name: Ofcom
    kind: member
    country: GB
    zone: Europe/London
    people:
      - U0AMARA001
      - {id: U0SINA0001, secretariat: true}
  - name: Medietilsynet
    kind: Observer
    country: NO
    zone: europe/oslo
"""


def wrong(text):
    with pytest.raises(RosterFileWrong) as refused:
        RosterFile().read(text)
    assert isinstance(refused.value, Refusal)
    assert str(refused.value).startswith("The roster was not imported.\n")
    return refused.value.problems


# What is read -------------------------------------------------------------------------------------


def test_values_are_taken_as_written():
    ofcom, norway = RosterFile().read(TWO)
    assert (ofcom.name, ofcom.kind, ofcom.country) == ("Ofcom", OrganisationKind.MEMBER, "GB")
    assert [(p.user_id, p.secretariat) for p in ofcom.people] == [
        ("U0AMARA001", None),
        ("U0SINA0001", True),
    ]
    assert (norway.kind, norway.country, norway.zone) == (
        OrganisationKind.OBSERVER,
        "NO",
        "Europe/Oslo",
    )
    assert norway.people == ()


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("Ofcom", "Ofcom  # the British one", "Ofcom"),
        ("Ofcom", '"Agency #2"', "Agency #2"),
        ("Ofcom", "'null'", "null"),
        ("Ofcom", "«Ofcom»", "Ofcom"),
        ("Ofcom", "The “Safe” Office", "The “Safe” Office"),
        ("Ofcom", "Of\u200bcom", "Ofcom"),
    ],
)
def test_names_are_as_they_were_meant(old, new, name):
    assert RosterFile().read(TWO.replace(f"name: {old}", f"name: {new}"))[0].name == name


def test_a_copied_mention_is_its_user_id():
    text = TWO.replace("- U0AMARA001", '- "<@U0AMARA001|amara>"')
    assert RosterFile().read(text)[0].people[0].user_id == "U0AMARA001"


def test_a_list_of_nobody_may_be_left_empty():
    (one,) = RosterFile().read(TWO.split("  - name: Mediet")[0].split("      - U0")[0])
    assert one.people == ()


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("Europe/London", "Europe/Lundon", "Line 5: I don't know the time zone “Europe/Lundon”. "
         "Did you mean Europe/London?"),
        ("country: GB", "country: XX", "Line 4: “XX” is no country that I know."),
        ("country: GB", "country:", "Line 4: “” is no country that I know."),
        ("kind: member", "kind: membr", "Line 3: the kind “membr” is neither member nor observer."),
        ("country: GB", "country: ~", "Line 4: “~” means nothing; in quotes it is a word"),
        ("name: Ofcom", "name: Null", "Line 2: “Null” means nothing; in quotes it is a word"),
        ("name: Ofcom", "name: Agency #2", "Line 2: “#2” is left out behind the name, because # "
         "begins a comment. If it belongs to the name, please put it in quotes: \"Agency #2\"."),
        ("Europe/London", "EST", "Line 5: I don't know the time zone “EST”. Did you mean America/"),
        ("name: Ofcom", "name:", "Line 2: The name is missing."),
        ("name: Ofcom", f"name: {'x' * 81}", "Line 2: The name is 81 characters long"),
        ("name: Medietilsynet", "name: OFCOM", "Line 9: “OFCOM” is on line 2 already."),
        ("U0SINA0001", "U0AMARA001", "Line 8: U0AMARA001 is on line 7 already."),
        ("U0AMARA001", "amara", "Line 7: “amara” is no Slack user id, such as U012AB3CD."),
        ("U0AMARA001", "[U0AMARA001]", "Line 7: a person is written as fields: id and"),
        ("secretariat: true", "secretariat: maybe", "Line 8: “maybe” is neither true nor false."),
        ("id: U0SINA0001, ", "", "Line 8: this person has no id."),
        ("    kind: member\n", "", "Line 2: this organisation has no kind."),
        ("zone: Europe/London", "zone: [Europe/London]", "Line 5: one value is wanted here"),
        ("zone: Europe/London", "zon: Europe/London", "Line 5: I don't know “zon” in an "
         "organisation; did you mean “zone”?"),
        ("country: GB", "country: GB\n    country: FR", "Line 5: “country” is given twice."),
        ("    people:", "    people: nobody", "this is not YAML"),
        ("organisations:", "organizations:", "did you mean “organisations”?"),
        ("organisations:\n", "organisations: 1\nrest:\n", "Line 1: organisations must be a list"),
        ("  - name: Ofcom", "  - Ofcom\n  - name: Ofcom", "Line 2: an organisation is written as"),
    ],
)  # fmt: skip
def test_each_mistake_is_named_with_its_line(old, new, problem):
    assert old in TWO
    problems = wrong(TWO.replace(old, new, 1))
    assert any(found.startswith(problem) or problem in found for found in problems)


def test_all_mistakes_come_at_once():
    text = TWO.replace("Europe/London", "Mars").replace("U0AMARA001", "me").replace("NO", "XX")
    assert [problem.split(":")[0] for problem in wrong(text)] == ["Line 5", "Line 7", "Line 11"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "The file is empty. It begins with “organisations:”."),
        ("# nothing\n", "The file is empty."),
        ("- a\n- b\n", "Line 1: the file is written as fields: organisations."),
        ("people: []\n", "Line 1: I don't know “people” in the file."),
        ("organisations:\n  - {name: A\n", "this is not YAML"),
        ("organisations: *nowhere\n", "this is not YAML"),
        ("a: 1\n---\nb: 2\n", "this is not YAML"),
        ("organisations: \x00", "not YAML"),
        ("!!python/object/apply:os.system ['true']\n", "Line 1: the file is written as fields"),
    ],
)
def test_what_is_no_roster_at_all(text, problem):
    assert any(problem in found for found in wrong(text))


@given(st.text(max_size=200))
def test_no_text_breaks_the_reader(text):
    try:
        RosterFile().read(f"organisations:\n  - name: {text}")
    except RosterFileWrong as refused:
        problems = refused.problems
    else:
        problems = ()
    assert problems  # such an organisation has no kind, whatever its name


# Into the database --------------------------------------------------------------------------------


def test_a_wrong_file_changes_nothing(database_sqlite):
    with pytest.raises(RosterFileWrong), database_sqlite.transaction(WORKSPACE) as work:
        import_roster(TWO.replace("Europe/London", "Mars"), work=work, now=NOW)
    with database_sqlite.transaction(WORKSPACE) as work:
        assert work.organisations.all() == ()
        assert work.people.all() == ()


def test_importing_twice_changes_nothing_and_says_so(work):
    first = import_roster(TWO, work=work, now=NOW)
    assert first.organisations_added == ("Ofcom", "Medietilsynet")
    assert first.secretariat_added == ("U0SINA0001",)
    second = import_roster(TWO, work=work, now=NOW)
    assert not second.changed
    assert str(second) == (
        "Nothing changed: 2 organisations and 2 people were on the roster already, just so."
    )


# The sample network -----------------------------------------------------------------------------


def test_the_sample_has_nine_members_and_some_observers(work):
    import_roster(SAMPLE, work=work, now=NOW)
    kinds = [o.kind for o in work.organisations.all()]
    assert (kinds.count(OrganisationKind.MEMBER), kinds.count(OrganisationKind.OBSERVER)) == (9, 5)


def test_the_sample_agrees_with_the_people_of_the_sandbox():
    entries = RosterFile().read(SAMPLE)
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
