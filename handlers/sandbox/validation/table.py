"""Tables: rows of cells, at most a hundred rows of twenty."""

from collections.abc import Mapping
from typing import Any

from handlers.sandbox.surface import texts_of
from handlers.sandbox.validation.objects import block_of
from handlers.sandbox.validation.rich_text import RICH_TEXT
from handlers.sandbox.validation.shapes import (
    Report,
    Rule,
    anything,
    by_type,
    flag,
    list_of,
    one_of,
    shape,
    text,
    typed,
)

LONGEST_TABLE = 10_000
"""Characters of all cells together."""


def _or_none(rule: Rule) -> Rule:
    """What keeps `rule`, or null, which skips a place in a list."""

    def check(value: Any, pointer: str, report: Report) -> None:
        if value is not None:
            rule(value, pointer, report)

    return check


_CELL = by_type(
    {
        "raw_text": typed({"text": text(10_000, 1)}, "text"),
        "raw_number": typed({"value": anything, "text": text(10_000)}, "value"),
        "rich_text": RICH_TEXT,
    },
    what="cell type",
)
_COLUMN = shape({"align": one_of("left", "center", "right"), "is_wrapped": flag})


def _is_short(block: Mapping[str, Any], pointer: str, report: Report) -> None:
    if sum(len(found) for found in texts_of(block["rows"])) > LONGEST_TABLE:
        report.add(f"must be less than {LONGEST_TABLE + 1} characters", f"{pointer}/rows")


TABLE = block_of(
    {
        "rows": list_of(list_of(_CELL, 1, 20), 1, 100),
        "column_settings": list_of(_or_none(_COLUMN), 1, 20),
    },
    ("rows",),
    (_is_short,),
)
