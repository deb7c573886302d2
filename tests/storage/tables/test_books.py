"""What a process keeps of people, groups and roles is what is stored, whoever wrote it, always."""

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, inspect, text

from bot.domain.group import Term
from bot.domain.person import Absence, OrganisationKind, PersonFacts
from storage.tables.books import VERSIONED
from storage.unit_of_work import UnitOfWork
from tests.storage import records
from tests.storage.records import NOW
from tests.storage.writes import commit_together

PEOPLE = [f"U{n}" for n in range(4)]
KINDS = list(OrganisationKind)
FIRST = date(2026, 12, 1)


def view(work):
    """Everything that is kept, in the words of the ports."""
    groups = work.groups.all()
    return (
        groups,
        work.organisations.all(),
        [work.organisations.get(o.id) for o in work.organisations.all()],
        dict(work.people.by_ids(PEOPLE)),
        [work.people.get(user_id) for user_id in PEOPLE],
        work.people.known_by_name(),
        work.people.secretariat_ids(),
        work.people.with_cover(),
        [work.people.of_kind(kind) for kind in KINDS],
        {group.id: work.roles.of_group(group.id) for group in groups},
        dict(work.recipients.errors_of_blocked()),
    )


def fresh(database):
    """The same of a connection for which nothing is kept."""
    with database.engine.connect() as connection:
        return view(UnitOfWork(connection, "T1"))


def _some(found, n):
    return found[n % len(found)] if found else None


def name(work, n):
    facts = PersonFacts(user_id=_some(PEOPLE, n), name=f"Amara {n}", is_admin=n % 3 == 0)
    work.people.keep_seen(facts, NOW + timedelta(seconds=n))


