"""Revisions, series links and holds, in their own workspace, and found by an index."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.domain.dialogue_revision import SeriesLink
from bot.domain.digest import DigestHold
from storage.database.engine import make_engine
from storage.tables import dialogue_revisions, metadata, series_changes, series_links
from tests.storage import records


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
