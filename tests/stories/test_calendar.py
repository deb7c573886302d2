"""A person subscribes to their calendar once, and what happens in Slack happens in it."""

import io
import logging
import re
import sqlite3
import urllib.error
import urllib.request
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from bot.ports.ledgers.personal import hash_of
from handlers.cli.copies import back_up
from handlers.cli.playground import SandboxSettings
from handlers.logs import JsonLines
from handlers.sandbox.faults import Fault
from handlers.web.exposition import page
from tests.handlers.icalendar.reading import read
from tests.stories.evidence import day, pressed
from tests.stories.town import DIRECT, TECH

TEAM = "T0GOSRN001"
LINK = "https://example.org/room"


@pytest.fixture
def planned(technology):
    """D1 three weeks ahead for all, D2 the day after for members; both announced."""
    amara = technology.person("amara")
    for words in (
        f"Round table on {day(technology, 21)} 14:00 link {LINK}",
        f"Fines on {day(technology, 22)} 14:00 for members",
    ):
        amara.schedules(TECH, words)
    return technology


def address(person, place=TECH):
    """The address in the newest private answer about it."""
    return re.search(r"http://127\.0\.0\.1:\d+/calendar/[\w-]{43}\.ics", _newest(person, place))[0]


def _newest(person, place):
    return [m.words for m in person.reads(place) if "/calendar/" in m.words][-1]