def assign(work, n):
    organisation = _some(work.organisations.all(), n // 4)
    work.people.assign(_some(PEOPLE, n), organisation and organisation.id)


def appoint(work, n):
    work.people.appoint_secretariat(_some(PEOPLE, n), appointed=n % 3 > 0)


def be_away(work, n):
    away = (Absence(FIRST, FIRST + timedelta(days=n)),) if n % 2 else ()
    work.people.keep_cover(_some(PEOPLE, n), _some(PEOPLE, n + 1), away, NOW)


def forget(work, n):
    work.people.forget_unneeded(PEOPLE[: n % 4])


def found(work, n):
    named = f"Body {n}"
    if work.organisations.by_name(named) is None:
        work.organisations.add(name=named, kind=_some(KINDS, n), country="IE", zone="UTC")


def regroup(work, n):
    channel_id = f"C{n % 3}"
    group = work.groups.by_channel(channel_id)
    made = records.group(channel_id=channel_id, name=f"Group {n}", id=group.id if group else 0)
    work.groups.change(made) if group else work.groups.add(made)


def chair(work, n):
    if (group := _some(work.groups.all(), n)) is None:
        return
    if n % 3:
        term = Term(user_id=_some(PEOPLE, n), starts_on=FIRST + timedelta(days=n % 5))
        work.roles.appoint_chair(group.id, term)
    else:
        work.roles.end_terms(group.id, _some(PEOPLE, n), FIRST + timedelta(days=2))


def lower(work, n):
    if (group := _some(work.groups.all(), n)) is not None:
        work.roles.lower_person(group.id, _some(PEOPLE, n // 2), lowered=n % 2 == 0)


def block(work, n):
    if n % 2:
        work.recipients.block(_some(PEOPLE, n // 2), error=f"e{n}", now=NOW)
    else:
        work.recipients.unblock(_some(PEOPLE, n // 2))


def by_hand(work, n):
    """No ledger of ours: as an operator's statement, or an older version of the code."""
    work.people._open.execute(
        text("UPDATE people SET active = NOT active WHERE user_id = :who"), {"who": f"U{n % 4}"}
    )


CHANGES = [name, assign, appoint, be_away, forget, found, regroup, chair, lower, block]
writes = st.tuples(st.sampled_from(CHANGES), st.integers(0, 30))
steps = st.lists(
    st.tuples(
        st.integers(0, 1),
        st.sampled_from(["together", "refused", "here", "by hand"]),
        st.lists(writes, min_size=1, max_size=3),
    ),
    min_size=1,
    max_size=6,
)


def jobs_of(changes, views):
    """One job a change; each notes what is seen in its transaction afterwards."""

    def job(change, n):
        def run(work):
            view(work)
            change(work, n)
            views.append(view(work))

        return run

    return [job(*change) for change in changes]


def fail(work):
    name(work, 29)
    raise KeyError("all of the group runs again, in savepoints, without this")


def step(database, how, changes):
    """Write in one of the ways there are; the last view within, None where it was undone."""
    views = []
    jobs = jobs_of(changes, views)
    if how == "together":
        commit_together(database, *jobs)
    elif how == "refused":
        commit_together(database, *jobs, fail)
    elif how == "here":
        with database.transaction("T1") as work:
            for job in jobs:
                job(work)
    else:
        with database.transaction("T1") as work:
            by_hand(work, changes[0][1])
        return None
    return views[-1]


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
def test_two_processes_see_what_is_stored_after_any_writes(database, second, steps):
    processes = (database, second)
    for who, how, changes in steps:
        seen_within = step(processes[who], how, changes)
        stored = fresh(database)
        if seen_within is not None:
            assert seen_within == stored
        for process in processes:
            with process.transaction("T1", write=False) as work:
                assert view(work) == stored


def test_a_view_that_began_before_a_write_stays_as_it_was_and_spoils_nothing(database, second):
    with database.transaction("T1") as work:
        name(work, 1)
    before = fresh(database)
    with database.transaction("T1", write=False) as work:
        work.people.get("U2")  # its moment is now
        with second.transaction("T1") as other:
            name(other, 5)
            appoint(other, 5)
        assert view(work) == before
    after = fresh(database)
    assert after != before
    for process in (database, second):
        with process.transaction("T1", write=False) as work:
            assert view(work) == after


def test_nothing_of_an_undone_transaction_is_kept(database):
    with database.transaction("T1") as work:
        name(work, 1)
    stored = fresh(database)

    def appoint_and_fail(work):
        appoint(work, 1)
        assert work.people.secretariat_ids() == {"U1"}
        raise ZeroDivisionError

    errors = commit_together(database, appoint_and_fail)
    assert [type(error) for error in errors] == [ZeroDivisionError]
    with database.transaction("T1", write=False) as work:
        assert view(work) == stored


def test_the_second_transaction_asks_for_the_version_only(database):
    with database.transaction("T1") as work:
        for change in (name, found, assign, regroup, chair, lower):
            change(work, 4)
    asked = []
    event.listen(database.engine, "before_cursor_execute", lambda *a: asked.append(a[2]))
    for _again in range(2):
        asked.clear()
        with database.transaction("T1", write=False) as work:
            work.people.get("U0")
            work.people.secretariat_ids()
            [work.roles.of_group(group.id) for group in work.groups.all()]
            work.organisations.all()
    assert [said for said in asked if "FROM" in said] == [
        said for said in asked if "FROM versions" in said
    ]
    assert len([said for said in asked if "FROM versions" in said]) == 1


def test_who_is_unknown_is_asked_for_again(database, second):
    """Anything can be typed as an id, so it fills no memory; and they may come any moment."""
    with database.transaction("T1") as work:
        name(work, 1)
        assert work.people.get("U9") is None
    with database.transaction("T1", write=False) as work:
        assert work.people.get("U9") is None
    with second.transaction("T1") as work:
        work.people.keep_seen(PersonFacts(user_id="U9", name="New"), NOW)
    with database.transaction("T1", write=False) as work:
        assert work.people.get("U9").name == "New"


def test_every_write_to_a_versioned_table_gives_a_new_token(database):
    """All of them have a workspace of their own, and three triggers: a copied table loses its."""
    with database.engine.connect() as connection:
        question = (
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
            if connection.dialect.name == "sqlite"
            else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
        )
        triggers = {one for one in connection.scalars(text(question)) if "versioned" in one}
        assert triggers == {
            f"versioned_{table}_{change}"
            for table in VERSIONED
            for change in ("insert", "update", "delete")
        }
        for table in VERSIONED:
            columns = {c["name"] for c in inspect(connection).get_columns(table)}
            assert "workspace_id" in columns
