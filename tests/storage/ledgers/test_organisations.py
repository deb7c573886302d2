"""The ledger of organisations, on both databases."""

from dataclasses import replace

import pytest
from sqlalchemy.exc import IntegrityError

from bot.domain.person import OrganisationKind


def add(unit, name, kind=OrganisationKind.MEMBER):
    return unit.organisations.add(name=name, kind=kind, country="IE", zone="Europe/Dublin")


def test_an_organisation_comes_back_as_it_was_added(unit):
    added = add(unit, "Coimisiún na Meán")
    assert (added.name, added.kind, added.zone) == (
        "Coimisiún na Meán",
        OrganisationKind.MEMBER,
        "Europe/Dublin",
    )
    assert unit.organisations.get(added.id) == added


@pytest.mark.parametrize("typed", ["ÉCOLE", "  école ", "École", "e\u0301cole"])
def test_it_is_found_by_name_whatever_the_letter_case_and_outer_space(unit, typed):
    added = add(unit, "École")
    assert unit.organisations.by_name(typed) == added


def test_a_name_of_another_workspace_is_not_found(unit):
    assert unit.organisations.by_name("ACME") is None
    assert add(unit, "acme").name == "acme"


def test_a_name_is_taken_in_any_letter_case(unit):
    add(unit, "Straße")
    with pytest.raises(IntegrityError):
        add(unit, "STRASSE")


def test_a_changed_organisation_is_found_by_its_new_name_only(unit):
    added = add(unit, "Old")
    changed = replace(added, name="New", kind=OrganisationKind.OBSERVER, zone="Asia/Seoul")
    unit.organisations.change(changed)
    assert unit.organisations.by_name("new") == changed
    assert unit.organisations.by_name("old") is None


def test_members_come_first_and_each_by_name(unit):
    for name, kind in [
        ("zeta", OrganisationKind.MEMBER),
        ("Alpha", OrganisationKind.OBSERVER),
        ("Éire", OrganisationKind.MEMBER),
        ("Beta", OrganisationKind.MEMBER),
    ]:
        add(unit, name, kind)
    assert [o.name for o in unit.organisations.all()] == ["Beta", "zeta", "Éire", "Alpha"]
