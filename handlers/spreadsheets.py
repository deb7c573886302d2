"""Rows as a CSV file (RFC 4180) that spreadsheets open as text and never calculate."""

import csv
from collections.abc import Iterable, Mapping
from io import StringIO
from typing import Any

_CALCULATED = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What a cell begins with that a spreadsheet takes for a formula; the last four are full-width."""


def to_csv(rows: Iterable[Mapping[str, Any]]) -> bytes:
    """UTF-8 with the mark by which Excel knows it; the first row names the columns.

    Lists stand in one cell, with semicolons between. A cell that begins like a formula has an
    apostrophe before it, as OWASP advises; `as_typed` takes it away again.
    """
    paper = StringIO(newline="")
    writer = None
    for row in rows:
        if writer is None:
            writer = csv.writer(paper, lineterminator="\r\n")
            writer.writerow(row)
        writer.writerow(_cell(value) for value in row.values())
    return paper.getvalue().encode("utf-8-sig")


def _cell(value: Any) -> str:
    words = "; ".join(value) if isinstance(value, list) else str("" if value is None else value)
    return f"'{words}" if words.lstrip("'").startswith(_CALCULATED) else words


def as_typed(cell: str) -> str:
    """A cell without the apostrophe that `to_csv` puts before what would be calculated."""
    is_kept_apart = cell.startswith("'") and cell.lstrip("'").startswith(_CALCULATED)
    return cell[1:] if is_kept_apart else cell
