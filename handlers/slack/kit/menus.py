"""Menus of zones, countries and languages: their search is ours, and Slack shows what fits.

They are `external_select`s: a select of Slack's holds 100 options, and finds "Cote d'Ivoire" or
"Korea" in none of ours. What a menu is of, its block id says: "zone", "country", "countries",
"language".
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from bot.domain import Group, zone_names
from bot.domain.countries_and_languages import (
    COUNTRIES,
    LANGUAGES,
    NO_SEAT,
    country_name,
    language_name,
)
from bot.domain.known_names import without_accents
from bot.domain.wording import spell_minutes
from bot.languages import _, language_now
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.shown import INITIAL, options_of

MOST = 100
"""Options in one group or answer of Slack's."""
_ALSO = {"GB": "UK Britain England Scotland Wales", "US": "USA America", "NL": "Holland",
         "KR": "Korea", "CZ": "Czech Republic", "TR": "Turkey", "CV": "Cape Verde",
         "SZ": "Swaziland", "MM": "Burma", "AE": "UAE", "EU": "Europe",
         "INT": "World Global"}  # fmt: skip
"""Other names by which countries are looked for."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One choice: what is kept, what is read, the code beside it, and all it is found by."""

    value: str
    label: str
    found_by: str

    @property
    def option(self) -> dict[str, Any]:
        return kit.option(self.label, self.value, self.value if self.value != self.label else None)


def _entry(value: str, label: str, *more: str) -> Entry:
    return Entry(value, label, fold(" ".join([label, value, *more])))


def fold(words: str) -> str:
    """Without accents, letter case and signs between words."""
    return " ".join(re.findall(r"\w+", without_accents(words).replace("_", " ")))


def _entries(menu: str) -> Mapping[str, Entry]:
    return _entries_in(language_now(), menu)


@cache
def _entries_in(_language: str, menu: str) -> Mapping[str, Entry]:
    """In the language that is spoken now; in each they are found by their English names too."""
    if menu == "zone":
        found = [*_zones(), _entry("UTC", "UTC", "GMT Greenwich universal")]
    elif menu in ("country", "countries"):
        codes = [c for c in COUNTRIES if menu == "countries" or c not in NO_SEAT]
        found = [_entry(c, country_name(c), COUNTRIES[c], _ALSO.get(c, "")) for c in codes]
    else:
        found = [_entry(tag, language_name(tag), name) for tag, name in LANGUAGES.items()]
    return {entry.value: entry for entry in sorted(found, key=lambda e: fold(e.label))}


def _zones() -> Iterable[Entry]:
    listed = (files("tzdata.zoneinfo") / "zone.tab").read_text("utf-8")
    for row in listed.splitlines():
        code, _, key = [*row.split("\t"), "", ""][:3]
        if key in zone_names.known_keys():
            city = key.rpartition("/")[2].replace("_", " ")
            also = (COUNTRIES.get(code, ""), _ALSO.get(code, ""))
            yield _entry(key, f"{city}, {country_name(code)}", code, *also)


def option_of(menu: str, value: str) -> dict[str, Any]:
    """The option of a value that is kept; what is in no menu stands as it is, as
    topics and names of organisations do."""
    known = None if menu in ("topics", "agreed") else _entries(menu).get(value)
    return known.option if known else kit.option(value, value)


def picker(menu: str, chosen: str | None, *, action_id: str | None = None) -> dict[str, Any]:
    """The element of a field whose block id is `menu`: what fits, from the first letter."""
    element: dict[str, Any] = {
        "type": "external_select",
        "min_query_length": 0,
        "placeholder": kit.plain(_("Type a part of its name"), kit.PLACEHOLDER),
    }
    initial = option_of(menu, chosen) if chosen else None
    return kit.given(element, action_id=action_id, initial_option=initial)


