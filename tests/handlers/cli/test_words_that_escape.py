"""No English word of ours reaches a person who reads another language.

The whole gallery is walked in a language that is not one: each letter of a translation is one of
Canadian syllabics, so what was not given to gettext is seen at once. What people wrote, names,
commands and dates as one types them stay as they are.
"""

import asyncio
import json
import re
from datetime import date, timedelta
from itertools import product
from types import SimpleNamespace
from zoneinfo import available_timezones

import pytest
import yaml
from babel import Locale
from babel.dates import get_day_names, get_month_names

from bot.languages import ENGLISH, catalogue, speaking
from bot.use_cases.deliveries import means
from handlers.cli.sandbox import walked_playground
from handlers.public_holidays import PublicHolidays
from handlers.sandbox import gallery
from handlers.slack.dispatch import dispatcher, home_keeper
from tests.project.papers import ROOT
from tests.waiting import PATIENT

COUNTRIES = ("AU", "CA", "FJ", "FR", "GB", "IE", "KR", "NL", "SK", "US", "ZA")
_FIRST = 0x1403
_LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_AWAY = str.maketrans(_LATIN, "".join(chr(_FIRST + n) for n in range(len(_LATIN))))
_BACK = str.maketrans({chr(_FIRST + n): letter for n, letter in enumerate(_LATIN)})
_KEPT = re.compile(r"<[^>]*>|&\w+;|:[a-z_0-9+]+:|\{[^}]*\}|/[a-z]+[^.,;:!?”“\n]*|`[^`]*`|\\n")
"""Markup, entities, emoji, fields, and commands as one types them."""
_RUN = re.compile(r"[A-Za-zÀ-ž’']+(?: [A-Za-zÀ-ž’']+)*")
_NOT_WORDS = re.compile(
    r"[0-9a-f]{64}|<https?:[^|>]*|"
    r"https?://\S+|<[@#!][^>]*>|:[a-z_0-9+-]+:|&\w+;|`[^`]*`|/[a-z]+ [^.,;:!?”“\n]*"
)
_SHOWN = frozenset("text label hint title submit close placeholder description alt_text".split())
_DATA = (
    "handlers/cli/gallery.yaml",
    "handlers/cli/sample_roster.yaml",
    "handlers/sandbox/sample.yaml",
)


_STORED = re.compile(r"\[Read( and seal)?\]|/dialogue minutes D\d+")
"""Steps that show minutes as they were written."""
_QUOTED = re.compile(r"Age assurance\s+Tuesday 20 January 2026")
"""How a post of the channel begins that the walk makes an action and a decision of."""
_HISTORY = re.compile(r": \S+ \S+ @.* \(for .*\)$")
"""What a history tells in brackets was stored when it happened, in English."""


def disguised(text):
    """`text` with its letters changed, without the parts that are no words."""
    parts, end = [], 0
    for kept in _KEPT.finditer(text):
        parts += [text[end : kept.start()].translate(_AWAY), kept[0]]
        end = kept.end()
    return "".join([*parts, text[end:].translate(_AWAY)])


class Disguise:
    """A catalogue in which everything has a translation."""

    def text(self, english, context=None):
        return disguised(english)

    def form(self, one, many, number):
        return disguised(one if number == 1 else many)


def undisguised(thing):
    return json.loads(json.dumps(thing, ensure_ascii=False).translate(_BACK))


@pytest.fixture
def everybody_else(monkeypatch):
    """All persons read that language, and the walk finds what it presses all the same."""

    def choose(locale, offered):
        return "en" if locale == "en" else "fr"

    monkeypatch.setattr(catalogue, "load_catalogue", lambda language: Disguise())
    for module in (means, dispatcher, home_keeper):
        monkeypatch.setattr(module, "choose_language", choose)
    labelled = gallery._labelled

    def find(element, label):
        used = labelled(undisguised(element), label)
        if used and "selected_option" in used:
            value = used["selected_option"]["value"]
            return {"selected_option": next(o for o in element["options"] if o["value"] == value)}
        return used

    def dumps(thing, **how):
        return json.dumps(thing, **how).translate(_BACK)

    monkeypatch.setattr(gallery, "_labelled", find)
    monkeypatch.setattr(gallery, "json", SimpleNamespace(dumps=dumps))


