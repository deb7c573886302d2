"""A roster in YAML is read whole: each mistake is named with its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import Refusal
from bot.domain.person import OrganisationKind
from bot.use_cases.roster.entries import RosterFileWrong
from handlers.cli.roster.importing import read_roster
from handlers.cli.roster.people import KnownPeople
from tests.handlers.cli.roster.samples import TWO


def read(text):
    return read_roster(text, KnownPeople([]))[0]


def wrong(text):
    with pytest.raises(RosterFileWrong) as refused:
        read(text)
    assert isinstance(refused.value, Refusal)
    assert str(refused.value).startswith("The roster was not imported.\n")
    return refused.value.problems


def test_values_are_taken_as_written():
    ofcom, norway = read(TWO)
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
    assert read(TWO.replace(f"name: {old}", f"name: {new}"))[0].name == name


def test_a_comment_behind_a_name_is_told():
    text = TWO.replace("name: Ofcom", "name: Ofcom # 2")
    (note,) = read_roster(text, KnownPeople([]))[1]
    assert note == "Line 2: Behind “Ofcom”, “# 2” is a comment."


def test_a_copied_mention_is_its_user_id():
    text = TWO.replace("- U0AMARA001", '- "<@U0AMARA001|amara>"')
    assert read(text)[0].people[0].user_id == "U0AMARA001"


def test_a_list_of_nobody_may_be_left_empty():
    (one,) = read(TWO.split("  - name: Mediet")[0].split("      - U0")[0])
    assert one.people == ()


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("Europe/London", "Europe/Lundon", "Line 5: I don't know the time zone “Europe/Lundon”. "
         "Did you mean Europe/London?"),
        ("country: GB", "country: XX", "Line 4: “XX” is no country that I know."),
        ("country: GB", "country:", "Line 4: “” is no country that I know."),
        ("kind: member", "kind: membr", "Line 3: The kind “membr” is neither member nor observer."),
        ("country: GB", "country: ~", "Line 4: “~” means nothing; in quotes it is a word"),
        ("name: Ofcom", "name: Null", "Line 2: “Null” means nothing; in quotes it is a word"),
        ("name: Ofcom", "name: Agency #2", "Line 2: “#2” is left out behind the name, because # "
         "begins a comment. If it belongs to the name, please put it in quotes: \"Agency #2\"."),
        ("Europe/London", "EST", "Line 5: I don't know the time zone “EST”. Did you mean America/"),
        ("name: Ofcom", "name:", "Line 2: The name is missing."),
        ("name: Ofcom", f"name: {'x' * 81}", "Line 2: The name is 81 characters long"),
        ("name: Medietilsynet", "name: OFCOM", "Line 9: “OFCOM” is on line 2 already."),
        ("U0SINA0001", "U0AMARA001", "Line 8: U0AMARA001 is on line 7 already."),
        ("U0AMARA001", "amara", "Line 7: “amara” is nobody's user id, e-mail address or "),
        ("U0AMARA001", "amara@ofcom.example", "Line 7: “amara@ofcom.example” is an e-mail address. "
         "Only Slack knows whose"),
        ("name: Ofcom", "name: &Ofcom", "Line 2: “&Ofcom” is left out before the value, because & "
         'begins a label. If it belongs to the value, please put both in quotes: "&Ofcom".'),
        ("name: Ofcom", "name: !Ofcom Two", 'in quotes: "!Ofcom Two".'),
        ("kind: member", "kind: member\n    aliases: ['A, B']", "Line 4: “A, B” is one name only"),
        ("U0AMARA001", "[U0AMARA001]", "Line 7: A person is written as fields: id, "),
        ("secretariat: true", "secretariat: maybe", "Line 8: “maybe” is neither true nor false."),
        ("secretariat: true", "deputy: U0ELSE0001", "Line 8: U0ELSE0001 is not another person of "
         "this organisation in the file."),
        ("secretariat: true", "deputy: U0SINA0001", "Line 8: U0SINA0001 is not another person of "
         "this organisation in the file."),
        ("secretariat: true", "deputy: sina", "Line 8: “sina” is nobody's user id"),
        ("id: U0SINA0001, ", "", "Line 8: This person has no id, e-mail "),
        ("    kind: member\n", "", "Line 2: This organisation has no kind."),
        ("zone: Europe/London", "zone: [Europe/London]", "Line 5: One value is wanted here"),
        ("zone: Europe/London", "zon: Europe/London", "Line 5: I don't know “zon” in an "
         "organisation; did you mean “zone”?"),
        ("country: GB", "country: GB\n    country: FR", "Line 5: “country” is given twice."),
        ("    people:", "    people: nobody", "This is not YAML"),
        ("organisations:", "organizations:", "did you mean “organisations”?"),
        ("organisations:\n", "organisations: 1\nrest:\n", "Line 1: Organisations must be a list"),
        ("  - name: Ofcom", "  - Ofcom\n  - name: Ofcom", "Line 2: An organisation is written as"),
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
        ("- a\n- b\n", "Line 1: The file is written as fields: organisations."),
        ("people: []\n", "Line 1: I don't know “people” in the file."),
        ("organisations:\n  - {name: A\n", "This is not YAML"),
        ("organisations: *nowhere\n", "This is not YAML"),
        ("a: 1\n---\nb: 2\n", "This is not YAML"),
        (
            "organisations:\n- name: \x00",
            "Line 2: This is not YAML. A sign in it is no letter, such as a program leaves behind.",
        ),
        (
            "organisations:\n\t- name: A\n",
            "Line 2: This is not YAML. Please begin the line with spaces in place of the tab.",
        ),
        (
            "organisations:\n- name: A: B\n",
            "Line 2: This is not YAML. Please look at the spaces before this line and the one "
            "above, and at quotes and colons in them.",
        ),
        ("!!python/object/apply:os.system ['true']\n", "Line 1: The file is written as fields"),
    ],
)
def test_what_is_no_roster_at_all(text, problem):
    assert any(problem in found for found in wrong(text))


@given(st.text(max_size=200))
def test_no_text_breaks_the_reader(text):
    try:
        read(f"organisations:\n  - name: {text}")
    except RosterFileWrong as refused:
        problems = refused.problems
    else:
        problems = ()
    assert problems  # such an organisation has no kind, whatever its name


def test_a_deputy_is_named_by_id_and_nobody_by_a_word():
    text = TWO.replace("secretariat: true", "deputy: <@U0AMARA001>")
    text = text.replace("- U0AMARA001", "- {id: U0AMARA001, deputy: nobody}")
    amara, sina = read(text)[0].people
    assert (amara.deputy, sina.deputy) == ("", "U0AMARA001")
