"""Reads calendars back with vobject, which shares no code with the library that wrote them."""

import io
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import vobject
from dateutil import tz
from vobject import icalendar as vobject_icalendar

from bot.domain import zones
from bot.domain.dialogue import Dialogue
from bot.use_cases.calendars.feed import CalendarEntry
from handlers.icalendar.rendering import rendered

CREATED = datetime(2026, 1, 5, 9, 30, 1, 500_000, tzinfo=UTC)
CHANGED = datetime(2026, 2, 1, 3, 4, 5, 6, tzinfo=UTC)


@dataclass
class Read:
    """One calendar as a client understands it: `starts` and `ends` in UTC by UID."""

    calendar: object

    @property
    def events(self):
        return {event.uid.value: event for event in self.calendar.contents.get("vevent", [])}

    @property
    def starts(self):
        return {uid: e.dtstart.value.astimezone(UTC) for uid, e in self.events.items()}

    @property
    def ends(self):
        return {uid: e.dtend.value.astimezone(UTC) for uid, e in self.events.items()}

    @property
    def zones(self):
        return [zone.tzid.value for zone in self.calendar.contents.get("vtimezone", [])]

    @property
    def lines(self):
        """The names of the calendar's own lines."""
        return {name for name in self.calendar.contents if name not in ("vevent", "vtimezone")}

    def the(self, name):
        return self.calendar.contents[name][0].value


def read(text):
    """Zones come from this text alone: vobject would rather take those that it knows by name."""
    known = getattr(vobject_icalendar, "__tzidMap")
    for tzid in set(known) - {"UTC"}:
        del known[tzid]
    defined = _defined_in(text.decode())
    for tzid, zone in defined.items():
        vobject_icalendar.registerTzid(tzid, zone)
    found = Read(vobject.readOne(text.decode()))
    assert {tzid: known[tzid] for tzid in set(known) - {"UTC"}} == defined, "no zone was guessed"
    return found


def _defined_in(text):
    """The zones as dateutil reads them; it cannot read a calendar without any."""
    begin, end = "BEGIN:VTIMEZONE\r\n", "END:VTIMEZONE\r\n"
    parts = [part.partition(end)[0] for part in text.split(begin)[1:]]
    zones = {}
    for part in parts:
        read = tz.tzical(io.StringIO(begin + part + end))
        zones |= {tzid: read.get(tzid) for tzid in read.keys()}  # noqa: SIM118 - no mapping
    return {tzid: zone for tzid, zone in zones.items() if tzid != "UTC"}


def dialogue(number, wall, zone, **more):
    """As it is planned: the instant by our own rule for hours left out or repeated."""
    starts_at = zones.resolve(wall, zone)
    fields = {
        "number": number,
        "group_id": 1,
        "title": "Round table",
        "wall": zones.to_wall(starts_at, zone),
        "zone": zone,
        "starts_at": starts_at,
        "created_by": "U0LIAM",
        "created_at": CREATED,
    }
    return Dialogue(**fields | more)


def entry(of, group="Technology", changed_at=CHANGED):
    return CalendarEntry(dialogue=replace(of, changed_at=changed_at), group=group)


def calendar(*dialogues, name="Dialogues"):
    return rendered([entry(one) for one in dialogues], workspace_id="T1", name=name)


def uid(number):
    return f"d{number}.T1@convenor"