def menu_of_several(menu: str, chosen: Sequence[str], most: int) -> dict[str, Any]:
    """The same where several can be chosen, up to `most`."""
    element = picker(menu, None) | {"type": "multi_external_select", "max_selected_items": most}
    return kit.given(element, initial_options=[option_of(menu, v) for v in chosen])


def suggested(menu: str, typed: str, near: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """The answer to what was typed: `near` holds the values to be shown first, by their heading.

    Nothing typed: those, then all. Otherwise what has every word, the beginnings of names first; of
    zones also what an abbreviation ("KST"), another city or a slip of the hand may mean.
    """
    entries, words = _entries(menu), fold(typed).split()
    if words:
        first = {value for values in near.values() for value in values}
        found = [e for e in entries.values() if all(word in e.found_by for word in words)]
        found.sort(key=lambda e: (_rank(e, words), e.value not in first))
        values = [entry.value for entry in found]
        if menu == "zone":
            meant = zone_names.abbreviation(typed.strip().upper()) or zone_names.city(typed.strip())
            values = [*meant, *values] or list(zone_names.offered(typed))
        return {"options": [option_of(menu, v) for v in dict.fromkeys(values)][:MOST]}
    groups = [
        kit.option_group(heading, [option_of(menu, v) for v in dict.fromkeys(values)][:MOST])
        for heading, values in near.items()
        if values
    ]
    everything = list(entries.values())
    for start in range(0, len(everything), MOST):
        part = everything[start : start + MOST]
        heading = _("All, from {label}", label=part[0].label) if start else _("All")
        groups.append(kit.option_group(heading, [entry.option for entry in part]))
    return {"option_groups": groups}


def _rank(entry: Entry, words: Sequence[str]) -> int:
    """0 where it has each word typed, 1 where words of it begin so, else 2."""
    known = f" {entry.found_by} "
    if all(f" {word} " in known for word in words):
        return 0
    return 1 if all(f" {word}" in known for word in words) else 2


def lengths(chosen: int, *, shortest: int, longest: int) -> dict[str, Any]:
    """A select of lengths in minutes, in steps that grow; `chosen` is always among them."""
    steps = (*range(5, 120, 5), *range(120, 360, 15), *range(360, 1441, 60))
    return kit.number_choice([m for m in steps if shortest <= m <= longest], chosen, spell_minutes)


def group_field(groups: Sequence[Group]) -> kit.Block:
    """Asks which of several groups a form is for; `read_group` reads what was chosen."""
    options = [kit.option(group.name, str(group.id)) for group in groups[:MOST]]
    return kit.field("group_id", _("Working group"), kit.choice(options))


_LONGEST = 3_000


def _filled(block: Mapping[str, Any], value: Any) -> dict[str, Any]:
    """The element with another first value; without any where it does not offer that one."""
    element = block["element"]
    bare = {name: said for name, said in element.items() if not name.startswith("initial_")}
    if not value:
        return bare
    if element["type"] == "multi_external_select":
        several = value if isinstance(value, list) else []  # an older form held one text
        return kit.given(bare, initial_options=[option_of(block["block_id"], v) for v in several])
    if element["type"] == "external_select":
        return bare | {"initial_option": option_of(block["block_id"], value)}
    if element["type"] == "plain_text_input":
        # A person can type more than fits before they send it; Slack takes no such first value.
        value = value[: element.get("max_length", _LONGEST)]
    if name := INITIAL.get(element["type"]):
        return bare | {name: value}
    wanted = set(value) if isinstance(value, list) else {value}
    chosen = [option for option in options_of(element) if option["value"] in wanted]
    if isinstance(value, list):
        return kit.given(bare, initial_options=chosen)
    return kit.given(bare, initial_option=next(iter(chosen), None))


def refilled(view: dict[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """The same modal; the present values of its inputs, by block id, become the first values. It
    still carries the marks of what it showed before."""
    blocks = [
        block | {"element": _filled(block, given[block["block_id"]])}
        if block["type"] == "input" and block["block_id"] in given
        else block
        for block in view["blocks"]
    ]
    return view | {"blocks": blocks}
