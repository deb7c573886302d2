"""A roster in a table means the same as in YAML; mistakes are named with line and column."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.use_cases.roster.entries import RosterFileWrong
from handlers.cli.roster.importing import read_roster
from handlers.cli.roster.people import KnownPeople

YAML = """\
organisations:
  - name: Ofcom
    kind: member
    country: GB
    zone: Europe/London
    aliases: [Office of Communications, OfC]
    people: [U0AMARA001, {id: U0SINA0001, secretariat: true, deputy: U0AMARA001}]
  - {name: "Board, the", kind: observer, country: NO, zone: Europe/Oslo}
"""
TABLE = """\
Organisation,Kind,Country,Time zone,Short names,User ID,Secretariat,Deputy
Ofcom,member,GB,Europe/London,Office of Communications; OfC,U0AMARA001,,

ofcom,,,,OfC,U0SINA0001,yes,U0AMARA001
"Board, the",observer,NO,Europe/Oslo,,,,
"""


def read(text, **options):
    entries, notes = read_roster(text, KnownPeople([]), **options)
    return [(e.name, e.kind, e.country, e.zone, e.aliases, e.people) for e in entries], notes


def wrong(text):
    with pytest.raises(RosterFileWrong) as refused:
        read(text, table=True)
    return refused.value.problems


@pytest.mark.parametrize(
    "text",
    [
        TABLE,
        TABLE.replace(",", ";").replace("Communications; OfC", '"Communications; OfC"')
        .replace(';Office of "', ';"Office of ').replace("Board;", "Board,"),
        TABLE.replace(",", "\t").replace("Board\t", "Board,"),
        TABLE.replace("\n", "\r\n"),
        f"# ours\n{TABLE}",
        f"sep=,\n{TABLE}",
        TABLE.replace("Deputy", "Deputy,"),
    ],
    ids=["commas", "semicolons", "tabs", "Windows lines", "a comment", "Excel's sign", "no name"],
)  # fmt: skip
def test_a_table_means_what_the_yaml_means(text):
    assert read(text) == read(YAML)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("ofcom,,", "ofcom,observer,", "Line 4, column Kind: “observer” here, but “member” on line "
         "2."),
        ("Europe/Oslo", "Europe/Olso", "Line 5, column Time zone: I don't know the time zone"),
        ("GB", "Brittania", "Line 2, column Country: “Brittania” is no country that I know."),
        ("yes", "perhaps", "Line 4, column Secretariat: “perhaps” is neither true nor false."),
        ("U0SINA0001", "sina", "Line 4, column User ID: “sina” is nobody's user id"),
        ("U0SINA0001", "U0AMARA001", "Line 4, column User ID: U0AMARA001 is on line 2 already."),
        ("ofcom,", ",", "Line 4: This row has no organisation."),
        ("U0AMARA001,,", ",yes,", "Line 2: This person has no id, e-mail address or name."),
        ("Kind", "Knid", "Line 1: I don't know the column “Knid”; did you mean “kind”?"),
        ("Kind", "Deputy", "Line 1: The column deputy is given twice."),
        ("Organisation", "Who", "Line 1: No column is called organisation (I know organisation, "),
        ("Deputy\n", "Deputy\nA,member,GB,Europe/London,,U0A,,,,Bc\n", "Line 2: “Bc” stands under "
         "no column name. A value with the sign between cells in it needs quotes."),
        ('"Board, the"', '"Board, the', "Line 5: This row cannot be read"),
        ("member,GB", ",GB", "Line 2: This organisation has no kind."),
    ],
)  # fmt: skip
def test_each_mistake_is_named_with_line_and_column(old, new, problem):
    assert old in TABLE
    found = wrong(TABLE.replace(old, new, 1))
    assert any(one.startswith(problem) for one in found), found


def test_a_column_that_is_not_read_is_told():
    text = TABLE.replace("Deputy\n", "Deputy,Telephone\n").replace(
        "U0AMARA001,,\n", "U0AMARA001,,,1\n"
    )
    assert read(text) == (read(YAML)[0], ("The column “Telephone” is not read.",))


def test_an_empty_file_is_no_table():
    assert wrong("")[0].startswith("Line 1: No column is called organisation (I know ")


@given(st.text(max_size=200))
def test_no_text_breaks_the_reader(text):
    assert wrong(f"organisation,kind\n{text}\n,x")
