"""Bringing the roster in line with a file's entries."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.message_kind import MessageKind
from bot.domain.person import OrganisationKind
from bot.domain.roles import Role
from bot.use_cases.roster.entries import OrganisationEntry, PersonEntry
from bot.use_cases.roster.import_entries import import_entries
from tests.bot.use_cases.groups.hall import (
    AMARA,
    FAR,
    GETHIN,
    GRETA,
    MINJI,
    NOW,
    RAHUL,
    SINA,
    TANIS,
)
from tests.storage.records import action

OFCOM = OrganisationEntry(
    name="Ofcom", kind=OrganisationKind.MEMBER, country="GB", zone="Europe/London",
    people=(PersonEntry(user_id=AMARA), PersonEntry(user_id=GETHIN)),
)  # fmt: skip
ARCOM = OrganisationEntry(
    name="Arcom", kind=OrganisationKind.MEMBER, country="FR", zone="Europe/Paris",
    people=(PersonEntry(user_id=RAHUL), PersonEntry(user_id="U0UNSEEN")),
)  # fmt: skip
ABSENT = """\
On the roster but not in the file; they stay, --remove takes them out: 5.
  eSafety: sina (U0SINA)
  FOSI: greta (U0GRETA) and tanis (U0TANIS)
  KCSC: min-ji (U0MINJI)
  Ofcom: far (U0FAR)
