"""Calendars over HTTP: types, tags, refusals, and what the logs hold."""

import io
import logging
from dataclasses import replace

import pytest

from bot.domain.errors import NotSaved
from bot.use_cases.calendars.feed import make_address, revoke_address
from handlers.logs import JsonLines
from handlers.web.calendar_limits import CalendarLimits
from handlers.web.feeds import CalendarFeed
from tests.bot.use_cases.dialogues.town import BOARD, LIAM, NORA, NOW, START, TECH
from tests.handlers.icalendar.reading import read
from tests.handlers.web.calendar_desk import UNKNOWN, Desk


@pytest.fixture
def desk(database_sqlite):
    return Desk(database_sqlite)


def titles(body):
    return sorted(event.summary.value for event in read(body).events.values())


async def test_a_calendar_is_served_privately_with_its_type_and_tag(desk):
    async with desk.open():
        status, headers, body = await desk.get()
        assert status == 200
        assert headers["Content-Type"] == "text/calendar; charset=utf-8"
        assert headers["Cache-Control"] == "private, no-cache"
        assert headers["Content-Length"] == str(len(body))
        assert headers["ETag"].startswith('"')
        assert headers["Referrer-Policy"] == "no-referrer"
        assert titles(body) == ["Fines", "Round table"]
        assert titles((await desk.get(NORA))[2]) == ["Round table"]


async def test_head_tells_the_same_without_the_words(desk):
    async with desk.open():
        _, whole, _ = await desk.get()
        status, headers, nothing = await desk.get(method="HEAD")
        assert (status, nothing) == (200, b"")
        for name in ("Content-Type", "ETag", "Cache-Control", "Content-Length"):
            assert headers[name] == whole[name]


@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', "*"])
async def test_what_the_client_holds_is_not_sent_again(desk, form):
    async with desk.open():
        _, headers, _ = await desk.get()
        given = {"If-None-Match": form.format(headers["ETag"])}
        status, later, body = await desk.get(**given)
        assert (status, body) == (304, b"")
        assert later["ETag"] == headers["ETag"]
        assert later["Cache-Control"] == "private, no-cache"


async def test_the_tag_is_the_contents_and_no_clock_is_in_it(desk):
    async with desk.open():
        _, first, body = await desk.get()
        desk.now = START
        desk.town(lambda town: town.answer(NORA, 1))
        _, same, again = await desk.get()
        assert (same["ETag"], again) == (first["ETag"], body)
        desk.town(lambda town: town.schedule(title="Third", starts_at=START + (START - NOW)))
        status, other, _ = await desk.get(**{"If-None-Match": first["ETag"]})
        assert (status, other["ETag"] != first["ETag"]) == (200, True)


@pytest.mark.parametrize(
    ("taken", "coding"),
    [("gzip, deflate", "gzip"), ("br;q=1, GZIP;q=0.5", "gzip"), ("gzip;q=0", None), ("br", None)],
)
async def test_who_takes_it_gets_it_zipped(desk, taken, coding):
    async with desk.open():
        _, plain, body = await desk.get()
        status, zipped, same = await desk.get(**{"Accept-Encoding": taken})
        held = {"Accept-Encoding": taken, "If-None-Match": zipped["ETag"]}
        again, _, _ = await desk.get(**held)
    assert (status, zipped.get("Content-Encoding"), same) == (200, coding, body)
    assert (zipped["ETag"] == plain["ETag"]) is (coding is None)
    assert (zipped["Vary"], again) == ("accept-encoding", 304)


async def test_what_is_unchanged_is_zipped_once(desk, monkeypatch):
    made = []
    monkeypatch.setattr("gzip.compress", lambda body, *_, **__: made.append(body) or b"zipped")
    async with desk.open():
        for _ in range(2):
            await desk.get(method="HEAD", **{"Accept-Encoding": "gzip"})
        assert len(made) == 1
        desk.town(lambda town: town.schedule(title="Third", starts_at=START + (START - NOW)))
        await desk.get(method="HEAD", **{"Accept-Encoding": "gzip"})
    assert len(made) == 2


async def test_what_is_unchanged_is_not_written_again(desk, monkeypatch):
    made = []
    write = CalendarFeed.render
    monkeypatch.setattr(CalendarFeed, "render", lambda *given: made.append(1) or write(*given))
    async with desk.open():
        _, headers, _ = await desk.get()
        await desk.get(**{"If-None-Match": headers["ETag"]})
        assert len(made) == 1
        desk.town(lambda town: town.schedule(title="Third", starts_at=START + (START - NOW)))
        assert titles((await desk.get())[2]) == ["Fines", "Round table", "Third"]
        assert titles((await desk.get(NORA))[2]) == ["Round table", "Third"]
    assert len(made) == 3


NOT_THERE = [
    (UNKNOWN, ".ics"),
    (NORA, "/d1.ics"),
    (NORA, ".txt"),
    (NORA, "x.ics"),
    ("short", ".ics"),
    ("..%2F..%2Fetc%2Fpasswd", ".ics"),
    ("%27 OR 1=1 --", ".ics"),
]


