"""The phrases of zones: "Europe/Dublin", "UTC", "Korea time", "KST", "in Sydney"."""

import re
from dataclasses import replace

from bot.dates.chart.engine import Grammar
from bot.dates.meaning.hours import (
    GMT,
    Clock,
    HourRange,
    Hours,
    NamedZone,
    NoOneZone,
    SeveralClocks,
    Unread,
    Zone,
)
from bot.domain import zone_names

_NAME = r"(?u:[^\W\d_](?:[\w.'+-]|/(?!\d))*[^\W_]|[^\W\d_])"
_END = r"(?!\w|/(?!\d))"


def _key(match: re.Match[str]) -> Zone | None:
    name = " ".join(match[0].split())
    key = zone_names.canonical(name)
    if key is not None and (name != "z" or match.string[match.start() - 1].isdigit()):
        return GMT if name == "gmt" else NamedZone(key)
    return None


def _unknown(match: re.Match[str]) -> Zone | None:
    name = match[0]
    if zone_names.canonical(name) is None and zone_names.looks_like_key(name):
        return NoOneZone(name, "unknown")
    return None


def _meant(match: re.Match[str]) -> Zone | None:
    name = " ".join(match[0].split())
    if zone_names.canonical(name):
        return None
    if zone_names.abbreviation(name.upper()):
        return NoOneZone(name.upper(), "abbreviation")
    if zone_names.place_keys(name):
        return NoOneZone(name, "city")
    return None


def _abbreviation(match: re.Match[str]) -> Zone | None:
    known = zone_names.is_zone_alone(match[0]) and zone_names.abbreviation(match[0])
    return NoOneZone(match[0].upper(), "abbreviation") if known else None


def _near(match: re.Match[str]) -> Zone | None:
    name = match[0]
    return NoOneZone(name, "unknown") if len(name) > 4 and zone_names.offered(name) else None


def _offset(match: re.Match[str]) -> Zone:
    if match[0] == "z" or zone_names.is_no_offset(match[0]):
        return NamedZone("UTC")
    return NoOneZone(match[0].upper(), "offset")


def _minutes(match: re.Match[str]) -> int:
    minutes = int(match[2]) * 60 + int(match[3] or 0)
    return -minutes if match[1] == "-" else minutes


def _clock_at(said: object, zone: Zone | None = None, day: object = None) -> object:
    """A time with its zone, and the minutes of a range."""
    if isinstance(said, HourRange):
        return SeveralClocks((Clock(said.start, zone, day),), said.minutes)
    return SeveralClocks((Clock(said, zone, day),)) if isinstance(said, Hours) else None


def _on_day(day: object, said: SeveralClocks) -> SeveralClocks:
    return replace(said, clocks=(replace(said.clocks[0], day=day),))


def _together(one: object, two: object) -> SeveralClocks | Unread | None:
    """The same moment on several clocks, all with a length or none; None without a zone."""
    every = [said if isinstance(said, SeveralClocks) else _clock_at(said) for said in (one, two)]
    clocks = [said for said in every if isinstance(said, SeveralClocks)]
    if len(clocks) < 2 or clocks[0].minutes != clocks[1].minutes:
        return None
    both = SeveralClocks(clocks[0].clocks + clocks[1].clocks, clocks[0].minutes)
    return both if both.zone else None


def add_zones(g: Grammar) -> None:
    """Kinds: key, a zone by its name; attempt, what was meant as one."""
    after = rf"{_END}(?![+-]\d)"
    first = sorted(zone_names.AREAS | {"utc", "gmt", "z"})
    areas = {re.split("[^a-z]", key.lower())[0] for key in zone_names.known_keys()}
    g.terminal("slash", rf"[a-z]+/[a-z_]+(?:/[a-z_]+)?{after}", _key, first=areas)
    g.terminal(
        "slash", rf"[a-z]+/[a-z_]+(?:/[a-z_]+)? [a-z]+(?: [a-z]+)?{after}", _key, first=areas
    )
    g.terminal("badkey", rf"[a-z]+/[a-z_]+(?:/[a-z_]+)?{after}", _unknown, first="*")
    g.terminal("clockname", rf"(?:utc|gmt|z){after}", _key, first=first)
    g.rule("key", "{slash}", says="Europe/Dublin")
    g.rule("key", "{clockname}", says="UTC")
    g.rule("key", "{slash} {own}", lambda zone, own: replace(zone, offset=own))
    own = r"(?:utc|gmt)([+-])(\d{1,2})(?::(\d\d))?(?!\w)"
    g.terminal("own", own, _minutes, first=("utc", "gmt"))
    offsets = r"(?:utc|gmt)[+-]\d{1,2}(?::?\d{2})?(?!\d)|[+-]\d{2}:?\d{2}(?!\d)"
    g.terminal("distance", offsets, _offset, first=("utc", "gmt", "+", "-"))
    g.terminal("isozone", r"z(?!\w)|[+-]\d{2}:?\d{2}(?!\d)", _offset, first=("z", "+", "-"))
    g.rule("attempt", "{distance}")
    g.rule("attempt", "{zonetime}")
    g.rule("zonetime", "{attempt_name} standard|summer|daylight|local? time", says="Korea time")
    g.rule("whose", "local|local_time", NoOneZone("local time", "local"))
    whose = r"(?:your|their|his|her|everyone's) time(?!\w)"
    g.terminal("whose", whose, lambda m: NoOneZone(m[0], "unknown"), first="*")
    g.terminal("shortzone", r"[a-z]{3,4}(?!\w)", _abbreviation, first="*")
    for words in (1, 2, 3):
        name = rf"(?:{_NAME})" + rf"[ _](?:{_NAME})" * (words - 1)
        g.terminal("attempt", name + _END, _meant, first="*")
        timed = rf"{name}(?= (?:standard |summer |daylight |local )?time(?!\w))"
        g.terminal("attempt_name", timed, _meant, first="*")
    g.terminal("near", _NAME + _END, _near, first="*")
    g.rule("away", "the? day_before|previous_day|-1", -1)
    g.rule("away", "the? day_after|next_day|following_day|+1", 1)
    equals, either = "/|=|i.e.|ie|that_is", "{point}|{hours}"
    both = f"{{clockat}} {equals}|or|and? {{clockat}}|{{dayclock}}|{{clocks}}"
    g.rule("clockat", "{point}|{hours} in? {key}|{zonetime}|{attempt} {away}?", _clock_at)
    g.rule(
        "clockat",
        "{point}|{hours} {away} in? {key}|{zonetime}|{attempt}",
        lambda said, away, zone: _clock_at(said, zone, away),
    )
    g.rule("dayclock", "{wday}|{calday} {clockat}", _on_day)
    g.rule("clockat", "{point}|{hours} my_time|our_time|local_time|for_us", _clock_at)
    g.rules(
        "clocks",
        (both, _together, "9am AEDT / 10pm GMT"),
        (f"{either} {equals}? {{clockat}}|{{clocks}}", _together, "14:00 (23:00 KST)"),
        (f"{{clockat}} {equals}? {either}", _together),
    )
