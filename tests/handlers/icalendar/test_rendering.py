"""A calendar's lines, words and properties, as the standard and its readers want them."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from importlib.resources import files
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.audience import Audience
from bot.domain.dialogue import DialogueStatus
from bot.domain.zone_names import known_keys
from handlers.icalendar.rendering import file_name, rendered
from tests.handlers.icalendar.reading import CHANGED, calendar, dialogue, entry, read, uid

AT_TWO = datetime(2026, 12, 8, 14, 0)
HARD = "Semi; comma, back\\slash, “quotes” and Ľudmila 김민지 ياسمين " + "ж" * 80


def one(**more):
    return dialogue(12, AT_TWO, "Europe/London", **more)


def event(of):
    return read(calendar(of)).events[uid(12)]


def test_all_that_an_entry_says():
    found = event(one(title=HARD, link="https://example.org/room;a,b?x=1&y=2", sequence=3))
    assert found.summary.value == HARD
    assert found.sequence.value == "3"
    assert found.status.value == "CONFIRMED"
    assert found.transp.value == "OPAQUE"
    assert found.url.value == found.location.value == "https://example.org/room;a,b?x=1&y=2"
    assert found.categories.value == ["Technology"]
    assert found.dtstamp.value == found.last_modified.value == CHANGED.replace(microsecond=0)
    assert found.created.value == datetime(2026, 1, 5, 9, 30, 1, tzinfo=UTC)
    assert found.description.value == (
        "D12 · Technology\n"
        "Tuesday 8 December 2026, 14:00 (Europe/London, UTC+0)\n"
        "Link: https://example.org/room;a,b?x=1&y=2\n"
        "Agenda and answers: type /dialogue show D12 in Slack."
    )
    assert not {"organizer", "attendee", "class"} & set(found.contents)


def test_what_is_cancelled_says_so_keeps_its_name_and_takes_no_time():
    off = one(status=DialogueStatus.CANCELLED, reason="the report is late", sequence=4)
    found = event(off)
    assert found.uid.value == uid(12)
    assert (found.status.value, found.transp.value) == ("CANCELLED", "TRANSPARENT")
    assert found.summary.value == "Cancelled: Round table"
    assert "D12 is cancelled: the report is late." in found.description.value
    assert "answers" not in found.description.value


def test_what_is_for_members_is_private_in_a_calendar_that_others_see():
    found = event(one(audience=Audience.MEMBERS))
    assert getattr(found, "class").value == "PRIVATE"
    assert "For members only" in found.description.value


def test_the_calendar_says_what_it_is_and_when_to_look_again():
    found = read(calendar(one(), name="Dialogues; mine"))
    assert found.the("method") == "PUBLISH"
    assert found.the("version") == "2.0"
    assert found.the("x-wr-calname") == "Dialogues; mine"
    text = calendar(one()).decode()
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n" in text
    assert "X-PUBLISHED-TTL:PT1H\r\n" in text


def test_a_file_of_one_dialogue_has_no_name_and_is_not_read_again():
    """Else a calendar program would make a new calendar of it, and look for it again."""
    found = read(rendered([entry(one())], workspace_id="T1"))
    assert found.lines == {"prodid", "version", "calscale", "method"}
    assert list(found.events) == [uid(12)]


def test_an_empty_calendar_is_still_one():
    text = rendered([], workspace_id="T1", name="Dialogues")
    assert read(text).events == {}
    assert text.startswith(b"BEGIN:VCALENDAR\r\n")
    assert text.endswith(b"END:VTIMEZONE\r\nEND:VCALENDAR\r\n")


def test_lines_end_as_they_should_and_are_never_long():
    text = calendar(*(dialogue(n, AT_TWO, "Europe/Dublin", title=HARD) for n in range(1, 9)))
    lines = text.split(b"\r\n")
    assert lines.pop() == b""
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in lines)
    assert all(line.decode() for line in lines), "no character is cut in two"


def test_the_same_entries_read_the_same_whenever_they_are_read():
    assert calendar(one()) == calendar(one())
    later = rendered(
        [entry(one(), changed_at=CHANGED + timedelta(hours=1))], workspace_id="T1", name="Dialogues"
    )
    assert later != calendar(one())


@settings(max_examples=80)
@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=150))
def test_any_title_stays_one_line_of_one_event(title):
    text = calendar(one(title=title), dialogue(13, AT_TWO, "Asia/Seoul", title="Next"))
    unfolded = text.decode().replace("\r\n ", "")
    lines = unfolded.split("\r\n")
    assert lines.count("BEGIN:VEVENT") == 2
    assert sum(line.startswith("SUMMARY:") for line in lines) == 2
    assert not any((c < " " and c != "\t") or c == "\x7f" for line in lines for c in line)
    shown = next(line for line in lines if line.startswith("SUMMARY:"))[len("SUMMARY:") :]
    kept = "".join(c for c in title.replace("\r", "\n") if c >= " " or c in "\t\n")
    plain = shown.replace("\\;", ";").replace("\\,", ",").replace("\\\\", "\\")
    assert plain == " ".join(kept.replace("\x7f", "").split())


def test_lines_in_a_reason_stay_lines_and_begin_no_property():
    off = one(status=DialogueStatus.CANCELLED, reason="late\r\nATTENDEE:mailto:x@example.org")
    found = event(off)
    assert "attendee" not in found.contents
    assert "late\nATTENDEE:mailto:x@example.org." in found.description.value


# Hours that clocks leave out or show twice ----------------------------------------------------


def test_an_hour_that_comes_twice_is_written_in_utc():
    """The local time would not tell which; the first one counts, and the end is an hour on."""
    planned = dialogue(1, datetime(2026, 10, 25, 1, 30), "Europe/London")
    found = read(calendar(planned))
    assert found.starts[uid(1)] == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert found.ends[uid(1)] == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert "TZID" not in calendar(planned).decode()


ENDS = {
    "begins there": (datetime(2026, 10, 25, 1, 45), 120),
    "ends there": (datetime(2026, 10, 25, 0, 45), 45),
    "ends at its first moment": (datetime(2026, 10, 25, 0, 0), 60),
    "ends there the second time": (datetime(2026, 10, 25, 0, 45), 90),
}


@pytest.mark.parametrize(("wall", "minutes"), ENDS.values(), ids=ENDS)
def test_both_ends_are_in_utc_when_either_falls_in_an_hour_that_comes_twice(wall, minutes):
    planned = dialogue(1, wall, "Europe/London", minutes=minutes)
    text = calendar(planned)
    found = read(text)
    assert found.starts[uid(1)] == planned.starts_at
    assert found.ends[uid(1)] == planned.starts_at + timedelta(minutes=minutes)
    assert b"TZID" not in text


def test_local_time_is_kept_for_what_lasts_over_the_whole_hour_that_comes_twice():
    planned = dialogue(1, datetime(2026, 10, 25, 0, 30), "Europe/London", minutes=180)
    text = calendar(planned)
    assert b"DTSTART;TZID=Europe/London:20261025T003000" in text
    assert b"DTEND;TZID=Europe/London:20261025T023000" in text
    assert read(text).ends[uid(1)] == planned.ends_at


def test_the_second_of_the_two_hours_is_not_the_first():
    second = replace(
        dialogue(1, datetime(2026, 10, 25, 1, 30), "Europe/London"),
        starts_at=datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
    )
    assert read(calendar(second)).starts[uid(1)] == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_an_hour_that_is_left_out_begins_as_much_later():
    planned = dialogue(1, datetime(2027, 3, 28, 1, 30), "Europe/London")
    found = read(calendar(planned))
    assert found.starts[uid(1)] == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)
    assert "DTSTART;TZID=Europe/London:20270328T023000" in calendar(planned).decode()


def test_utc_needs_no_definition():
    text = calendar(dialogue(1, AT_TWO, "UTC")).decode()
    assert "DTSTART:20261208T140000Z" in text
    assert "VTIMEZONE" not in text


def test_each_zone_is_defined_once_and_only_where_it_is_named():
    text = calendar(
        dialogue(1, AT_TWO, "Europe/Dublin"),
        dialogue(2, AT_TWO + timedelta(days=400), "Europe/Dublin"),
        dialogue(3, AT_TWO, "Asia/Seoul"),
    )
    assert read(text).zones == ["Asia/Seoul", "Europe/Dublin"]


@pytest.mark.parametrize("number", [1, 1234])
def test_a_file_is_named_for_its_dialogue(number):
    assert file_name(dialogue(number, AT_TWO, "UTC")) == f"D{number}.ics"


FIRST = datetime(2026, 11, 23)
TWO_YEARS = 731
HOURS = (time(0, 30), time(2, 30), time(9), time(23, 45))


def network_zones():
    roster = yaml.safe_load((files("handlers.cli") / "sample_roster.yaml").read_text("utf-8"))
    people = yaml.safe_load((files("handlers.sandbox") / "sample.yaml").read_text("utf-8"))
    named = {each["zone"] for each in roster["organisations"]}
    return sorted(named | {each["tz"] for each in people["people"] if each.get("tz")})


BY_DATES = (
    "Africa/Cairo",  # on a Friday at midnight, back on a Thursday's last hour
    "Africa/Casablanca",  # an hour back for each Ramadan
    "America/Nuuk",  # at one in the morning in Copenhagen, still Saturday there
    "America/Santiago",  # on the Sunday after the first Saturday
    "Asia/Jerusalem",  # on the Friday before the last Sunday
)
"""Zones without a yearly rule that Outlook knows."""
ODD = (
    "Antarctica/Troll",  # two hours
    "Asia/Kathmandu",
    "Australia/Lord_Howe",  # half an hour
    "Etc/GMT+5",
    "Pacific/Chatham",
)


def compared(zone, walls):
    """What a client reads of dialogues at these wall times, beside what zoneinfo says of them."""
    rules = ZoneInfo(zone)
    meant = {}
    dialogues = []
    for number, wall in enumerate(walls, 1):
        aware = wall.replace(tzinfo=rules).astimezone(UTC)
        if aware.astimezone(rules).replace(tzinfo=None) != wall:
            continue  # clocks jump over it: see test_rendering
        meant[uid(number)] = aware
        dialogues.append(dialogue(number, wall, zone))
    return read(calendar(*dialogues)), meant


@pytest.mark.parametrize("zone", [*network_zones(), *ODD, *BY_DATES])
def test_every_week_of_two_years_and_every_day_around_a_change(zone):
    rules = ZoneInfo(zone)
    days = [FIRST + timedelta(days=n) for n in range(TWO_YEARS)]
    offsets = [day.replace(hour=12, tzinfo=rules).utcoffset() for day in days]
    near = {n + k for n in range(1, len(days)) if offsets[n] != offsets[n - 1] for k in (-2, -1, 0)}
    walls = [datetime.combine(days[n], hour) for n in sorted(near) for hour in HOURS]
    walls += [datetime.combine(d, HOURS[w % len(HOURS)]) for w, d in enumerate(days[::7])]
    found, meant = compared(zone, walls)
    assert len(meant) >= TWO_YEARS // 7
    assert found.starts == meant
    assert found.ends == {key: at + timedelta(hours=1) for key, at in meant.items()}
    assert found.zones == ([] if zone in BY_DATES else [zone])


CHANGED_RULES = [
    ("Asia/Almaty", datetime(2023, 6, 1), 2),  # +06, and since March 2024 +05
    ("America/Asuncion", datetime(2023, 9, 1), 2),  # summer time for good since October 2024
    ("Pacific/Apia", datetime(2020, 6, 1), 2),  # none since 2021
    ("Pacific/Fiji", datetime(2019, 6, 1), 2),
    ("America/Mexico_City", datetime(2021, 11, 1), 2),
    ("Africa/Cairo", datetime(2022, 1, 1), 3),  # again since 2023
    ("Africa/Juba", datetime(2020, 6, 1), 2),
]


@pytest.mark.parametrize(("zone", "first", "years"), CHANGED_RULES)
def test_zones_that_changed_their_rules_in_the_middle(zone, first, years):
    walls = [first + timedelta(days=3 * n, hours=11) for n in range(365 * years // 3)]
    found, meant = compared(zone, walls)
    assert len({at.astimezone(ZoneInfo(zone)).utcoffset() for at in meant.values()}) > 1
    assert found.starts == meant


@settings(max_examples=40)
@given(
    zone=st.sampled_from(sorted(known_keys())),
    walls=st.lists(
        st.datetimes(datetime(1990, 1, 1), datetime(2035, 12, 1)).map(
            lambda at: at.replace(second=0, microsecond=0)
        ),
        min_size=1,
        max_size=6,
    ),
)
def test_any_zone_and_any_years(zone, walls):
    found, meant = compared(zone, walls)
    assert found.starts == meant


@pytest.mark.parametrize(
    ("zone", "forth", "back"),
    [
        ("Europe/Dublin", "BYDAY=-1SU;BYMONTH=3", "BYDAY=-1SU;BYMONTH=10"),
        ("Europe/London", "BYDAY=-1SU;BYMONTH=3", "BYDAY=-1SU;BYMONTH=10"),
        ("America/New_York", "BYDAY=2SU;BYMONTH=3", "BYDAY=1SU;BYMONTH=11"),
        ("Australia/Sydney", "BYDAY=1SU;BYMONTH=10", "BYDAY=1SU;BYMONTH=4"),
    ],
)
def test_a_yearly_rule_is_written_as_one_since_outlook_reads_no_other(zone, forth, back):
    text = calendar(dialogue(1, FIRST, zone)).decode()
    assert text.count("BEGIN:DAYLIGHT") == text.count("BEGIN:STANDARD") == 1
    assert "RDATE" not in text
    daylight = text.partition("BEGIN:DAYLIGHT")[2].partition("END:DAYLIGHT")[0]
    standard = text.partition("BEGIN:STANDARD")[2].partition("END:STANDARD")[0]
    assert f"RRULE:FREQ=YEARLY;{forth}\r\n" in daylight
    assert f"RRULE:FREQ=YEARLY;{back}\r\n" in standard


@pytest.mark.parametrize("zone", BY_DATES)
def test_where_clocks_follow_no_yearly_rule_times_are_in_utc(zone):
    """Outlook passes over changes that are written by their dates."""
    planned = dialogue(1, FIRST.replace(hour=12), zone)
    text = calendar(planned).decode()
    assert "VTIMEZONE" not in text
    assert "TZID" not in text
    assert f"DTSTART:{planned.starts_at:%Y%m%dT%H%M%SZ}" in text


def test_so_they_are_where_the_rule_changes_in_the_years_of_the_calendar():
    before, after = (dialogue(n, datetime(2023 + n, 2, 1, 9), "Asia/Almaty") for n in (1, 3))
    assert "TZID" not in calendar(before, after).decode()
    assert read(calendar(after)).zones == ["Asia/Almaty"]


@settings(max_examples=60, deadline=None)
@given(zone=st.sampled_from(sorted(known_keys())), year=st.integers(2024, 2035))
def test_a_definition_that_is_written_has_one_rule_forth_and_one_back_or_none(zone, year):
    text = calendar(dialogue(1, datetime(year, 5, 5, 9), zone)).decode()
    parts = text.count("BEGIN:DAYLIGHT") + text.count("BEGIN:STANDARD")
    assert "RDATE" not in text
    assert (parts, text.count("RRULE")) in ((0, 0), (1, 0), (2, 2))


def test_a_zone_without_changes_has_one_observance():
    text = calendar(dialogue(1, FIRST, "Asia/Seoul")).decode()
    assert text.count("BEGIN:STANDARD") == 1
    assert "BEGIN:DAYLIGHT" not in text
    assert "TZOFFSETTO:+0900" in text