def fetch(url, **headers):
    """Status, headers and body, as a calendar application gets them."""
    request = urllib.request.Request(url, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, error.read()


def entries(url):
    """Title, start in UTC and status of each entry, by reference."""
    status, _, body = fetch(url)
    assert status == 200, body
    found = read(body)
    return {
        uid.partition(".")[0]: (
            event.summary.value,
            found.starts[uid],
            event.status.value,
            int(event.sequence.value),
        )
        for uid, event in found.events.items()
    }


def test_what_is_planned_moved_and_cancelled_is_so_in_the_calendar(planned):
    liam, amara = planned.person("liam"), planned.person("amara")
    told = liam.types(TECH, "/dialogue calendar")
    assert told.ephemeral
    assert all(name in told.words for name in ("Outlook", "Google", "Apple"))
    url = address(liam)
    soon = datetime.fromisoformat(f"{day(planned, 21)}T14:00").replace(tzinfo=UTC)
    next_day = soon + timedelta(days=1)
    assert entries(url) == {
        "d1": ("Round table", soon, "CONFIRMED", 0),
        "d2": ("Fines", next_day, "CONFIRMED", 0),
    }
    amara.types(TECH, f"/dialogue move D1 to {day(planned, 23)} 15:00")
    amara.types(TECH, "/dialogue cancel D2 because the report is late")
    assert entries(url) == {
        "d1": ("Round table", soon + timedelta(days=2, hours=1), "CONFIRMED", 1),
        "d2": ("Cancelled: Fines", next_day, "CANCELLED", 1),
    }
    planned.restart()
    assert len(entries(url)) == 2, "the address outlives a restart"


def test_who_asks_again_is_told_since_when_and_the_address_goes_on(planned):
    liam = planned.person("liam")
    liam.types(TECH, "/dialogue calendar")
    url = address(liam)
    planned.restart()
    told = liam.types(TECH, "/dialogue calendar")
    assert "Your address was made on " in told.words
    assert "/calendar/" not in told.words
    assert len(entries(url)) == 2
    told.press("New address")
    assert fetch(url)[0] == 404
    assert len(entries(address(liam))) == 2


def test_an_observer_never_finds_what_is_for_members(planned):
    denise, liam = planned.person("denise"), planned.person("liam")
    denise.types(TECH, "/dialogue calendar")
    url = address(denise)
    assert set(entries(url)) == {"d1"}
    pressed = liam.types(TECH, "/dialogue show D1").press("Add to calendar")
    assert "D1.ics" in pressed.words


def test_a_calendar_shows_what_its_reader_may_see_now_and_not_before(planned):
    liam = planned.person("liam")
    liam.types(TECH, "/dialogue calendar")
    url = address(liam)
    assert len(entries(url)) == 2
    planned.post("/door/conversation/leave", **{"as": liam.id}, channel=liam.channel(TECH))
    planned.settle()
    assert entries(url) == {}


def test_a_new_address_ends_the_old_one_and_switching_off_ends_both(planned):
    liam = planned.person("liam")
    told = liam.types(TECH, "/dialogue calendar")
    old = address(liam)
    confirm = next(e for _, e in told.buttons() if e["text"]["text"] == "New address")["confirm"]
    assert "The old one stops working" in confirm["text"]["text"]
    told.press("New address")
    new = address(liam)
    assert new != old
    assert "The old address has stopped working" in _newest(liam, TECH)
    assert fetch(old)[0] == 404
    assert len(entries(new)) == 2
    liam.finds(TECH, "Your new calendar address").press("Switch off")
    gone, never = fetch(new), fetch(re.sub(r"[\w-]{43}", "x" * 43, new))
    assert gone[0] == never[0] == 404
    assert gone[2] == never[2]
    assert liam.finds(TECH, "is switched off") is not None


def test_the_feed_is_read_again_only_when_it_changed(planned):
    liam, amara = planned.person("liam"), planned.person("amara")
    liam.types(TECH, "/dialogue calendar")
    url = address(liam)
    status, headers, body = fetch(url)
    assert (status, headers["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert "private" in headers["Cache-Control"]
    planned.advance(hours=3)
    amara.finds(TECH, "Round table").press("Going")
    status, headers, nothing = fetch(url, **{"If-None-Match": headers["ETag"]})
    assert (status, nothing) == (304, b"")
    amara.types(TECH, f"/dialogue move D1 to {day(planned, 24)} 15:00")
    status, later, changed = fetch(url, **{"If-None-Match": headers["ETag"]})
    assert (status, later["ETag"] != headers["ETag"], changed != body) == (200, True, True)


def test_while_slack_does_not_say_who_is_where_there_is_no_calendar(planned):
    liam = planned.person("liam")
    liam.types(TECH, "/dialogue calendar")
    url = address(liam)
    whole = entries(url)
    for method in ("conversations.members", "users.info"):
        planned.ground.sandbox.faults.add(Fault(method, "500", times=500))
        planned.restart()  # forgets what Slack had said
        status, headers, body = fetch(url)
        assert status == 503, body
        assert int(headers["Retry-After"]) > 0
        planned.ground.sandbox.faults.clear()
    assert entries(url) == whole


# One dialogue as a file -----------------------------------------------------------------------


def files(person):
    """What was sent to the person as files: (name, title, the file's text)."""
    base = person.network.ground.sandbox.url
    found = [file for m in person.reads(DIRECT) for file in m.raw.get("files", [])]
    return [(f["name"], f["title"], fetch(base + f["url_private_download"])[2]) for f in found]


def test_one_dialogue_comes_as_a_file_into_the_pressers_direct_messages(planned):
    denise = planned.person("denise")
    said = denise.finds(TECH, "Round table").press("Add to calendar")
    assert "D1.ics is in your direct messages" in said.words
    ((name, title, text),) = files(denise)
    assert (name, title) == ("D1.ics", "D1 Round table")
    found = read(text)
    (event,) = found.events.values()
    assert event.uid.value == f"d1.{TEAM}@convenor"
    assert event.url.value == LINK
    assert files(planned.person("liam")) == [], "nobody else got it"


def test_pressed_again_after_a_move_the_file_is_a_later_version_of_the_same_entry(planned):
    amara, liam = planned.person("amara"), planned.person("liam")
    invitation = liam.finds(TECH, "Round table")
    invitation.press("Add to calendar")
    amara.types(TECH, f"/dialogue move D1 to {day(planned, 25)} 15:00")
    liam.finds(TECH, "Moved: Round table").press("Add to calendar")
    first, second = (read(text) for _, _, text in files(liam))
    assert list(first.events) == list(second.events)
    versions = [e.sequence.value for r in (first, second) for e in r.events.values()]
    assert versions == ["0", "1"]


@pytest.mark.parametrize(
    ("method", "fault"),
    [
        ("files.getUploadURLExternal", "unknown_method"),
        ("files.getUploadURLExternal", "missing_scope"),
        ("files.completeUploadExternal", "500"),
        ("conversations.open", "error:ratelimited"),
        ("upload", "500"),
        ("upload", "unheard"),
    ],
)
def test_where_slack_does_not_take_the_file_the_presser_is_told(planned, method, fault):
    denise = planned.person("denise")
    planned.ground.sandbox.faults.add(Fault(method, fault))
    said = denise.finds(TECH, "Round table").press("Add to calendar")
    assert "I could not send the file" in said.words
    assert "press the button again" in said.words
    assert "http" not in said.raw["text"], "no address of theirs stands in a message"
    assert files(denise) == []
    planned.ground.sandbox.faults.clear()
    denise.finds(TECH, "Round table").press("Add to calendar")
    assert [name for name, _, _ in files(denise)] == ["D1.ics"]


def test_a_button_that_was_not_meant_for_one_finds_nothing(planned):
    for reference in ("D2", "D99"):
        said = pressed(planned, "denise", "calendar.file", reference)
        assert said.words == f"I can't find {reference} in a group you belong to."
    said = pressed(planned, "denise", "calendar.file", "nonsense")
    assert said.words == "“nonsense” is not a reference such as D12."
    assert files(planned.person("denise")) == []


# What is kept of it -----------------------------------------------------------------------------


def test_no_address_is_kept_or_logged_whatever_is_done_with_it(planned, logged):
    liam = planned.person("liam")
    told = liam.types(TECH, "/dialogue calendar")
    secrets = [secret_in(address(liam))]
    fetch(address(liam))
    told.press("New address")
    url = address(liam)
    secrets.append(secret_in(url))
    fetch(url)
    planned.ground.sandbox.faults.add(Fault("upload", "500"))
    liam.finds(TECH, "Round table").press("Add to calendar")
    planned.ground.sandbox.faults.add(Fault("conversations.members", "500"))
    planned.restart()
    assert fetch(url)[0] == 503
    _assert_nowhere_kept(planned, secrets)
    with closing(sqlite3.connect(planned.folder / "convenor.sqlite3")) as connection:
        connection.execute("ALTER TABLE calendars RENAME TO hidden")
    planned.ground.sandbox.faults.clear()
    assert fetch(url)[0] == 503
    liam.types(TECH, "/dialogue calendar")
    text = logged.getvalue()
    for event in ("calendar_read", "calendar_not_read", "file_not_sent", "not_saved"):
        assert event in text
    assert "OperationalError" in text
    for secret in (*secrets, "/calendar/"):
        assert secret not in text


def _assert_nowhere_kept(planned, secrets):
    """Neither in its file nor in SQLite's log of it nor in a copy; nor in the metrics."""
    copy = planned.folder / "copy.sqlite3"
    settings = SandboxSettings(database_url=f"sqlite:///{planned.folder / 'convenor.sqlite3'}")
    assert back_up(settings, copy) == 0
    ours = [*planned.folder.glob("convenor.sqlite3*"), copy]
    kept = {file.name: file.read_bytes() for file in ours}
    assert {"convenor.sqlite3", "convenor.sqlite3-wal", "copy.sqlite3"} <= kept.keys()
    assert hash_of(secrets[-1]).encode() in kept["copy.sqlite3"]
    kept["metrics"] = planned.run(page(planned.ground.convenor.inner_site.metrics))[1]
    for name, held in kept.items():
        assert b"/calendar/" not in held, name
        assert not any(secret.encode() in held for secret in secrets), name


def secret_in(url):
    return re.search(r"[\w-]{43}", url)[0]


@pytest.fixture
def logged():
    """Everything logged from now on, our own loggers at DEBUG."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    levels = {name: logging.getLogger(name).level for name in ("bot", "handlers", "storage")}
    logging.getLogger().addHandler(handler)
    for name in levels:
        logging.getLogger(name).setLevel(logging.DEBUG)
    yield stream
    logging.getLogger().removeHandler(handler)
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)
