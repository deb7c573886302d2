"""What is typed after /wg role, and what a set-up form holds."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dates.answers import Asked
from bot.dates.meaning.choice import Frame
from bot.domain.audience import Audience
from bot.domain.errors import NotValid, Refusal
from bot.domain.group import Group
from bot.domain.roles import Role
from bot.use_cases.groups.give_role import GiveRole
from bot.use_cases.groups.set_up import SetUpGroup
from handlers.slack.features.groups.parsing import read_role, read_set_up, typed_person

NOW = datetime(2026, 12, 7, 10, tzinfo=UTC)
AMARA = "<@U0AMARA>"
GROUP = Group(id=1, channel_id="C1", name="Technology", zone="Europe/London", created_at=NOW)


def read(raw, zone="Europe/London", locale="en-GB", now=NOW):
    return read_role(raw, GROUP, Frame(zone, now, locale))


@pytest.mark.parametrize(
    ("raw", "role", "until"),
    [
        (f"{AMARA} chair", Role.CHAIR, None),
        (f"{AMARA} CHAIR", Role.CHAIR, None),
        (f"chair {AMARA}", Role.CHAIR, None),
        ("<@U0AMARA|amara> member", Role.MEMBER, None),
        (f"  {AMARA}   observer ", Role.OBSERVER, None),
        (f"{AMARA} {AMARA} observer", Role.OBSERVER, None),
        (f"{AMARA} chair until 2027-03-31", Role.CHAIR, date(2027, 3, 31)),
        (f"{AMARA} chair until 31 Mar 2027", Role.CHAIR, date(2027, 3, 31)),
        (f"{AMARA} chair till 31 March", Role.CHAIR, date(2027, 3, 31)),
        (f"{AMARA} chair to Friday", Role.CHAIR, date(2026, 12, 11)),
        (f"chair {AMARA} until tomorrow", Role.CHAIR, date(2026, 12, 8)),
    ],
)
def test_what_is_understood(raw, role, until):
    assert read(raw) == GiveRole(group=GROUP, user_id="U0AMARA", role=role, until=until)


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("@Liam O'Grady chair until 31 Mar 2027", "@Liam O'Grady"),
        ("liam OBSERVER", "liam"),
        ("chair liam", ""),
        ("liam", ""),
        (f"{AMARA} chair", ""),
        ("", ""),
    ],
)
def test_a_person_who_was_typed_stands_before_the_role(raw, name):
    assert typed_person(raw) == name


def test_days_are_the_writers_own():
    evening = datetime(2026, 12, 7, 20, tzinfo=UTC)
    raw = f"{AMARA} chair until tomorrow"
    assert read(raw, zone="Europe/London", now=evening).until == date(2026, 12, 8)
    assert read(raw, zone="Asia/Seoul", now=evening).until == date(2026, 12, 9)


def test_a_numeric_day_is_asked_back():
    asked = read(f"{AMARA} chair until 3/4/2027")
    assert isinstance(asked, Asked)
    assert {r.wall.date() for r in asked.readings} == {date(2027, 4, 3), date(2027, 3, 4)}
    assert asked.ways[0].text == f"{AMARA} chair until 2027-04-03"


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("", "Please choose a person from the list that Slack shows after @"),
        ("@amara chair", "Please choose a person from the list"),
        ("chair", "Please choose a person from the list"),
        (f"{AMARA} <@U0LIAM> chair", "Please name one person at a time"),
        (AMARA, "Please give a role too: chair, member or observer."),
        (f"{AMARA} chiar", "I don't know the role “chiar”. Did you mean “chair”?"),
        (f"{AMARA} obsever", "Did you mean “observer”?"),
        (f"{AMARA} emperor", "There are chair, member and observer."),
        (f"{AMARA} member until Friday", "Only a chair has a last day."),
        (f"{AMARA} observer please", "I can't read “please” after observer."),
        (f"{AMARA} chair Friday", "I can't read “Friday” after chair. Please write until"),
        (f"{AMARA} chair until", "I can't read “until” after chair."),
        (f"{AMARA} chair until someday", "I can't read “someday” as a date."),
        (f"{AMARA} chair until 31 Mar 2027 or so", "but not “or so”"),
        (f"{AMARA} chair until 1 Dec 2026", "is in the past"),
        (f"{AMARA} chair until 31 Mar 2099", "more than five years"),
        (f"{AMARA} chair until 31 Feb 2027", "31 Feb"),
        (f"{AMARA} chair until Friday 14:00", "Please give the last day alone, without a time."),
    ],
)
def test_what_is_refused(raw, words):
    with pytest.raises(Refusal) as refused:
        read(raw)
    assert words in refused.value.words


@given(st.text(max_size=80))
def test_no_text_gets_past_as_something_else(text):
    try:
        found = read(f"{AMARA} {text}")
    except Refusal:
        return
    assert isinstance(found, Asked) or found.role.value in text.lower()


# The form ----------------------------------------------------------------------------------------

FORM = {
    "name": "Technology",
    "chairs": ["U0AMARA", "U0MINJI"],
    "zone": "Europe/London",
    "default_audience": "members",
    "reminders": ["10080", "60"],
    "digest_weekday": "0",
    "digest_time": "09:30",
}


def test_a_form_that_is_filled():
    assert read_set_up(FORM) == SetUpGroup(
        name="Technology",
        chairs=("U0AMARA", "U0MINJI"),
        zone="Europe/London",
        default_audience=Audience.MEMBERS,
        reminders=(10_080, 60),
        digest_weekday=0,
        digest_time=time(9, 30),
    )


def test_a_form_with_nothing_but_what_is_needed():
    bare = dict.fromkeys(FORM) | {"name": "T", "zone": "UTC", "digest_weekday": "none"}
    assert read_set_up(bare) == SetUpGroup(
        name="T", zone="UTC", reminders=(), digest_weekday=None, digest_time=time(9, 0)
    )


def test_a_weekly_digest_needs_an_hour():
    with pytest.raises(NotValid) as refused:
        read_set_up(FORM | {"digest_time": None})
    assert refused.value.field == "digest_time"
    assert refused.value.words == "Please choose the hour of the weekly digest."
