"""Whatever happened to the records, each ledger returns what `Reader.sees` allows, and only that.

Every example puts the same history into two workspaces, so that a row of the other one, which
differs in its title only, would show as well.
"""

from contextlib import contextmanager
from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bot.domain.action_item import ActionStatus
from bot.domain.audience import Audience
from bot.domain.dialogue import DialogueStatus
from bot.domain.practice import PracticeStatus
from bot.domain.reference import PRACTICE
from bot.domain.roles import Reader, Role
from bot.domain.search_query import read_query
from bot.ports.ledgers.actions import ActionQuery, ActionView
from storage.database.engine import writing_engine
from storage.ledgers.visibility import practices_visible_to, visible_to
from storage.tables import actions, dialogues, practices
from storage.unit_of_work import UnitOfWork
from tests.storage import records
from tests.storage.records import DAY, NOW

GROUPS = range(3)
SPAN = (NOW - DAY, NOW + 9 * DAY)
USERS = st.sampled_from(["U1", "U2"])


@dataclass(frozen=True)
class Version:
    """One state of a record; its history is several of them, and the last one counts."""

    group: int
    audience: Audience
    person: str
    status: int


VERSIONS = st.builds(
    Version,
    group=st.sampled_from(GROUPS),
    audience=st.sampled_from(Audience),
    person=USERS,
    status=st.integers(0, 11),
)
HISTORIES = st.lists(st.lists(VERSIONS, min_size=1, max_size=3), min_size=1, max_size=6)
SEATS = st.dictionaries(
    st.sampled_from(GROUPS), st.sampled_from([Role.CHAIR, Role.MEMBER, Role.OBSERVER])
)


@st.composite
def readers(draw):
    """(reader over group numbers 0..2); any mixture, also ones that no rule would make."""
    return Reader(
        user_id=draw(USERS),
        rostered=draw(st.booleans()),
        secretariat=draw(st.integers(0, 9)) == 0,
        seats=draw(SEATS),
    )


def a_dialogue(number, group_id, version, title):
    status = list(DialogueStatus)[version.status % 2]
    return records.dialogue(number, group_id, audience=version.audience, status=status, title=title)


def an_action(number, group_id, version, title):
    return records.action(
        number,
        group_id,
        audience=version.audience,
        status=list(ActionStatus)[version.status % 3],
        due_on=(NOW - DAY).date() if version.status % 2 else None,
        owner_user_id=version.person,
        title=title,
    )


def a_practice(number, group_id, version, title):
    return records.practice(
        number,
        group_id,
        audience=version.audience,
        status=list(PracticeStatus)[version.status % 4],
        author=version.person,
        title=title,
    )


@contextmanager
def two_workspaces(database, history, make, ledger_name):
    """The history in both; yields ours, our group ids, and the last version of each record."""
    with writing_engine(database.engine).connect() as connection:
        transaction = connection.begin()
        for workspace_id in ("T3", "T1"):
            unit = UnitOfWork(connection, workspace_id)
            ids = [unit.groups.add(records.group(channel_id=f"C{n}")).id for n in GROUPS]
            ledger = getattr(unit, ledger_name)
            for number, versions in enumerate(history, start=1):
                kept = [make(number, ids[v.group], v, f"Of {workspace_id}") for v in versions]
                ledger.add(kept[0])
                for record in kept[1:]:
                    ledger.change(record)
        last = [
            make(number, ids[versions[-1].group], versions[-1], "Of T1")
            for number, versions in enumerate(history, start=1)
        ]
        yield unit, ids, last
        transaction.rollback()


def seated(reader, ids):
    """The reader with the numbers of groups turned into their ids."""
    seats = {ids[number]: role for number, role in reader.seats.items()}
    return Reader(
        user_id=reader.user_id,
        rostered=reader.rostered,
        secretariat=reader.secretariat,
        seats=seats,
    )


def sees(reader):
    return lambda record: reader.sees(record.group_id, record.audience)


def same(found, expected):
    """Both hold the same records, each once, in whatever order."""
    assert sorted(found, key=lambda r: r.number) == sorted(expected, key=lambda r: r.number)


@settings(max_examples=40)
@given(history=HISTORIES, reader=readers(), asked=st.sets(st.sampled_from(GROUPS)))
def test_dialogues(shared_database, history, reader, asked):
    with two_workspaces(shared_database, history, a_dialogue, "dialogues") as (unit, ids, last):
        reader = seated(reader, ids)
        group_ids = [ids[number] for number in asked]
        allowed = [record for record in last if sees(reader)(record)]
        for record in last:
            found = unit.dialogues.get(reader, record.number)
            assert found == (record if record in allowed else None)
        in_groups = [record for record in allowed if record.group_id in group_ids]
        same(unit.dialogues.changed_between(reader, group_ids, *SPAN), in_groups)
        planned = [record for record in in_groups if not record.cancelled]
        same(unit.dialogues.planned_between(reader, group_ids, *SPAN), planned)
        found, total, _ = unit.dialogues.starting_between(reader, group_ids, *SPAN, limit=99)
        same(found, planned)
        assert total == len(planned)


