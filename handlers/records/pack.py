"""A records pack: a ZIP of files, with a manifest of their hashes, the same bytes for the same.

Nothing that people typed is in the name of a file, and its times are fixed: what differs between
two packs of the same records is the manifest's header alone. A pack is checked against its own
manifest without unpacking it.
"""

import json
import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from bot.domain.minutes import canonical_bytes
from bot.use_cases.records.gather import Records
from bot.use_cases.records.scope import RecordsPeriod
from handlers.mishaps import system_words
from handlers.spreadsheets import to_csv

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
                yield f"- **{_label(name)}:** {_cell(value)}"
        yield ""


def _table(rows: Sequence[Mapping[str, Any]]) -> Iterable[str]:
    names = list(rows[0])
    yield f"| {' | '.join(map(_label, names))} |"
    yield f"|{' --- |' * len(names)}"
    for row in rows:
        yield f"| {' | '.join(_cell(value) for value in row.values())} |"


def _label(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(literal, value))
    return literal("" if value is None else str(value))


MANIFEST = "manifest.json"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP can hold."""
_ON_UNIX, _READABLE = 3, 0o644 << 16

Tell = Callable[[tuple[str, int, int]], None]
"""Hears which noun is next, and how many records of how many are written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """`name` of the file, with nothing in it but small letters, digits, "-" and "."."""

    name: str
    content: bytes
    seal: str
    """What only this manifest has: SHA-256, in 64 hexadecimal digits."""


def packed(records: Records, *, made_at: datetime, made_for: str, tell: Tell) -> Pack:
    """`made_for`: who asked, in words. It takes a second for some 20,000 records."""
    files = dict(_files(records, tell))
    header = {
        "generator": f"Convenor {version('convenor')}",
        "workspace": records.workspace_id,
        "groups": list(records.groups),
        "about": _about(records),
        "audience": records.audience.value if records.audience else None,
        "made_at": made_at.isoformat(),
        "made_for": made_for,
        "records": {name: len(rows) for name, rows in records.parts.items()},
    }
    listed = {
        name: {"bytes": len(content), "sha256": sha256(content).hexdigest()}
        for name, content in files.items()
    }
    seal = seal_of(header, listed)
    manifest = {"header": header, "files": listed, "seal": seal}
    files[MANIFEST] = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True).encode()
    return Pack(name=f"records-{_slug(records)}.zip", content=_zipped(files), seal=seal)


def seal_of(header: Mapping[str, Any], files: Mapping[str, Any]) -> str:
    """The hash of all that a manifest says."""
    said = json.dumps({"header": header, "files": files}, sort_keys=True, separators=(",", ":"))
    return sha256(said.encode()).hexdigest()


def _files(records: Records, tell: Tell) -> Iterator[tuple[str, bytes]]:
    """A noun without records has none."""
    from handlers.icalendar.rendering import rendered  # read with the first file

    done = 0
    for name, rows in records.parts.items():
        if not rows:
            continue
        tell((name, done, records.number))
        lines = ",\n".join(json.dumps(row, ensure_ascii=False, sort_keys=True) for row in rows)
        yield f"{name}.json", f"[\n{lines}\n]\n".encode()
        yield f"{name}.csv", to_csv(rows)
        yield f"{name}.md", to_markdown(name.capitalize(), rows)
        done += len(rows)
    yield from ((name, canonical_bytes(text)) for name, text in records.papers.items())
    if records.calendar:
        yield "dialogues.ics", rendered(records.calendar, workspace_id=records.workspace_id)


def _zipped(files: Mapping[str, bytes]) -> bytes:
    paper = BytesIO()
    with ZipFile(paper, "w", ZIP_DEFLATED) as made:
        for name in sorted(files):
            entry = ZipInfo(name, _LONG_AGO)
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, _READABLE
            entry.create_system = _ON_UNIX
            made.writestr(entry, files[name])
    return paper.getvalue()


def _about(records: Records) -> dict[str, str | None]:
    if not isinstance(records.about, RecordsPeriod):
        return {"dialogue": records.about}
    first = records.about.first
    return {"from": first.isoformat() if first else None, "to": records.about.last.isoformat()}


def _slug(records: Records) -> str:
    words = "-".join([*records.groups[:1], *filter(None, _about(records).values())])
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")


_AT_ONCE = 1 << 20
_LARGEST_MANIFEST = 16 << 20
_UNREADABLE = (BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError)
"""What zipfile raises for damage, for locks and for ways of packing that are not ours."""


class NotAPack(Exception):
    """One line that says why a file is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackChecked:
    """`header` as the pack says it; `faults`: one line for each file that is not as it was."""

    header: Mapping[str, Any]
    seal: str
    files: int
    faults: tuple[str, ...]


def check_pack(file: Path) -> PackChecked:
    """NotAPack for what cannot be read as one, or whose manifest is not Convenor's."""
    try:
        with ZipFile(file) as pack:
            header, files, seal = _manifest(pack)
            faults = tuple(_faults(pack, header, files, seal))
            return PackChecked(header=header, seal=seal, files=len(files), faults=faults)
    except _UNREADABLE as error:
        why = f": {system_words(error)}" if isinstance(error, OSError) else ""
        raise NotAPack(f"it can't be read as a ZIP file{why}") from error


def _manifest(pack: ZipFile) -> tuple[Mapping[str, Any], Mapping[str, Any], str]:
    """Its header, what it says of each file, and its seal."""
    try:
        with pack.open(MANIFEST) as opened:
            said = json.loads(opened.read(_LARGEST_MANIFEST))
        header, files, seal = said["header"], said["files"], said["seal"]
        well_made = all(
            isinstance(f["bytes"], int) and isinstance(f["sha256"], str) for f in files.values()
        )
    except KeyError:
        raise NotAPack(f"it has no {MANIFEST} of Convenor's") from None
    except (TypeError, AttributeError, RecursionError, *_UNREADABLE):
        raise NotAPack(f"its {MANIFEST} is damaged or not Convenor's") from None
    if not (isinstance(header, dict) and isinstance(seal, str) and well_made):
        raise NotAPack(f"its {MANIFEST} is damaged or not Convenor's")
    return header, files, seal


def _faults(
    pack: ZipFile, header: Mapping[str, Any], files: Mapping[str, Any], seal: str
) -> Iterator[str]:
    if seal_of(header, files) != seal:
        yield f"changed: {MANIFEST}"
    found = Counter(entry.filename for entry in pack.infolist())
    yield from (f"twice: {printable(name)}" for name, times in sorted(found.items()) if times > 1)
    for name, said in sorted(files.items()):
        if name not in found:
            yield f"missing: {printable(name)}"
        elif not _is_as_said(pack, name, said["bytes"], said["sha256"]):
            yield f"changed: {printable(name)}"
    yield from (f"added: {printable(name)}" for name in sorted(found.keys() - {*files, MANIFEST}))


def _is_as_said(pack: ZipFile, name: str, size: int, digest: str) -> bool:
    """Read no further than it may be long, so that no file of a pack fills the memory."""
    left, hashed = size, sha256()
    try:
        with pack.open(name) as opened:
            while left >= 0 and (some := opened.read(_AT_ONCE)):
                left -= len(some)
                hashed.update(some)
    except _UNREADABLE:
        return False
    return left == 0 and hashed.hexdigest() == digest


def printable(words: str) -> str:
    """One line, without signs that a terminal acts on."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in words)
