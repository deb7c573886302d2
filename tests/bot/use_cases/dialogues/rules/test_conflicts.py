"""Conflicts with a time: the same people elsewhere, and holidays where they live."""

from datetime import date

import pytest

from bot.domain.audience import Audience
from bot.use_cases.dialogues.rules.conflicts import Proposal, find_conflicts
from tests.bot.use_cases.dialogues.town import (
    AMARA,
    BOARD,
    DAY,
    HOUR,
    LIAM,
    MINUTE,
    NORA,
    START,
    TECH,
    ZOE,
    channel,
    settle_in,
)
from tests.databases import WORKSPACE, sqlite_in_memory

HOLIDAYS = {
    ("AU", date(2026, 12, 9)): "Sydney Day",
    ("KR", date(2026, 12, 8)): "Seoul Day",
    ("FR", date(2026, 12, 8)): "Paris Day",
    ("US", date(2026, 12, 8)): "New York Day",
}


class Calendar:
    def on(self, country, day):
        return HOLIDAYS.get((country, day))


@pytest.fixture
def festive():
    database = sqlite_in_memory(holidays=Calendar())
    with database.transaction(WORKSPACE) as work:
        yield settle_in(work)
    database.dispose()


def against(town, *starts, user_id=LIAM, group=None, **changes):
    fields = {"starts": starts or (START,), "minutes": 60, "audience": Audience.GROUP}
    return find_conflicts(
        Proposal(**{**fields, **changes}),
        group or town.tech,
        town.by(user_id),
    )


def test_nothing(town):
    assert against(town) == ()
    assert against(town, starts=()) == ()


@pytest.mark.parametrize(
    ("shift", "minutes", "overlaps"),
    [
        (0 * MINUTE, 60, True),
        (59 * MINUTE, 60, True),
        (60 * MINUTE, 60, False),
        (-60 * MINUTE, 60, False),
        (-60 * MINUTE, 61, True),
        (-DAY, 1440, False),
        (DAY, 60, False),
    ],
)
def test_what_only_follows_does_not_overlap(town, shift, minutes, overlaps):
    town.schedule()
    found = against(town, START + shift, minutes=minutes)
    assert [words.startswith("D1, “CSAM roundtable” of Technology,") for words in found] == (
        [True] if overlaps else []
    )


def test_those_who_are_invited_to_both_are_counted(town):
    town.schedule(group=town.board)
    (words,) = against(town)
    assert "D1, “CSAM roundtable” of Board, overlaps" in words
    assert "Tuesday 8 December 2026, 14:00 (Europe/London)" in words
    assert words.endswith("2 people of this channel are invited to both.")
    town.presence[BOARD] = channel(BOARD, {LIAM, ZOE})
    assert against(town)[0].endswith("1 person of this channel is invited to both.")


def test_other_people_at_the_same_time_are_no_conflict(town):
    town.schedule(group=town.board)
    town.presence[TECH] = channel(TECH, {NORA})
    assert against(town) == ()
    del town.presence[TECH]
    assert against(town) == (), "Slack does not say who is there"


def test_what_the_reader_may_not_see_is_not_named(town):
    town.schedule(audience=Audience.MEMBERS)
    assert against(town, user_id=NORA) == ()
    assert len(against(town, user_id=LIAM)) == 1


def test_a_cancelled_one_is_no_conflict_and_neither_is_the_one_that_moves(town):
    number = town.schedule().number
    assert against(town, START + 30 * MINUTE, number=number) == ()
    town.cancel(number)
    assert against(town) == ()


def test_of_many_four_are_named_each_once_and_the_others_counted(town):
    for number in range(6):
        town.schedule(title=f"Number {number}", starts_at=START + number * DAY)
    starts = [START + number * DAY for number in range(6)]
    found = against(town, *starts, *starts)
    assert [words.split(",")[0] for words in found] == [
        "D1",
        "D2",
        "D3",
        "D4",
        "2 more dialogues overlap with it.",
    ]


def test_a_long_title_is_shortened(town):
    town.schedule(title="Age assurance " * 10)
    (words,) = against(town)
    assert len(words.split("”")[0]) < 70


def test_holidays_of_members_who_are_invited_on_their_own_date(festive):
    """In Sydney it is the 9th by then; Arcom is in no channel, and NCMEC only observes."""
    assert against(festive) == (
        "Tuesday 8 December 2026 is a public holiday (Seoul Day) for KCSC.",
        "Wednesday 9 December 2026 is a public holiday (Sydney Day) for eSafety.",
    )
    earlier = against(festive, START - 10 * HOUR)
    assert [words.split(" is ")[0] for words in earlier] == ["Tuesday 8 December 2026"]
    assert "Seoul" in earlier[0]


@pytest.mark.parametrize(
    ("days", "last"),
    [(5, "1 more date is a public holiday."), (6, "2 more dates are public holidays.")],
    ids=["one more", "two more"],
)
def test_of_many_holidays_four_are_named_and_the_others_counted(monkeypatch, festive, days, last):
    monkeypatch.setattr(Calendar, "on", lambda _, country, day: {"KR": "Seoul Day"}.get(country))
    found = against(festive, *(START + number * DAY for number in range(days)))
    assert (len(found), found[-1]) == (5, last)


def test_holidays_of_those_who_are_not_invited_do_not_count(festive):
    found = against(festive, user_id=AMARA, group=festive.board, audience=Audience.MEMBERS)
    assert [words.split(" for ")[1] for words in found] == ["eSafety."]


def test_the_whole_network_s_holidays_count_where_all_are_invited(festive):
    found = against(festive, user_id=AMARA, audience=Audience.NETWORK)
    assert sorted(words.split(" for ")[1] for words in found) == ["Arcom.", "KCSC.", "eSafety."]


def test_dialogues_are_said_before_holidays(festive):
    festive.schedule()
    found = against(festive)
    assert [" is a public holiday " in words for words in found] == [False, True, True]
