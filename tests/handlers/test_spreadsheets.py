"""CSV files: read back as they were, and no cell is calculated."""

import csv
from io import StringIO

from hypothesis import given
from hypothesis import strategies as st

from handlers.spreadsheets import as_typed, to_csv

CELLS = st.one_of(
    st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0")),
    st.sampled_from(
        ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", 'a"b', "a\r\nb", "＝1", "'=1")
    ),
    st.integers(),
    st.none(),
)


def read(content):
    assert content.startswith(b"\xef\xbb\xbf"), "Excel knows it by the mark"
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


@given(st.lists(st.builds(lambda a, b: {"a": a, "b": b}, CELLS, CELLS), min_size=1))
def test_every_cell_comes_back_and_none_begins_like_a_formula(rows):
    header, *found = read(to_csv(rows))
    assert header == ["a", "b"]
    assert len(found) == len(rows)
    for row, cells in zip(rows, found, strict=True):
        for value, cell in zip(row.values(), cells, strict=True):
            words = "" if value is None else str(value)
            assert as_typed(cell) == words
            assert (
                cell[:1] not in ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠") or not cell
            )


def test_rows_end_as_rfc_4180_has_it_and_lists_stand_in_one_cell():
    content = to_csv([{"a": ["one", "two, three"], "b": "x"}])
    assert content == b'\xef\xbb\xbfa,b\r\n"one; two, three",x\r\n'
