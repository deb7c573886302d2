"""One VCALENDAR of dialogues: a VEVENT each, and the definition of every time zone they name.

Where a zone changes its clocks by a yearly rule, that rule is written. Where it does not (Morocco
follows the moon, and governments decide), each change is written by its date: Outlook passes over
such dates, so that events there are better written in UTC.
"""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from icalendar import Calendar, Component, Event, Timezone, TimezoneDaylight, TimezoneStandard

from bot.domain import Audience, Dialogue, zones
from bot.domain.wording import spell_moment
from bot.use_cases.calendars.feed import CalendarEntry
from bot.use_cases.dialogues.rules.checks import cancelled_words

_DAY, _SECOND = timedelta(days=1), timedelta(seconds=1)
_HORIZON = 10
"""Years of changes that are looked at, so that a rule is told from a coincidence: in some years
the last Sunday is the fourth."""
_LAST = -1
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class _Turn:
    """How clocks are set: from one distance to UTC to another, under a name."""

    before: timedelta
    after: timedelta
    name: str


def definition(zone: str, first: int, last: int) -> Timezone:
    """The VTIMEZONE of an IANA key for local times in the years `first` to `last`."""
    years = range(first - 1, max(last + 2, first + _HORIZON))
    onsets: dict[_Turn, list[datetime]] = defaultdict(list)
    for turn, onset in _changes(zone, years):
        onsets[turn].append(onset)
    component = Timezone()
    component.add("TZID", zone)
    begun = datetime.combine(date(first - 1, 1, 1), time())
    if not any(onset.year < first for found in onsets.values() for onset in found):
        component.add_component(_observance(_standing(zone, begun), [begun], years))
    for turn, found in onsets.items():
        component.add_component(_observance(turn, found, years))
    return component


def understood_by_all(component: Timezone) -> bool:
    """Whether Outlook too reads it right: it knows no changes but one forth and one back a year."""
    observances = component.subcomponents
    return len(observances) == 1 or (
        len(observances) == 2 and all("RRULE" in observance for observance in observances)
    )


def _changes(zone: str, years: range) -> Iterator[tuple[_Turn, datetime]]:
    """Each change with its onset: naive, as clocks showed it that were not yet set."""
    rules = zones.rules_of(zone)
    at, end = datetime(years[0], 1, 1, tzinfo=UTC), datetime(years[-1] + 1, 1, 1, tzinfo=UTC)
    while at < end:
        before, after = _offset(at, zone), _offset(at + _DAY, zone)
        if before != after:
            moment = _moment(at, at + _DAY, zone)
            name = moment.astimezone(rules).tzname() or zone
            yield _Turn(before, after, name), moment.replace(tzinfo=None) + before
        at += _DAY


def _moment(low: datetime, high: datetime, zone: str) -> datetime:
    old = _offset(low, zone)
    while high - low > _SECOND:
        middle = low + (high - low) // 2
        low, high = (middle, high) if _offset(middle, zone) == old else (low, middle)
    return high.replace(microsecond=0)


def _offset(at: datetime, zone: str) -> timedelta:
    return zones.to_wall(at, zone) - at.replace(tzinfo=None)


def _standing(zone: str, wall: datetime) -> _Turn:
    """What holds before any change is known."""
    at = zones.resolve(wall, zone)
    offset = _offset(at, zone)
    return _Turn(offset, offset, at.astimezone(zones.rules_of(zone)).tzname() or zone)


def _observance(
    turn: _Turn, onsets: Sequence[datetime], years: range
) -> TimezoneStandard | TimezoneDaylight:
    """Clocks set forward begin DAYLIGHT time, whatever a country calls it: Ireland's winter."""
    made = TimezoneDaylight() if turn.after > turn.before else TimezoneStandard()
    made.add("DTSTART", onsets[0])
    made.add("TZOFFSETFROM", turn.before)
    made.add("TZOFFSETTO", turn.after)
    made.add("TZNAME", turn.name)
    rule = _yearly(onsets, years)
    if rule is not None:
        made.add("RRULE", rule)
    else:
        for onset in onsets[1:]:  # a line each: not every reader knows lists
            made.add("RDATE", [onset])
    return made


