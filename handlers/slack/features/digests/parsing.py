"""Typed words, button values and a form's fields become wishes about digests."""

import re
from collections.abc import Mapping
from datetime import time
from typing import Any

from bot.dates.grammar.syntax import BareHour, Clock, Midnight, NoOneTime, Time
from bot.dates.grammar.times import bare_hour_at, time_at
from bot.dates.grammar.words import WEEKDAYS, atoms_of
from bot.domain.errors import NotValid, Refusal
from bot.domain.wording import shortened
from bot.use_cases.digests.hold import HoldDigest
from handlers.slack.request.carried_values import NotOurs, read_number

EXAMPLE = "/digest weekly Monday 09:00"

_SMALL_WORDS = frozenset({"", "every", "each", "on", "at"})


def read_weekly(text: str) -> tuple[int, time]:
    """The weekday, Monday = 0, and the wall time in "Monday 09:00"; Refusal for anything else."""
    atoms = [atom for atom in atoms_of(text.split()) if atom.plain not in _SMALL_WORDS]
    days: list[int] = []
    times: list[Time] = []
    left: list[str] = []
    index = 0
    while index < len(atoms):
        word = atoms[index].plain
        day = WEEKDAYS.get(word, WEEKDAYS.get(word.removesuffix("s")))
        found = None if day is not None else time_at(atoms, index) or bare_hour_at(atoms, index)
        if day is not None:
            days.append(day)
        elif found is not None:
            times.append(found[0])
            index = found[1] - 1
        else:
            left.append(atoms[index].typed)
        index += 1
    if left:
        raise Refusal(
            f"I don't understand “{shortened(' '.join(left), 80)}” here. Please give a day and a "
            f"time, in the group's own time zone: {EXAMPLE}."
        )
    if len(days) != 1 or len(times) != 1:
        raise Refusal(f"Please give one day of the week and one time: {EXAMPLE}.")
    return days[0], _wall_time(times[0])


def _wall_time(said: Time) -> time:
    match said:
        case Clock(hour=hour, minute=minute) if hour < 24 and minute < 60:
            return time(hour, minute)
        case BareHour(hour=hour):
            raise Refusal(f"Is that {hour:02}:00 in the morning or after noon? {_HOW}")
        case Midnight():
            raise Refusal("Please write 00:00 for the beginning of the day named.")
        case NoOneTime(advice=advice):
            raise Refusal(f"I can't read that as one time. {advice}.")
    raise Refusal(f"There is no such time. {_HOW}")


_HOW = f"Please write it as 09:00 or 9am: {EXAMPLE}."


def read_form(fields: Mapping[str, Any]) -> tuple[int, time]:
    """The form's weekday and time; NotValid beside the field that has none."""
    weekday, at = str(fields.get("weekday") or ""), str(fields.get("at") or "")
    if weekday not in {str(day) for day in range(7)}:
        raise NotValid("Please choose a day.", field="weekday")
    try:
        return int(weekday), time.fromisoformat(at)
    except ValueError:
        raise NotValid("Please choose a time.", field="at") from None


def hold_value(group_id: int, occurrence: str, revision: int) -> str:
    """As the button carries it; `read_hold` reads it back."""
    return f"{group_id} {occurrence} {revision}"


def read_hold(value: str) -> HoldDigest:
    match = re.fullmatch(r"([0-9]+) (\d{4}-\d{2}-\d{2}) ([0-9]+)", value, re.ASCII)
    if match is None:
        raise NotOurs
    group_id, revision = read_number(match[1]), read_number(match[3])
    return HoldDigest(group_id=group_id, occurrence=match[2], revision=revision)
