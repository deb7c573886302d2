"""What a roster file says of people, checked against those that Slack lists."""

import pytest

from bot.use_cases.roster.entries import RosterFileWrong
from handlers.cli.roster.importing import read_roster
from handlers.cli.roster.people import KnownPeople, WorkspacePeople
from tests.handlers.cli.roster.samples import AMARA, APP, GONE, GUEST

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
