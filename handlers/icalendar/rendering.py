"""One VCALENDAR of dialogues: a VEVENT each, and the definition of every time zone they name."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import lru_cache

from icalendar import Calendar, Component, Event

from bot.domain import zones
from bot.domain.audience import Audience
from bot.domain.dialogue import Dialogue
from bot.domain.wording import spell_moment
from bot.use_cases.calendars.feed import CalendarEntry
from bot.use_cases.dialogues.rules.checks import cancelled_words
from handlers.icalendar.timezones import definition

PRODUCT = "-//Convenor//Dialogues//EN"
READ_AGAIN, _READ_AGAIN = timedelta(hours=1), "PT1H"
"""How often a calendar that asks is told to look again."""
_NO_YEARS = ("UTC", 2000, 2000)
_END = b"END:VCALENDAR\r\n"
_CONTROLS = {code: None for code in (*range(32), 127) if chr(code) not in "\t\n"}


def rendered(entries: Sequence[CalendarEntry], *, workspace_id: str, name: str) -> bytes:
    """The calendar as UTF-8, lines folded and ended by CRLF; the same for the same entries.

    No ORGANIZER: RFC 5545 (3.8.4.3) wants a calendar address, and Convenor knows nobody's e-mail.
    """
    calendar = Calendar()
    calendar.add("PRODID", PRODUCT)
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", "PUBLISH")
    calendar.add("NAME", _clean(name))
    calendar.add("X-WR-CALNAME", _clean(name))
    calendar.add("REFRESH-INTERVAL", READ_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", _READ_AGAIN)
    # A calendar has one component at least (3.6), so that an empty one defines UTC.
    years = [*_years(entry.dialogue for entry in entries)] if entries else [_NO_YEARS]
    parts = [_zone_text(zone, first, last) for zone, first, last in years]
    parts += [_event_text(entry, workspace_id) for entry in entries]
    return _text(calendar).removesuffix(_END) + b"".join(parts) + _END


def file_name(dialogue: Dialogue) -> str:
    """ "D12.ics"."""
    return f"{dialogue.reference}.ics"


# Many people read the same entries, again and again, and writing one takes half a millisecond.


@lru_cache(maxsize=256)
def _zone_text(zone: str, first: int, last: int) -> bytes:
    return _text(definition(zone, first, last))


@lru_cache(maxsize=4_096)
def _event_text(entry: CalendarEntry, workspace_id: str) -> bytes:
    return _text(_event(entry, workspace_id))


def _text(component: Component) -> bytes:
    text: bytes = component.to_ical()
    return text


def _event(entry: CalendarEntry, workspace_id: str) -> Event:
    """Its DTSTAMP is that of its last change, so that reading it twice reads the same."""
    dialogue, event = entry.dialogue, Event()
    changed = entry.changed_at.replace(microsecond=0)
    event.add("UID", f"d{dialogue.number}.{workspace_id}@convenor")
    event.add("SEQUENCE", dialogue.sequence)
    event.add("DTSTAMP", changed)
    event.add("LAST-MODIFIED", changed)
    event.add("CREATED", dialogue.created_at.replace(microsecond=0))
    _add_times(event, dialogue)
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
    return event


def _add_times(event: Event, dialogue: Dialogue) -> None:
    """Wall times with their zone; in UTC where the wall does not tell which moment is meant."""
    both = (("DTSTART", dialogue.starts_at), ("DTEND", dialogue.ends_at))
    if all(_named_by_wall(at, dialogue.zone) for _, at in both):
        for name, at in both:
            wall = zones.to_wall(at, dialogue.zone)
            event.add(name, wall, parameters={"TZID": dialogue.zone})
    else:
        for name, at in both:
            event.add(name, at)


def _named_by_wall(at: datetime, zone: str) -> bool:
    """Whether clocks there show this moment's time for the first time; never so in UTC itself."""
    return zone != "UTC" and zones.instants(zones.to_wall(at, zone), zone)[0] == at


def _years(dialogues: Iterable[Dialogue]) -> Iterable[tuple[str, int, int]]:
    """Each zone that is named by an event, with the first and last local year."""
    found: dict[str, tuple[int, int]] = {}
    for dialogue in dialogues:
        zone, ends = dialogue.zone, dialogue.ends_at
        if not all(_named_by_wall(at, zone) for at in (dialogue.starts_at, ends)):
            continue
        year, end = zones.to_wall(dialogue.starts_at, zone).year, zones.to_wall(ends, zone).year
        first, last = found.get(zone, (year, end))
        found[zone] = min(first, year), max(last, end)
    return ((zone, first, last) for zone, (first, last) in sorted(found.items()))


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
