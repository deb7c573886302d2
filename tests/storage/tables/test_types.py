"""What goes into a column comes out the same, and sorts in SQL as it does in Python."""

from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, Integer, MetaData, Table, select
from sqlalchemy.exc import StatementError

from storage.tables.types import EnumText, JsonTuple, UTCDateTime, WallTime


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


SAMPLES = Table(
    "samples",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("at", UTCDateTime),
    Column("wall", WallTime),
    Column("colour", EnumText(Colour)),
    Column("many", JsonTuple),
)
ZONES = st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m)))
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SPANS = st.timedeltas(timedelta(days=-25_000), timedelta(days=80_000))
MOMENTS = st.builds(lambda zone, span: (EPOCH + span).astimezone(zone), ZONES, SPANS)
NAIVE = datetime(2026, 12, 1, 9, 30)


@pytest.fixture
def samples(connection):
    SAMPLES.create(connection)
    return connection


def test_an_instant_comes_back_as_the_same_instant_in_utc(samples):
    seoul = datetime(2026, 12, 1, 18, 0, 0, 5, tzinfo=timezone(timedelta(hours=9)))
    samples.execute(SAMPLES.insert().values(at=seoul))
    found = samples.execute(select(SAMPLES.c.at)).scalar_one()
    assert found == seoul
    assert found.tzinfo is UTC


def test_nothing_comes_back_as_nothing(samples):
    samples.execute(SAMPLES.insert().values(id=1))
    assert samples.execute(select(SAMPLES)).one() == (1, None, None, None, None)


def test_a_naive_instant_is_refused_with_words(samples):
    with pytest.raises(StatementError, match="this is naive"):
        samples.execute(SAMPLES.insert().values(at=NAIVE))


def test_a_naive_instant_is_refused_in_a_comparison_too(samples):
    with pytest.raises(StatementError, match="this is naive"):
        samples.execute(select(SAMPLES).where(SAMPLES.c.at < NAIVE))


def test_a_wall_time_comes_back_naive(samples):
    samples.execute(SAMPLES.insert().values(wall=NAIVE))
    assert samples.execute(select(SAMPLES.c.wall)).scalar_one() == NAIVE


def test_an_aware_wall_time_is_refused_with_words(samples):
    with pytest.raises(StatementError, match="this is aware"):
        samples.execute(SAMPLES.insert().values(wall=datetime(2026, 12, 1, 9, tzinfo=UTC)))


def test_a_value_outside_the_enum_is_refused(samples):
    with pytest.raises(StatementError, match="green"):
        samples.execute(SAMPLES.insert().values(colour="green"))


def test_enums_and_tuples_come_back_as_they_were(samples):
    samples.execute(SAMPLES.insert().values(colour=Colour.BLUE, many=("é", "b")))
    assert samples.execute(select(SAMPLES.c.colour)).scalar_one() is Colour.BLUE
    assert samples.execute(select(SAMPLES.c.many)).scalar_one() == ("é", "b")


@settings(max_examples=40)
@given(moments=st.lists(MOMENTS, min_size=2, max_size=8), pivot=MOMENTS)
def test_instants_sort_and_compare_in_sql_as_in_python(shared_database, moments, pivot):
    with shared_database.engine.connect() as connection, connection.begin() as transaction:
        SAMPLES.create(connection)
        connection.execute(SAMPLES.insert(), [{"at": moment} for moment in moments])
        ordered = select(SAMPLES.c.at).order_by(SAMPLES.c.at)
        assert list(connection.execute(ordered).scalars()) == sorted(moments)
        earlier = ordered.where(SAMPLES.c.at < pivot)
        assert list(connection.execute(earlier).scalars()) == sorted(
            moment for moment in moments if moment < pivot
        )
        transaction.rollback()
