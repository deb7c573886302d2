"""The cases of the files beside this one: what was typed, and what is wanted."""

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml

HERE = Path(__file__).parent
EXPECTED_FAILURES = HERE / "expected_failures.txt"
_USUAL = "2026-11-29T13:30 Europe/London"


@dataclass(frozen=True)
class Case:
    """`now` is the writer's wall time, aware; `zone` their IANA zone."""

    id: str
    file: str
    typed: str
    want: dict
    now: datetime
    zone: str
    given: str = field(default="")


def all_cases():
    """Every case of every file, its id made of file, place and words."""
    return [
        _read(file.stem, number, found)
        for file in sorted(HERE.glob("*.yaml"))
        for number, found in enumerate(yaml.safe_load(file.read_text("utf-8")), 1)
    ]


def expected_failures():
    """Ids of the cases that are known to fail, as listed."""
    lines = EXPECTED_FAILURES.read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _read(file, number, found):
    unknown = set(found) - {"typed", "at", "given", "want", "was", "judgement"}
    if unknown:
        raise ValueError(f"{file} {number}: no such keys of a case: {sorted(unknown)}")
    wall, zone = found.get("at", _USUAL).split()
    short = "".join(c if c.isascii() and c.isalnum() else " " for c in found["typed"])
    name = "-".join(short.split())[:50].rstrip("-") or "nothing"
    return Case(
        id=f"{file}-{number:02}-{name}",
        file=file,
        typed=found["typed"],
        want={key: _plain(value) for key, value in found["want"].items()},
        now=datetime.fromisoformat(wall).replace(tzinfo=ZoneInfo(zone)),
        zone=zone,
        given=found.get("given", ""),
    )


def _plain(value):
    """Days as they were written, and not as YAML makes them."""
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return value.isoformat() if isinstance(value, date) else value
