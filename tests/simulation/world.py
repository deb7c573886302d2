"""The sample network as the calculation knows it: who is where, in which zone, on which team."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import holidays
import yaml

_ROOT = Path(__file__).parents[2] / "handlers"
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


@dataclass(frozen=True)
class Organisation:
    name: str
    member: bool
    country: str
    zone: str


@dataclass(frozen=True)
class Person:
    handle: str
    name: str
    id: str
    zone: str
    organisation: Organisation


@dataclass
class Group:
    """`chairs`: (handle, when they were named); `reminders` in minutes before the start."""

    name: str
    channel: str
    zone: str
    reminders: tuple[int, ...]
    chairs: list[tuple[str, datetime]]

    @property
    def people(self):
        """Those of the roster who are in its channel, by handle."""
        return {h: people()[h] for h in _channels()[self.channel] if h in people()}

    def invited(self, members_only):
        return {h: p for h, p in self.people.items() if p.organisation.member or not members_only}

    def organisations(self, members_only=False):
        found = {p.organisation for p in self.invited(members_only).values()}
        return sorted(found, key=lambda organisation: organisation.name)

    def chairs_at(self, day, known_at):
        """Who chairs on the day of a moment, as it was known at another."""
        there = local(day, self.zone).date()
        return [
            handle
            for handle, named in self.chairs
            if named <= known_at and local(named, self.zone).date() <= there
        ]


@cache
def people():
    """Everyone of the roster, by handle."""
    slack = {p["id"]: p for p in _read("sandbox/sample.yaml")["people"]}
    found = {}
    for entry in _read("cli/sample_roster.yaml")["organisations"]:
        body = Organisation(
            entry["name"], entry["kind"] == "member", entry["country"], entry["zone"]
        )
        for one in entry["people"]:
            person = slack[one["id"] if isinstance(one, dict) else one]
            handle, zone = person["name"], person.get("tz", "UTC")
            found[handle] = Person(handle, _apart(person["real_name"]), person["id"], zone, body)
    return found


def _apart(name):
    """Arabic names keep the words around them in order: a mark and an isolate."""
    return f"\u200e\u2068{name}\u2069" if "\u0600" <= name[0] <= "\u06ff" else name


def names_of(handles):
    """How Convenor shows these people."""
    return [people()[handle].name for handle in handles]


@cache
def _channels():
    return {f"#{c['name']}": c["members"] for c in _read("sandbox/sample.yaml")["channels"]}


@cache
def _read(name):
    return yaml.safe_load((_ROOT / name).read_text(encoding="utf-8"))


@cache
def _kept(country, year):
    return frozenset(holidays.country_holidays(country, years=year))


@cache
def _zone(name):
    """Its own cache holds eight, fewer than the network has."""
    return ZoneInfo(name)


def is_day_off(day, country):
    """A Saturday, a Sunday, or what the whole country keeps."""
    return day.weekday() >= 5 or day in _kept(country, day.year)


def instant(day, clock, zone):
    """The wall time of one day as an aware UTC moment."""
    return datetime.combine(day, clock, _zone(zone)).astimezone(UTC)


def local(moment, zone):
    return moment.astimezone(_zone(zone))


def is_out_of_hours(moment, organisation):
    """Before seven, from ten in the evening, or on a day off there."""
    there = local(moment, organisation.zone)
    night = not time(7) <= there.time() < time(22)
    return night or is_day_off(there.date(), organisation.country)
