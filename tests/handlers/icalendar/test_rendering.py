"""A calendar's lines, words and properties, as the standard and its readers want them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.audience import Audience
from bot.domain.dialogue import DialogueStatus
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
