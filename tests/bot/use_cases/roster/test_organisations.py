"""Adding and correcting organisations."""

import pytest

from bot.domain.errors import NotAllowed, NotValid, Refusal
from bot.domain.person import OrganisationKind
from bot.domain.roles import Role
from bot.use_cases.context import Context
from bot.use_cases.roster.organisations import (
    AddOrganisation,
    CorrectOrganisation,
    add_organisation,
    correct_organisation,
)
from tests.bot.use_cases.groups.hall import AMARA, FAR, GETHIN, NOW, SINA, STRANGER, TANIS, refused
from tests.journal import told_about

ARCOM = {"name": "Arcom", "kind": OrganisationKind.MEMBER, "country": "fr", "zone": "europe/paris"}


def add(hall, by=SINA, **wishes):
    wish = AddOrganisation(**(ARCOM | wishes))
    return add_organisation(wish, Context(reader=hall.reader(by), work=hall.work, now=NOW))


def correct(hall, which="Ofcom", by=SINA, organisation_id=None, **wishes):
    was = hall.organisations[which]
    kept = {"name": was.name, "kind": was.kind, "country": was.country, "zone": was.zone}
    return correct_organisation(
        CorrectOrganisation(organisation_id=organisation_id or was.id, **(kept | wishes)),
        Context(reader=hall.reader(by), work=hall.work, now=NOW, presence=hall.channels),
    )


def test_an_organisation_as_wished(hall):
    made = add(hall, name="  Coimisiún   na Meán ", country="Ireland", zone="Europe/Dublin")
    assert (made.name, made.kind, made.country, made.zone) == (
        "Coimisiún na Meán", OrganisationKind.MEMBER, "IE", "Europe/Dublin",
    )  # fmt: skip
    assert hall.work.organisations.by_name("coimisiún na meán") == made
    ((_, who, did, name),) = told_about(hall.work, f"organisation {made.id}")
    assert (who, did, name) == (SINA, "added an organisation", "Coimisiún na Meán")


@pytest.mark.parametrize("run", [add, correct])
@pytest.mark.parametrize(
    ("wishes", "field", "words"),
    [
        ({"name": " "}, "name", "The name is missing."),
        ({"name": "x" * 81}, "name", "the limit is 80"),
        ({"name": "FOSI"}, "name", "FOSI is on the roster already."),
        ({"name": "fosi"}, "name", "FOSI is on the roster already."),
        ({"country": "XX"}, "country", "two-letter code"),
        ({"country": ""}, "country", "two-letter code"),
        ({"zone": "Seoul"}, "zone", "Did you mean Asia/Seoul?"),
        ({"zone": "UTC+9"}, "zone", "I don't know the time zone"),
    ],
)
def test_values_that_cannot_be(hall, run, wishes, field, words):
    refusal = refused(hall, NotValid, run, **wishes)
    assert refusal.field == field
    assert words in refusal.words


@pytest.mark.parametrize("run", [add, correct])
@pytest.mark.parametrize("by", [AMARA, TANIS, STRANGER])
def test_only_the_secretariat_changes_the_roster(hall, run, by):
    hall.set_up(chairs=(AMARA,))
    words = refused(hall, NotAllowed, run, by=by).words
    assert words == "Only the secretariat can change the roster. Secretariat: @sina."


def test_a_correction(hall):
    done = correct(hall, which="KCSC", country="KP", zone="Asia/Pyongyang")
    assert done.before == hall.organisations["KCSC"]
    assert hall.work.organisations.get(done.organisation.id) == done.organisation
    assert (done.organisation.country, done.organisation.zone) == ("KP", "Asia/Pyongyang")
    assert done.shifts == ()


def test_other_names_are_kept_once_and_without_the_name_itself(hall):
    made = add(hall, aliases=("CSA", " csa", "ARCOM", "Conseil  supérieur"))
    assert made.aliases == ("CSA", "Conseil supérieur")
    assert hall.work.organisations.get(made.id) == made
    corrected = correct(hall, aliases=("The UK one",)).organisation
    assert hall.work.organisations.by_name("Ofcom").aliases == corrected.aliases == ("The UK one",)


def test_another_name_belongs_to_one_organisation(hall):
    add(hall, aliases=("CSA",))
    for wishes, field in (({"name": "csa"}, "name"), ({"aliases": ("C.S.A", "CSA")}, "aliases")):
        with pytest.raises(NotValid, match="Arcom is on the roster already") as caught:
            correct(hall, **wishes)
        assert caught.value.field == field


def test_another_name_only_in_letter_case(hall):
    was = hall.organisations["Ofcom"]
    done = correct_organisation(
        CorrectOrganisation(
            organisation_id=was.id, name="OFCOM", kind=was.kind, country="GB", zone=was.zone
        ),
        Context(reader=hall.reader(SINA), work=hall.work, now=NOW, presence={}),
    )
    assert done.organisation.name == "OFCOM"


def test_the_same_again_changes_nothing(hall):
    before = hall.everything()
    done = correct(hall)
    assert done.before == done.organisation
    assert hall.everything() == before


def test_what_is_no_member_any_more_has_no_chair(hall):
    group = hall.set_up(chairs=(AMARA,)).group
    done = correct(hall, kind=OrganisationKind.OBSERVER)
    assert {p.user_id for p in done.people} == {AMARA, GETHIN, FAR}
    assert {(s.user_id, s.group.name, s.was, s.now) for s in done.shifts} == {
        (AMARA, "Technology", Role.CHAIR, Role.OBSERVER),
        (GETHIN, "Technology", Role.MEMBER, Role.OBSERVER),
    }
    assert [(e.user_id, e.group) for e in done.ended] == [(AMARA, group)]
    assert hall.work.roles.of_group(group.id).chairs_on(NOW.date()) == ()
    correct(hall, kind=OrganisationKind.MEMBER)
    assert hall.role(AMARA) is Role.MEMBER


def test_what_becomes_a_member_raises_its_people(hall):
    hall.set_up()
    done = correct(hall, which="FOSI", kind=OrganisationKind.MEMBER)
    assert [(s.user_id, s.was, s.now) for s in done.shifts] == [(TANIS, Role.OBSERVER, Role.MEMBER)]
    assert hall.role(TANIS) is Role.MEMBER


def test_an_organisation_that_is_not_there(hall):
    words = refused(hall, Refusal, correct, organisation_id=99).words
    assert words == "That organisation is not on the roster any more."
