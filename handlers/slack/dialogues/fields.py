"""What the fields of a form about a dialogue say: wishes, or NotValid beside the field."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.domain import zones
from bot.domain.audience import Audience
from bot.domain.errors import NotValid
from bot.domain.when import NotUnderstood, Understood, read_length, read_when
from bot.domain.wording import spell_day
from bot.domain.zone_names import canonical
from bot.use_cases.dialogues.cancel import CancelDialogue
from bot.use_cases.dialogues.edit import EditDialogue
from bot.use_cases.dialogues.move import MoveDialogue
from bot.use_cases.dialogues.schedule import ScheduleDialogue

Fields = Mapping[str, Any]


def number_of(metadata: str) -> int:
    """The dialogue that the form is about."""
    number: int = json.loads(metadata)["number"]
    return number


def read_schedule(fields: Fields, now: datetime) -> ScheduleDialogue:
    starts_at, zone = read_start(fields, now)
    return ScheduleDialogue(
        title=fields.get("title") or "",
        starts_at=starts_at,
        zone=zone,
        minutes=read_minutes(fields),
        link=fields.get("link"),
        audience=_read_audience(fields),
    )


def read_move(fields: Fields, number: int, now: datetime) -> MoveDialogue:
    starts_at, zone = read_start(fields, now)
    return MoveDialogue(number=number, starts_at=starts_at, zone=zone)


def read_edit(fields: Fields, number: int) -> EditDialogue:
    audience = _read_audience(fields)
    if audience is None:
        raise NotValid("Please choose who may see it.", field="audience")
    return EditDialogue(
        number=number,
        title=fields.get("title") or "",
        minutes=read_minutes(fields),
        link=fields.get("link"),
        audience=audience,
    )


def read_cancel(fields: Fields, number: int) -> CancelDialogue:
    return CancelDialogue(number=number, reason=fields.get("reason"))


def read_start(fields: Fields, now: datetime) -> tuple[datetime, str]:
    """The aware moment and its IANA zone; a time that clocks skip or repeat is refused."""
    zone = _read_zone(fields.get("zone") or "")
    date, time = fields.get("date"), fields.get("time")
    if not date:
        raise NotValid("Please choose a date.", field="date")
    if not time:
        raise NotValid("Please choose a time.", field="time")
    try:
        wall = datetime.fromisoformat(f"{date}T{time}")
    except ValueError:
        raise NotValid("This is not a date and time that I can read.", field="date") from None
    _check_once(wall, zone)
    when = read_when(f"{date} {time}", zone=zone, now=now, time_needed=True)
    if isinstance(when, Understood):
        return when.reading.at, zone
    field = "date" if isinstance(when, NotUnderstood) else "time"
    raise NotValid(when.words, field=field)


def _read_zone(typed: str) -> str:
    key = canonical(typed.strip())
    if key is not None:
        return key
    if not typed.strip():
        raise NotValid("Please name a time zone, for example Europe/Dublin.", field="zone")
    raise NotValid(zones.UnknownZone(typed.strip()).words, field="zone")


def _check_once(wall: datetime, zone: str) -> None:
    if zones.is_missing(wall, zone):
        what = "does not exist"
    elif zones.is_repeated(wall, zone):
        what = "comes twice"
    else:
        return
    raise NotValid(
        f"{wall:%H:%M} on {spell_day(wall.date())} {what} in {zone}, because the clocks change "
        "then. Please choose another time.",
        field="time",
    )


def read_minutes(fields: Fields) -> int:
    """The length; a bare number counts minutes here, as the field shows them."""
    typed = (fields.get("minutes") or "").strip()
    length = read_length(f"{typed}m" if typed.isascii() and typed.isdigit() else typed)
    if isinstance(length, NotUnderstood):
        raise NotValid(length.words, field="minutes")
    return length // timedelta(minutes=1)


def _read_audience(fields: Fields) -> Audience | None:
    chosen = fields.get("audience")
    return Audience(chosen) if chosen in set(Audience) else None
