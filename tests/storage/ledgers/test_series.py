"""The ledger of series and of their occurrences, on both databases."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from bot.domain.audience import Audience
from bot.domain.dialogue import DialogueStatus, SeriesLink
from bot.domain.digest import DigestHold
from bot.domain.recurrence import Frequency, Rule, Series, Slot
from bot.domain.roles import Role
from storage.database.engine import make_engine
from storage.tables import dialogue_revisions, metadata, series_changes, series_links
from storage.unit_of_work import UnitOfWork
from tests.storage import records
from tests.storage.records import DAY, NOW, dialogue, nobody, reader, secretariat

WEEKLY = Rule(frequency=Frequency.WEEKLY, interval=2, count=10)
SLOTS = (Slot(clock=time(14), zone="Europe/London"), Slot(clock=time(9, 30), zone="Asia/Seoul"))


def series(group, **changes):
    fields = {
        "id": 0,
        "group_id": group,
        "title": "Roundtable",
        "first": date(2026, 12, 8),
        "rule": WEEKLY,
        "slots": SLOTS,
        "minutes": 60,
        "link": "https://meet.example/1",
        "audience": Audience.MEMBERS,
        "created_by": "U1",
        "created_at": NOW,
    }
    return Series(**{**fields, **changes})


@pytest.mark.parametrize(
    ("first", "rule"),
    [
        (date(2026, 12, 8), WEEKLY),
        (date(2026, 12, 8), Rule(frequency=Frequency.DAILY, until=date(2027, 6, 30))),
        (date(2026, 12, 31), Rule(frequency=Frequency.MONTHLY_BY_DATE, interval=3)),
        (date(2026, 12, 25), Rule(frequency=Frequency.MONTHLY_BY_WEEKDAY, ordinal=-1)),
        (date(2026, 12, 8), Rule(frequency=Frequency.MONTHLY_BY_WEEKDAY, ordinal=2, count=4)),
    ],
)
def test_a_series_comes_back_as_it_was_added(unit, group, first, rule):
    wanted = series(group, first=first, rule=rule)
    kept = unit.series.add(wanted)
    assert kept == replace(wanted, id=kept.id)
    assert unit.series.get(kept.id) == kept


def test_ids_are_never_given_twice(unit, group):
    ids = [unit.series.add(series(group)).id for _ in range(3)]
    assert len(set(ids)) == 3
    assert ids == sorted(ids)


def test_a_changed_series_is_kept_whole(unit, group):
    kept = unit.series.add(series(group))
    other = unit.series.add(series(group, title="Other"))
    changed = replace(
        kept,
        title="Age assurance",
        rule=Rule(frequency=Frequency.WEEKLY, until=date(2027, 1, 5)),
        slots=SLOTS[:1],
        minutes=90,
        link=None,
        audience=Audience.NETWORK,
        planned_until=date(2027, 12, 31),
    )
    unit.series.change(changed)
    assert unit.series.get(kept.id) == changed
    assert unit.series.get(other.id) == other


def test_another_workspaces_series_are_not_there(connection, unit, group):
    kept = unit.series.add(series(group))
    stranger = UnitOfWork(connection, "T2")
    assert stranger.series.get(kept.id) is None
    assert stranger.series.still_running() == ()
    stranger.series.change(replace(kept, title="Theirs"))
    assert unit.series.get(kept.id) == kept


def test_a_series_needs_a_group_of_this_workspace(unit):
    with pytest.raises(IntegrityError):
        unit.series.add(series(424_242))


def test_running_are_those_with_dates_to_plan(unit, group):
    fresh = unit.series.add(series(group))
    open_end = Rule(frequency=Frequency.WEEKLY)
    endless = unit.series.add(series(group, rule=open_end, planned_until=date(2030, 1, 1)))
    last = fresh.last
    unit.series.add(series(group, planned_until=last))
    almost = unit.series.add(series(group, planned_until=last - timedelta(days=1)))
    assert unit.series.still_running() == (fresh, endless, almost)


# Occurrences --------------------------------------------------------------------------------


@pytest.fixture
def occurrences(unit, group):
    """Four dates of one series, the second cancelled, and one of another."""
    first, second = (unit.series.add(series(group)).id for _ in range(2))
    for number in (1, 2, 3, 4):
        row = dialogue(number, group, starts_at=NOW + number * DAY, series_id=first)
        unit.dialogues.add(replace(row, series_date=row.wall.date()))
    unit.dialogues.change(
        replace(unit.dialogues.get(secretariat(), 2), status=DialogueStatus.CANCELLED)
    )
    other = dialogue(5, group, starts_at=NOW + DAY, series_id=second)
    unit.dialogues.add(replace(other, series_date=other.wall.date()))
    unit.dialogues.add(dialogue(6, group, starts_at=NOW + DAY))
    return first, second


def numbers(found):
    return [row.number for row in found]


def test_a_date_of_a_series_is_there_once(unit, group, occurrences):
    kept = unit.dialogues.get(secretariat(), 3)
    with pytest.raises(IntegrityError):
        unit.dialogues.add(replace(kept, number=99))


def test_dialogues_of_no_series_share_their_dates(unit, group):
    unit.dialogues.add(dialogue(1, group))
    unit.dialogues.add(dialogue(2, group))
    assert unit.dialogues.get(secretariat(), 2).series_id is None


def test_of_series_holds_every_date_by_its_identity(unit, occurrences):
    first, second = occurrences
    moved = unit.dialogues.get(secretariat(), 3)
    unit.dialogues.change(replace(moved, starts_at=NOW + 30 * DAY))
    assert numbers(unit.dialogues.of_series(first)) == [1, 2, 3, 4]
    assert numbers(unit.dialogues.of_series(second)) == [5]
    assert unit.dialogues.of_series(424_242) == ()


def test_the_next_of_some_series_are_those_that_take_place(unit, group, occurrences):
    first, second = occurrences
    mine = reader(group)

    def following(ids, after, limit=9, who=mine):
        return numbers(unit.dialogues.next_of_series(who, ids, after, limit=limit))

    assert following([first], NOW) == [1, 3, 4]
    assert following([first], NOW + DAY) == [3, 4]
    assert following([first, second], NOW, limit=3) == [1, 5, 3]
    assert following([], NOW) == []
    assert following([first], NOW, who=nobody()) == []
    unit.dialogues.change(
        replace(unit.dialogues.get(secretariat(), 3), audience=Audience.MEMBERS, group_id=group)
    )
    assert following([first], NOW, who=reader(group, role=Role.OBSERVER)) == [1, 4]


def test_the_last_of_each_series_is_the_latest_that_takes_place(unit, group, occurrences):
    def last(start=NOW, end=NOW + 90 * DAY, groups=(group,)):
        return numbers(unit.dialogues.last_of_series(groups, start, end))

    assert last() == [5, 4]
    assert last(groups=()) == []
    ends = unit.dialogues.get(secretariat(), 4).starts_at
    assert last(end=ends) == [5]
    assert last(start=ends) == []
    unit.dialogues.change(replace(unit.dialogues.get(secretariat(), 3), starts_at=NOW + 80 * DAY))
    assert last() == [5, 3]
    unit.dialogues.change(
        replace(unit.dialogues.get(secretariat(), 3), status=DialogueStatus.CANCELLED)
    )
    assert last() == [5, 4]


def test_another_workspaces_occurrences_do_not_show(connection, unit, group, occurrences):
    first, _ = occurrences
    stranger = UnitOfWork(connection, "T2")
    assert stranger.dialogues.of_series(first) == ()
    assert stranger.dialogues.next_of_series(secretariat(), [first], NOW, limit=9) == ()
    assert stranger.dialogues.last_of_series([group], NOW, NOW + 90 * DAY) == ()


def test_a_link_is_kept_in_place_of_the_former_one(unit):
    unit.series_links.keep_link(SeriesLink(series_id=2, comes_from=1, opened_by=4))
    unit.series_links.keep_link(SeriesLink(series_id=2, comes_from=1, opened_by=5))
    unit.series_links.keep_link(SeriesLink(series_id=3, comes_from=1))
    assert unit.series_links.get(2).opened_by == 5
    assert unit.series_links.coming_from(1) == (3, 2)
    assert unit.series_links.coming_from(2) == ()


def test_the_first_hold_of_a_posting_stays(unit):
    group = unit.groups.add(records.group())
    hold = DigestHold(
        group_id=group.id,
        occurrence="2026-12-07",
        revision=1,
        held_by="U1",
        held_at=records.NOW,
    )
    unit.digest_holds.add(hold)
    again = {"held_by": "U2", "held_at": records.NOW + timedelta(hours=1)}
    unit.digest_holds.add(DigestHold(**{**_fields(hold), **again}))
    assert unit.digest_holds.get(group.id, "2026-12-07", 1) == hold


def _fields(hold):
    return {name: getattr(hold, name) for name in DigestHold.__dataclass_fields__}


@pytest.mark.parametrize(
    ("table", "column"),
    [
        pytest.param(dialogue_revisions, "number", id="revisions"),
        pytest.param(series_changes, "number", id="changes"),
        pytest.param(series_links, "series_id", id="links"),
        pytest.param(series_links, "comes_from", id="coming-from"),
    ],
)
def test_each_question_goes_by_an_index(table, column):
    """On SQLite, which tells its plan without rows; the indexes are those of both databases."""
    engine = make_engine("sqlite://")
    metadata.create_all(engine)
    question = f"SELECT * FROM {table.name} WHERE workspace_id = 'T1' AND {column} = 7"
    with engine.connect() as connection:
        rows = connection.execute(text(f"EXPLAIN QUERY PLAN {question}"))
        plan = " ".join(row[3] for row in rows)
    engine.dispose()
    assert "USING INDEX" in plan or "USING PRIMARY KEY" in plan
    assert f"{column}=?" in plan