def texts_of(shown, key=""):
    """Every text that a reader of a card or a view has before them."""
    if isinstance(shown, str):
        if key in _SHOWN:
            yield shown
    elif isinstance(shown, dict):
        for name, value in shown.items():
            yield from texts_of(value, name)
    elif isinstance(shown, list):
        for one in shown:
            yield from texts_of(one, key)


def data_strings():
    """Texts that are not ours, folded: of the sample network, of what the walk types, of days."""
    told = ["UTC", "Convenor", "Outlook", "Google", "Apple"]
    told += ["every 2 weeks until 30 Jun 2027", "Korea CSC"]  # as one types them
    told += ["@Liam O’Grady or @Amara Okonkwo write to the ministers"]  # as one marks a line

    def gather(thing):
        if isinstance(thing, dict):
            for value in thing.values():
                gather(value)
        elif isinstance(thing, list):
            for value in thing:
                gather(value)
        elif isinstance(thing, str):
            told.append(thing)

    for path in _DATA:
        gather(yaml.safe_load((ROOT / path).read_text(encoding="utf-8")))
    for width in ("wide", "abbreviated"):
        told += get_day_names(width, locale="fr").values()
        months = get_month_names(width, locale="fr").values()
        told += [*months, *(f"er {month}" for month in months)]  # “1er janvier”, without its digit
    first, holidays = date(2025, 12, 1), PublicHolidays()
    for country in COUNTRIES:
        days = [first + timedelta(days=ahead) for ahead in range(400)]
        for language, day in product((ENGLISH, "fr"), days):
            with speaking(language):
                told += filter(None, [holidays.on(country, day)])
    told += [zone.replace("/", " | ").replace("_", " ") for zone in available_timezones()]
    told += (zone["city"] for zone in Locale("fr").time_zones.values() if "city" in zone)
    told += Locale("fr").territories.values()
    told += Locale("fr").languages.values()
    return " | ".join(" ".join(text.split()) for text in told).casefold().replace("_", " ")


def escaped_runs(text, data):
    """Runs of Latin words in a shown text that no data has in this order."""
    return [
        run
        for run in _RUN.findall(_NOT_WORDS.sub("|", text).replace("_", " "))
        if len(run) > 1 and not re.search(rf"(?<!\w){re.escape(run.casefold())}(?!\w)", data)
    ]


def test_what_is_disguised_can_be_read_back():
    text = disguised("Due {day}, see <https://example.org|the page> or /action list")
    assert "Due" not in text
    assert all(kept in text for kept in ("{day}", "<https://example.org|the page>", "/action list"))
    assert undisguised({"a": text})["a"].startswith("Due {day}, see")


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_no_word_escapes(tmp_path, everybody_else):
    async def walk():
        ground = await walked_playground(str(tmp_path), timing=PATIENT, languages={"fr"})
        try:
            core = ground.sandbox.core
            places = {one.ts: one.channel for one in core.workspace.messages}
            shared = {one.id for one in core.workspace.conversations if one.id[0] in "CG"}
            return list(core.exhibits), {ts for ts, place in places.items() if place in shared}
        finally:
            await ground.stop()

    exhibits, in_channels = asyncio.run(walk())
    data, escaped, to_all = data_strings(), {}, []
    for one in exhibits:
        if one.kind != "message":
            texts = list(texts_of(one.shown))
        else:
            texts = list(texts_of(one.shown.get("blocks") or []))
            if one.shown["ts"] in in_channels and not one.shown["ephemeral"]:
                to_all += [text for text in texts if text.translate(_BACK) != text]
                continue
        for text in texts:
            kept = _STORED.fullmatch(one.step) or _QUOTED.search(text)
            kept = kept or _HISTORY.search(text)
            if not kept and (runs := escaped_runs(text, data)):
                escaped.setdefault(text, f"{one.section}, {one.step}: {runs} in {text!r}")
    assert not to_all, "translated for a whole channel: " + "\n".join(to_all)
    assert not escaped, "\n".join(escaped.values())
