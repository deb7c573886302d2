"""The grammar of zones: "Europe/Dublin", "UTC", and what is meant as a zone and names none."""

from bot.dates.answers import NotUnderstood
from bot.dates.grammar.syntax import NamedZone, NoOneZone, Zone
from bot.dates.grammar.words import Atom
from bot.domain import zone_names
from bot.domain.wording import listed, shortened

_EXAMPLE = "for example Europe/Dublin, Asia/Seoul or UTC"


def zone_at(atoms: list[Atom], index: int, *, sure: bool) -> tuple[Zone, int] | None:
    """The zone that begins at this atom, and where it ends; None where none begins.

    Where a zone is `sure` to follow (after a time, after "in"), abbreviations, offsets and cities
    count as attempts to name one; elsewhere they may be words of a title.
    """
    for length in (2, 1):
        group = atoms[index : index + length]
        if len(group) == length and (key := zone_names.canonical(_joined(group))):
            if group[0].plain == "z" and not sure:
                return None
            return NamedZone(key), index + length
    if index >= len(atoms) or not atoms[index].plain:
        return None
    typed = atoms[index].typed
    if zone_names.looks_like_key(typed):
        return NoOneZone(typed, "unknown"), index + 1
    return _attempt(atoms, index) if sure else None


def zone_apart(
    atoms: list[Atom], taken: frozenset[int], *, sure: bool
) -> tuple[Zone, frozenset[int]] | None:
    """A zone that stands apart from the tokens of its date, and its own tokens; the last one.

    A key may stand anywhere. Behind the date and after "in", also what was meant as a zone and is
    none; abbreviations and cities only where `sure`, which is after a time.
    """
    found = None
    index = 0
    while index < len(atoms):
        after_in = atoms[index].plain == "in" and index + 1 < len(atoms)
        behind = atoms[index].token > max(taken)
        named = _named_apart(atoms, index + after_in, taken, sure=sure and after_in and behind)
        if named and _counts(named[0], after_in=after_in, behind=behind):
            found = named[0], frozenset(atom.token for atom in atoms[index : named[1]])
            index = named[1]
        else:
            index += 1
    return found


def _named_apart(
    atoms: list[Atom], index: int, taken: frozenset[int], *, sure: bool
) -> tuple[Zone, int] | None:
    if atoms[index].token in taken or not atoms[index].starts:
        return None
    named = zone_at(atoms, index, sure=sure)
    return named if named and atoms[named[1] - 1].ends else None


def _counts(named: Zone, *, after_in: bool, behind: bool) -> bool:
    if isinstance(named, NamedZone):
        return after_in or "/" in named.key
    return after_in and behind


def _joined(group: list[Atom]) -> str:
    return "_".join(atom.plain for atom in group)


def _attempt(atoms: list[Atom], index: int) -> tuple[Zone, int] | None:
    typed = atoms[index].typed
    if zone_names.is_offset(typed):
        return NoOneZone(typed, "offset"), index + 1
    if zone_names.abbreviation(typed):
        return NoOneZone(typed.upper(), "abbreviation"), index + 1
    for length in (2, 1):
        name = " ".join(atom.typed for atom in atoms[index : index + length])
        if len(atoms) >= index + length and zone_names.city(name):
            return NoOneZone(name, "city"), index + length
    return None


def refused_zone(zone: NoOneZone) -> NotUnderstood:
    """What to tell a person who named no zone, with the keys to choose from."""
    typed, shown = zone.typed, shortened(zone.typed, 40)
    if zone.kind == "offset":
        return NotUnderstood(
            f"An offset such as {shown} does not say whose clocks to follow when they change."
            f" Please name the zone, {_EXAMPLE}."
        )
    zones = zone_names.offered(typed)
    choice = listed(zones, "or")
    if zone.kind == "city":
        return NotUnderstood(f"If you mean the time in {shown}, please write {choice}.", zones)
    if zone.kind == "abbreviation" and len(zones) > 1:
        return NotUnderstood(f"{shown} names several zones. Please write {choice}.", zones)
    if zone.kind == "abbreviation":
        why = f"I don't read abbreviations such as {shown}, which are easily mistaken."
        return NotUnderstood(f"{why} Please write {choice}.", zones)
    meant = f"Did you mean {choice}?" if zones else f"Please name one, {_EXAMPLE}."
    return NotUnderstood(f"I don't know the time zone “{shown}”. {meant}", zones)