def _yearly(onsets: Sequence[datetime], years: range) -> dict[str, object] | None:
    """The rule by which these recur, once in every year, or None."""
    first = onsets[0]
    if [onset.year for onset in onsets] != list(years):
        return None
    alike = {(onset.month, onset.weekday(), onset.time()) for onset in onsets}
    if len(alike) > 1:
        return None
    if all(onset.day + 7 > monthrange(onset.year, onset.month)[1] for onset in onsets):
        ordinal = _LAST
    elif len(ordinals := {(onset.day + 6) // 7 for onset in onsets}) == 1:
        ordinal = ordinals.pop()
    else:
        return None
    day = f"{ordinal}{_WEEKDAYS[first.weekday()]}"
    return {"FREQ": "YEARLY", "BYMONTH": first.month, "BYDAY": day}


PRODUCT = "-//Convenor//Dialogues//EN"
READ_AGAIN = timedelta(hours=1)
_READ_AGAIN = "PT1H"
"""How often a calendar that asks is told to look again."""
_END = b"END:VCALENDAR\r\n"
_CONTROLS = {code: None for code in (*range(32), 127) if chr(code) not in "\t\n"}


def rendered(
    entries: Sequence[CalendarEntry], *, workspace_id: str, name: str | None = None
) -> bytes:
    """The calendar as UTF-8, lines folded and ended by CRLF; the same for the same entries.

    `name`: what a calendar that is read again and again is called; None for a file read once.
    No ORGANIZER: RFC 5545 (3.8.4.3) wants a calendar address, and Convenor knows nobody's e-mail.
    """
    calendar = Calendar()
    calendar.add("PRODID", PRODUCT)
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", "PUBLISH")
    if name is not None:
        calendar.add("NAME", _clean(name))
        calendar.add("X-WR-CALNAME", _clean(name))
        calendar.add("REFRESH-INTERVAL", READ_AGAIN, parameters={"VALUE": "DURATION"})
        calendar.add("X-PUBLISHED-TTL", _READ_AGAIN)
    defined = _zones_defined([entry.dialogue for entry in entries])
    # A calendar has one component at least (3.6), so that an empty one defines UTC.
    parts = [*defined.values()] if entries else [_text(definition("UTC", 2000, 2000))]
    parts += [_event_text(e, workspace_id, in_utc=e.dialogue.zone not in defined) for e in entries]
    return _text(calendar).removesuffix(_END) + b"".join(parts) + _END


def file_name(dialogue: Dialogue) -> str:
    """ "D12.ics"."""
    return f"{dialogue.reference}.ics"


# Many people read the same entries, again and again, and writing one takes half a millisecond.


@lru_cache(maxsize=256)
def _zone_text(zone: str, first: int, last: int) -> bytes | None:
    """None where some calendar would read the definition wrong."""
    component = definition(zone, first, last)
    return _text(component) if understood_by_all(component) else None


@lru_cache(maxsize=4_096)
def _event_text(entry: CalendarEntry, workspace_id: str, *, in_utc: bool) -> bytes:
    """Its DTSTAMP is that of its last change, so that reading it twice reads the same."""
    dialogue, event = entry.dialogue, Event()
    changed = entry.changed_at.replace(microsecond=0)
    event.add("UID", f"d{dialogue.number}.{workspace_id}@convenor")
    event.add("SEQUENCE", dialogue.sequence)
    event.add("DTSTAMP", changed)
    event.add("LAST-MODIFIED", changed)
    event.add("CREATED", dialogue.created_at.replace(microsecond=0))
    _add_times(event, dialogue, in_utc=in_utc)
    before = "Cancelled: " if dialogue.cancelled else ""
    event.add("STATUS", "CANCELLED" if dialogue.cancelled else "CONFIRMED")
    event.add("TRANSP", "TRANSPARENT" if dialogue.cancelled else "OPAQUE")
    event.add("SUMMARY", before + " ".join(_clean(dialogue.title).split()))
    event.add("DESCRIPTION", _clean("\n".join(_description(entry))))
    event.add("CATEGORIES", [_clean(entry.group)])
    if dialogue.audience is Audience.MEMBERS:
        event.add("CLASS", "PRIVATE")
    if dialogue.link is not None:
        event.add("URL", _clean(dialogue.link))
        event.add("LOCATION", _clean(dialogue.link))
    return _text(event)


def _text(component: Component) -> bytes:
    text: bytes = component.to_ical()
    return text


def _add_times(event: Event, dialogue: Dialogue, *, in_utc: bool) -> None:
    """Wall times with their zone; in UTC where clients would not all read the same moment."""
    for name, at in (("DTSTART", dialogue.starts_at), ("DTEND", dialogue.ends_at)):
        if in_utc or not _told_by_wall(dialogue):
            event.add(name, at)
        else:
            event.add(name, zones.to_wall(at, dialogue.zone), parameters={"TZID": dialogue.zone})


def _told_by_wall(dialogue: Dialogue) -> bool:
    """Whether local clocks show both ends once: clients differ on an hour that comes twice."""
    zone, ends = dialogue.zone, (dialogue.starts_at, dialogue.ends_at)
    return not any(zones.is_repeated(zones.to_wall(at, zone), zone) for at in ends)


def _zones_defined(dialogues: Sequence[Dialogue]) -> dict[str, bytes]:
    years: dict[str, set[int]] = {}
    for dialogue in dialogues:
        zone, ends = dialogue.zone, (dialogue.starts_at, dialogue.ends_at)
        if zone != "UTC" and _told_by_wall(dialogue):
            years.setdefault(zone, set()).update(zones.to_wall(at, zone).year for at in ends)
    texts = ((zone, _zone_text(zone, min(years[zone]), max(years[zone]))) for zone in sorted(years))
    return {zone: text for zone, text in texts if text is not None}


def _description(entry: CalendarEntry) -> Iterable[str]:
    dialogue = entry.dialogue
    yield f"{dialogue.reference} · {entry.group}"
    if dialogue.cancelled:
        yield cancelled_words(dialogue)
    yield spell_moment(dialogue.starts_at, dialogue.zone)
    if dialogue.audience is Audience.MEMBERS:
        yield "For members only"
    if dialogue.link is not None:
        yield f"Link: {dialogue.link}"
    if not dialogue.cancelled:
        yield f"Agenda and answers: type /dialogue show {dialogue.reference} in Slack."


def _clean(text: str) -> str:
    """Without the control characters that RFC 5545 (3.3.11) has no place for."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROLS)