async def test_all_that_is_not_there_is_answered_in_the_same_words(desk):
    async with desk.open():
        desk.town(lambda town: revoke_address(LIAM, work=town.work, now=NOW))
        answers = [await desk.get(what, tail) for what, tail in [*NOT_THERE, (LIAM, ".ics")]]
        assert {status for status, _, _ in answers} == {404}
        assert len({body for _, _, body in answers}) == 1
        assert {headers["Content-Type"] for _, headers, _ in answers} == {
            "text/plain; charset=utf-8"
        }


async def test_an_old_address_ends_at_once_and_so_does_a_closed_account(desk):
    async with desk.open():
        assert (await desk.get())[0] == 200
        old = desk.secrets[LIAM]
        made = desk.town(
            lambda town: make_address(LIAM, randomness=bytes(range(1, 33)), work=town.work, now=NOW)
        )
        assert (await desk.get(old))[0] == 404
        assert (await desk.get(made))[0] == 200
        desk.directory.people[LIAM] = replace(desk.directory.people[LIAM], active=False)
        assert (await desk.get(made))[0] == 404


async def test_an_address_of_another_workspace_is_not_served_here(desk):
    with desk.database.transaction("T2") as work:
        theirs = make_address("U9", randomness=bytes(reversed(range(32))), work=work, now=NOW)
    async with desk.open():
        assert (await desk.get(theirs))[0] == 404


@pytest.mark.parametrize("silent", [LIAM, TECH, BOARD])
async def test_while_slack_does_not_say_who_is_where_there_is_no_calendar(desk, silent):
    async with desk.open():
        assert (await desk.get())[0] == 200
        desk.directory.silent.add(silent)
        status, headers, body = await desk.get()
        assert (status, headers["Retry-After"]) == (503, "300")
        assert b"VCALENDAR" not in body
        desk.directory.silent.clear()
        assert (await desk.get())[0] == 200


async def test_a_channel_that_is_gone_takes_its_own_entries_along_and_no_others(desk):
    desk.town(lambda town: town.schedule(group=town.board, title="Budget"))
    async with desk.open():
        assert titles((await desk.get())[2]) == ["Budget", "Fines", "Round table"]
        desk.directory.channels[TECH] = None
        assert titles((await desk.get())[2]) == ["Budget"]


class NoDatabase:
    async def read(self, _workspace_id, _job):
        raise NotSaved


async def test_a_database_that_does_not_answer_is_asked_again_later(database_sqlite):
    async with Desk(database_sqlite, memory=NoDatabase()).open() as desk:
        status, headers, _ = await desk.get()
        assert (status, headers["Retry-After"]) == (503, "120")


async def test_who_asks_too_often_is_told_when_to_come_again(database_sqlite):
    limits = CalendarLimits(burst=2, a_minute=6, clock=lambda: 1.0)
    async with Desk(database_sqlite, limits=limits).open() as desk:
        statuses = [await desk.get() for _ in range(3)]
        assert [status for status, _, _ in statuses] == [200, 200, 429]
        assert statuses[2][1]["Retry-After"] == "10"
        assert (await desk.get(NORA))[0] == 200, "each address for itself"


async def test_guesses_are_slowed_down_together(database_sqlite):
    limits = CalendarLimits(unknown_burst=2, unknown_a_minute=1, clock=lambda: 1.0)
    async with Desk(database_sqlite, limits=limits).open() as desk:
        assert (await desk.get())[0] == 200
        guesses = [(await desk.get(f"{n}" * 43))[0] for n in range(4)]
        assert guesses == [404, 404, 429, 429]
        assert (await desk.get())[0] == 200


async def test_until_the_process_has_started_it_is_asked_for_again(desk):
    async with desk.open():
        desk.site.private = {}
        assert (await desk.get())[0] == 503
        desk.site.has_calendars = False
        assert (await desk.get())[0] == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PROPFIND"])
async def test_calendars_are_only_read(desk, method):
    async with desk.open():
        assert (await desk.get(method=method))[0] == 404


class Broken:
    """Fails as a bug of ours would, with the address in the error's words."""

    def __init__(self, database):
        self.database = database

    async def read(self, workspace_id, job):
        await self.database.read(workspace_id, job)
        raise RuntimeError(f"no such address: {UNKNOWN}")


async def test_no_address_stands_in_any_log_whatever_happens(desk):
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    root, loggers = logging.getLogger(), ("", "uvicorn", "uvicorn.error", "uvicorn.access")
    levels = {name: logging.getLogger(name).level for name in loggers}
    root.addHandler(handler)
    for name in loggers:
        logging.getLogger(name).setLevel(logging.DEBUG)
    try:
        async with desk.open():
            for what, tail in [*NOT_THERE, (LIAM, ".ics")]:
                await desk.get(what, tail)
            desk.directory.silent.add(TECH)
            await desk.get()
            desk.site.private["calendar"].memory = Broken(desk.database)
            assert (await desk.get(UNKNOWN))[0] == 500
    finally:
        root.removeHandler(handler)
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)
    logged = stream.getvalue()
    assert "calendar_read" in logged
    assert "calendar_not_read" in logged
    assert "RuntimeError" in logged
    for secret in (*desk.secrets.values(), UNKNOWN, "/calendar/"):
        assert secret not in logged
