"""Rows as Markdown (CommonMark) that shows what people typed as they typed it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~&$])")
"""What means something inside a line of CommonMark or its usual extensions."""


def literal(words: str) -> str:
    """One line that shows just these words."""
    return _SIGNS.sub(r"\\\1", " ".join(words.split()))


def to_markdown(heading: str, rows: Sequence[Mapping[str, Any]]) -> bytes:
    """A section for each row that has a title, with what was said below; else a table."""
    lines = [f"# {literal(heading)}", ""]
    lines += _sections(rows) if "title" in rows[0] else _table(rows)
    return "\n".join([*lines, ""]).encode()


def _sections(rows: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    for row in rows:
        known = [row.get("reference") or row.get("dialogue"), row["title"]]
        yield f"## {' · '.join(literal(str(words)) for words in known if words)}"
        yield ""
        for name, value in row.items():
            if name not in ("reference", "title") and value not in (None, [], ""):
                yield f"- **{_label(name)}:** {_shown(value)}"
        yield ""


def _table(rows: Sequence[Mapping[str, Any]]) -> Iterable[str]:
    names = list(rows[0])
    yield f"| {' | '.join(map(_label, names))} |"
    yield f"|{' --- |' * len(names)}"
    for row in rows:
        yield f"| {' | '.join(_shown(value) for value in row.values())} |"


def _label(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(literal, value))
    return literal("" if value is None else str(value))