Organisations that are not in the file; they stay: 3.
  eSafety
  KCSC
  FOSI"""


def test_what_is_new_is_added(hall):
    report = import_entries([OFCOM, ARCOM], work=hall.work, now=NOW)
    assert [o.name for o in report.added] == ["Arcom"]
    assert [move.user_id for move in report.moves] == [RAHUL, "U0UNSEEN"]
    assert (report.organisations_unchanged, report.people_unchanged) == (1, 2)
    assert hall.work.people.get("U0UNSEEN").organisation.name == "Arcom"
    assert str(report) == (
        "The roster is imported.\n"
        "Organisations added: 1.\n"
        "  Arcom: member, France, Europe/Paris\n"
        "People who join: 2.\n"
        "  Arcom: U0UNSEEN and rahul (U0RAHUL)\n"
        f"{ABSENT}\n"
        "Unchanged: 1 organisation and 2 people."
    )


def test_the_same_again_changes_nothing(hall):
    import_entries([OFCOM, ARCOM], work=hall.work, now=NOW)
    before = hall.everything()
    report = import_entries([OFCOM, ARCOM], work=hall.work, now=NOW)
    assert not report.changed
    assert hall.everything() == before
    assert str(report) == (
        f"Nothing changed: 2 organisations and 4 people were on the roster already.\n{ABSENT}"
    )


def test_what_differs_is_changed_and_what_is_not_named_stays(hall):
    entry = replace(
        OFCOM, name="OFCOM", zone="Europe/Belfast", people=(PersonEntry(user_id=MINJI),)
    )
    report = import_entries([entry], work=hall.work, now=NOW)
    assert [(was.name, now.name) for was, now in report.corrected] == [("Ofcom", "OFCOM")]
    assert [(m.user_id, m.was.name, m.now.name) for m in report.moves] == [(MINJI, "KCSC", "OFCOM")]
    assert "  min-ji (U0MINJI): from KCSC to OFCOM\n" in str(report)
    kept = hall.work.organisations.by_name("ofcom")
    assert (kept.name, kept.zone) == ("OFCOM", "Europe/Belfast")
    assert hall.work.people.get(AMARA).organisation == kept
    assert hall.work.organisations.by_name("KCSC") is not None


def test_open_actions_of_one_who_moves_stay_behind_and_the_chairs_hear_it(hall):
    hall.set_up(chairs=(AMARA,))
    hall.work.actions.add(action(1, hall.group.id, owner_user_id=MINJI))
    import_entries([replace(OFCOM, people=(PersonEntry(user_id=MINJI),))], work=hall.work, now=NOW)
    kept = hall.work.actions.get(hall.reader(SINA), 1)
    kcsc = hall.work.organisations.by_name("KCSC")
    assert (kept.owner_user_id, kept.owner_organisation_id) == (None, kcsc.id)
    rows = hall.work.deliveries.of_recipient(AMARA, NOW - timedelta(days=1))
    assert [row.occurrence.split()[0] for row in rows if row.kind == MessageKind.OWNER_MOVED] == [
        MINJI
    ]


def test_who_is_taken_out_leaves_their_actions_and_the_chairs_hear_it(hall):
    hall.set_up(chairs=(AMARA,))
    hall.work.actions.add(action(1, hall.group.id, owner_user_id=MINJI))
    assert len(import_entries([OFCOM], work=hall.work, now=NOW).absent) == 5
    assert hall.work.people.get(MINJI).organisation is not None
    report = import_entries([OFCOM], work=hall.work, now=NOW, remove=True)
    assert {m.user_id for m in report.moves if m.now is None} == {MINJI, TANIS, GRETA, SINA, FAR}
    assert (report.left_behind, report.absent) == (1, ())
    assert hall.work.people.get(MINJI).organisation is None
    assert (hall.work.people.secretariat_ids(), report.secretariat_kept) == ({SINA}, (SINA,))
    kept = hall.work.actions.get(hall.reader(SINA), 1)
    assert kept.owner_organisation_id == hall.work.organisations.by_name("KCSC").id
    rows = hall.work.deliveries.of_recipient(AMARA, NOW - timedelta(days=1))
    assert [row.occurrence.split()[0] for row in rows if row.kind == MessageKind.OWNER_MOVED] == [
        MINJI
    ]


def test_the_secretariat_of_a_file(hall):
    people = (PersonEntry(user_id=AMARA, secretariat=True), PersonEntry(user_id=GETHIN))
    report = import_entries([replace(OFCOM, people=people)], work=hall.work, now=NOW)
    assert report.secretariat_added == (AMARA,)
    assert hall.work.people.secretariat_ids() == {AMARA, SINA}
    out = (PersonEntry(user_id=AMARA, secretariat=False),)
    report = import_entries([replace(OFCOM, people=out)], work=hall.work, now=NOW)
    assert report.secretariat_removed == (AMARA,)
    assert hall.work.people.secretariat_ids() == {SINA}


def test_an_organisation_that_is_no_member_any_more_has_no_chair(hall):
    hall.set_up(chairs=(AMARA,))
    report = import_entries(
        [replace(OFCOM, kind=OrganisationKind.OBSERVER)], work=hall.work, now=NOW
    )
    assert [(e.user_id, e.group.name) for e in report.ended] == [(AMARA, "Technology")]
    assert "  amara (U0AMARA) of Technology" in str(report)
    assert hall.role(AMARA) is Role.OBSERVER


entries = st.lists(
    st.builds(
        OrganisationEntry,
        name=st.sampled_from(["Ofcom", "OFCOM", "Arcom", "FOSI"]),
        kind=st.sampled_from(list(OrganisationKind)),
        country=st.sampled_from(["GB", "FR"]),
        zone=st.sampled_from(["Europe/London", "Europe/Paris"]),
        people=st.lists(
            st.builds(
                PersonEntry,
                user_id=st.sampled_from([AMARA, GETHIN, RAHUL]),
                secretariat=st.sampled_from([None, True, False]),
            ),
            max_size=3,
            unique_by=lambda person: person.user_id,
        ).map(tuple),
    ),
    max_size=3,
    unique_by=lambda entry: entry.name.casefold(),
).filter(lambda made: len(ids := [p.user_id for e in made for p in e.people]) == len(set(ids)))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(entries)
def test_any_file_imported_twice_changes_nothing_the_second_time(hall, made):
    import_entries(made, work=hall.work, now=NOW)
    before = hall.everything()
    assert not import_entries(made, work=hall.work, now=NOW).changed
    assert hall.everything() == before
