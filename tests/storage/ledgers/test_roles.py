"""The ledger of chairs' terms and lowered people, on both databases."""

from datetime import date

from bot.domain.group import Appointments, Term


def term(user_id="U1", starts_on=date(2026, 1, 1), ends_on=None):
    return Term(user_id=user_id, starts_on=starts_on, ends_on=ends_on)


def test_a_group_starts_without_appointments(unit, group):
    assert unit.roles.of_group(group) == Appointments()


def test_terms_are_kept_a_group_at_a_time_in_order_of_their_start(unit, group, other_group):
    later, earlier = term("U2", date(2026, 6, 1)), term("U1", ends_on=date(2026, 5, 31))
    for appointed in (later, earlier):
        unit.roles.appoint_chair(group, appointed)
    unit.roles.appoint_chair(other_group, term("U3"))
    assert unit.roles.of_group(group).terms == (earlier, later)


def test_a_term_from_the_same_day_replaces_the_one_before(unit, group):
    unit.roles.appoint_chair(group, term(ends_on=date(2026, 3, 1)))
    unit.roles.appoint_chair(group, term(ends_on=date(2027, 3, 1)))
    assert unit.roles.of_group(group).terms == (term(ends_on=date(2027, 3, 1)),)


def test_ending_terms_shortens_what_runs_and_removes_what_has_not_begun(unit, group, other_group):
    over = term(starts_on=date(2025, 1, 1), ends_on=date(2025, 6, 30))
    for appointed in (over, term(), term(starts_on=date(2027, 1, 1)), term("U2")):
        unit.roles.appoint_chair(group, appointed)
    unit.roles.appoint_chair(other_group, term())
    assert unit.roles.end_terms(group, "U1", date(2026, 11, 30))
    assert set(unit.roles.of_group(group).terms) == {
        over,
        term(ends_on=date(2026, 11, 30)),
        term("U2"),
    }
    assert unit.roles.of_group(other_group).terms == (term(),)


def test_ending_terms_that_are_over_changes_nothing(unit, group):
    unit.roles.appoint_chair(group, term(ends_on=date(2026, 3, 1)))
    assert not unit.roles.end_terms(group, "U1", date(2026, 11, 30))
    assert not unit.roles.end_terms(group, "U2", date(2026, 11, 30))


def test_a_person_is_lowered_and_raised_once(unit, group, other_group):
    assert unit.roles.lower_person(group, "U1", lowered=True)
    assert not unit.roles.lower_person(group, "U1", lowered=True)
    assert unit.roles.of_group(group).lowered == {"U1"}
    assert unit.roles.of_group(other_group).lowered == frozenset()
    assert unit.roles.lower_person(group, "U1", lowered=False)
    assert not unit.roles.lower_person(group, "U1", lowered=False)
    assert unit.roles.of_group(group).lowered == frozenset()