@settings(max_examples=40)
@given(history=HISTORIES, reader=readers(), asked=st.sets(st.sampled_from(GROUPS)))
def test_actions(shared_database, history, reader, asked):
    with two_workspaces(shared_database, history, an_action, "actions") as (unit, ids, last):
        reader = seated(reader, ids)
        group_ids = [ids[number] for number in asked]
        allowed = [record for record in last if sees(reader)(record)]
        for record in last:
            found = unit.actions.get(reader, record.number)
            assert found == (record if record in allowed else None)
        in_groups = [record for record in allowed if record.group_id in group_ids]
        of_view = {
            ActionView.ALL: in_groups,
            ActionView.OPEN: [a for a in in_groups if a.open],
            ActionView.OVERDUE: [a for a in in_groups if a.open and a.due_on],
            ActionView.DONE: [a for a in in_groups if a.status is ActionStatus.DONE],
        }
        for view, expected in of_view.items():
            page = unit.actions.find_page(
                reader, ActionQuery(group_ids=group_ids, view=view, now=NOW)
            )
            same(page.items, expected)
            assert page.total == len(expected)
        logged = ActionQuery(group_ids=group_ids, logged=SPAN, now=NOW)
        same(unit.actions.first(reader, logged), of_view[ActionView.OPEN])
        counted = unit.actions.count_by_owner(reader, logged)
        assert sum(counted.values()) == len(of_view[ActionView.OPEN])
        done = ActionQuery(group_ids=group_ids, view=ActionView.DONE, now=NOW)
        either = [*of_view[ActionView.OPEN], *of_view[ActionView.DONE]]
        assert unit.actions.count_any(reader, [logged, done, logged]) == len(either)
        for group_id in group_ids:
            here = [action for action in in_groups if action.group_id == group_id]
            opened, _ = unit.actions.count_by_week(reader, group_id, [*SPAN, SPAN[1] + DAY])
            assert opened == [len(here), 0]
        for owner in ("U1", "U2"):
            pressing = unit.actions.pressing_for(reader, owner_user_id=owner, due_by=NOW.date())
            due = [a for a in allowed if a.open and a.due_on and a.owner_user_id == owner]
            same(pressing, due)


@settings(max_examples=40)
@given(history=HISTORIES, reader=readers(), asked=st.sets(st.sampled_from(GROUPS)))
def test_practices(shared_database, history, reader, asked):
    with two_workspaces(shared_database, history, a_practice, "practices") as (unit, ids, last):
        reader = seated(reader, ids)
        group_ids = [ids[number] for number in asked]

        def allowed(card):
            if card.status is PracticeStatus.PUBLISHED:
                return sees(reader)(card)
            chairs = reader.secretariat or reader.role_in(card.group_id) is Role.CHAIR
            return chairs or card.author == reader.user_id

        for card in last:
            assert unit.practices.get(reader, card.number) == (card if allowed(card) else None)
        published = [c for c in last if c.status is PracticeStatus.PUBLISHED and allowed(c)]
        same(unit.practices.latest_published(reader, limit=99), published)
        numbers, total = unit.search.find(reader, PRACTICE, read_query("of"), limit=99)
        same(unit.practices.by_numbers(reader, numbers), published)
        assert total == len(published)
        in_groups = [card for card in published if card.group_id in group_ids]
        found, total = unit.practices.published_between(reader, group_ids, *SPAN, limit=99)
        same(found, in_groups)
        assert total == len(in_groups)
        waiting = [
            card
            for card in last
            if card.status is PracticeStatus.SUBMITTED
            and card.group_id in group_ids
            and (reader.secretariat or reader.role_in(card.group_id) is Role.CHAIR)
        ]
        same(unit.practices.awaiting_review(reader, group_ids), waiting)


def test_a_reader_made_of_nothing_gets_nothing_at_all(unit, connection, group):
    unit.dialogues.add(records.dialogue(1, group, audience=Audience.NETWORK))
    unit.actions.add(records.action(1, group, audience=Audience.NETWORK))
    unit.practices.add(records.practice(1, group, audience=Audience.NETWORK))
    for table in (dialogues, actions, practices):
        seen = select(table).where(visible_to(Reader(user_id=""), table))
        assert connection.execute(seen).all() == []
    seen = select(practices).where(practices_visible_to(Reader(user_id="")))
    assert connection.execute(seen).all() == []
