"""Checks a records pack against its own manifest, without unpacking it."""

import json
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from handlers.mishaps import system_words
from handlers.records.pack import MANIFEST, seal_of

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
    yield from (f"twice: {shown(name)}" for name, times in sorted(found.items()) if times > 1)
    for name, said in sorted(files.items()):
        if name not in found:
            yield f"missing: {shown(name)}"
        elif not _is_as_said(pack, name, said["bytes"], said["sha256"]):
            yield f"changed: {shown(name)}"
    yield from (f"added: {shown(name)}" for name in sorted(found.keys() - {*files, MANIFEST}))


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


def shown(words: str) -> str:
    """One line, without signs that a terminal acts on."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in words)
