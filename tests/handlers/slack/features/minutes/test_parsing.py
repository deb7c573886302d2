"""An action in a thread is read as `/action add` reads it; what is doubtful is never guessed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.audience import Audience
from bot.domain.markers import LineKind
from bot.domain.minutes import Line
from handlers.slack.features.minutes.parsing import read_marked, read_target
from handlers.slack.request.carried_values import NotOurs
from handlers.slack.request.context import Scene
from handlers.slack.request.request import Call, Kind
from tests.bot.use_cases.dialogues.town import AMARA, LIAM, MINJI, NOW, TECH, settle_in
from tests.databases import WORKSPACE

OFCOM = 2
"""Its id in the town."""
NEXT_DAY = date(2026, 11, 24)
CALL = Call(kind=Kind.PRESS, id="minutes.lines", workspace_id=WORKSPACE, user_id=AMARA, key="k")


def line(text, kind=LineKind.ACTION, **changes):
    fields = {
        "id": 1,
        "number": 1,
        "channel": TECH,
        "root": "1.1",
        "ts": "2.1",
        "place": 0,
        "item": None,
        "author": LIAM,
        "said_at": NOW,
        "audience": Audience.GROUP,
    }
    return Line(**{**fields, "text": text, "kind": kind, **changes})


def owners_of(found):
    return [owner.user_id or owner.organisation_id for owner in found.owners]


@pytest.fixture
def read(work):
    town = settle_in(work)
    person, reader = town.identified(AMARA)
    scene = Scene(
        call=CALL,
        work=work,
        now=NOW,
        person=person,
        reader=reader,
        group=None,
        channel=None,
        presence=town.presence,
        facts={},
    )

    def read_one(text, now=NOW, **changes):
        one = line(text, **changes)
        return read_marked([one], town.tech, replace(scene, now=now))[one.id]

    return read_one


@pytest.mark.parametrize(
    ("text", "words", "owners", "due_on"),
    [
        (f"<@{MINJI}> draft it by 20 December", "draft it", [MINJI], date(2026, 12, 20)),
        (f"draft it <@{MINJI}> by tomorrow", "draft it", [MINJI], date(2026, 11, 24)),
        ("draft it", "draft it", [], None),
        (f"<@{MINJI}> and <@{LIAM}> draft it by tomorrow", "draft it", [MINJI, LIAM], NEXT_DAY),
        (f"draft it <@{MINJI}> <@{LIAM}> by tomorrow", "draft it", [MINJI, LIAM], NEXT_DAY),
        (f"draft it for <@{MINJI}> and Ofcom", "draft it", [MINJI, OFCOM], None),
    ],
    ids=["person first", "person last", "nobody", "two first", "two last", "person and body"],
)
def test_what_is_clear(read, text, words, owners, due_on):
    found = read(text)
    assert (found.said.words, owners_of(found), found.said.due_on) == (words, owners, due_on)
    assert found.said.doubt == ""


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        (f"<@{MINJI}> draft it by 3/4", "day first or month first"),
        (f"<@{MINJI}> draft it with <@{LIAM}>", "Who owns it?"),
        ("draft it @min-ji", "min-ji"),
        ("x" * 151, "up to 150 characters"),
    ],
    ids=["two days", "two people", "typed name", "long"],
)
def test_what_is_doubtful_is_asked_and_keeps_its_words(read, text, doubt):
    found = read(text)
    assert doubt in found.said.doubt
    assert "draft it" in found.said.words or found.said.words == text
    assert (found.owners, found.said.due_on) == ((), None)


def test_the_day_counts_from_when_it_was_said(read):
    later = NOW + timedelta(days=3)
    assert read("draft it by tomorrow", now=later).said.doubt == "Its day has passed."


def test_what_a_chair_checked_counts(read):
    day = date(2027, 1, 4)
    found = read(
        f"<@{MINJI}> draft it by 3/4",
        reworded="Draft the letter",
        owners=(LIAM, AMARA),
        due_on=day,
        checked=True,
    )
    assert found.said.words == "Draft the letter"
    assert (owners_of(found), found.said.due_on, found.said.doubt) == ([LIAM, AMARA], day, "")
    assert found.said.owner == "@liam and @amara"


@pytest.mark.parametrize(
    ("text", "chosen", "owners"),
    [
        (f"draft it for <@{MINJI}> and Ofcom", (LIAM,), [LIAM, OFCOM]),
        (f"draft it for <@{MINJI}> and Ofcom", (), [OFCOM]),
        ("draft it, Ofcom", (LIAM,), [LIAM]),
        ("draft it, Ofcom", (), [OFCOM]),
        (f"<@{MINJI}> and <@{LIAM}> draft it", (), []),
    ],
    ids=["beside people", "people cleared", "in its place", "nobody chosen", "all cleared"],
)
def test_bodies_that_a_checked_line_names(read, text, chosen, owners):
    assert owners_of(read(text, owners=chosen, checked=True, reworded="draft it")) == owners


def test_a_decision_is_its_words(read):
    found = read(f"<@{MINJI}> publishes by 3/4", kind=LineKind.DECISION)
    assert (found.said.words, found.said.doubt) == ("@min-ji publishes by 3/4", "")


def test_the_values_of_buttons():
    assert read_target("D12 30") == (12, 30)
    assert read_target("D12") == (12, 0)
    with pytest.raises(NotOurs):
        read_target("D12 x")
