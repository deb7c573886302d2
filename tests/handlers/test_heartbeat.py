"""A write now and then proves that what people type is kept; a full disk and a lost file show."""

import os
from datetime import timedelta

import pytest

from bot.domain.errors import NotSaved
from handlers.wiring import real_now
from tests.handlers.watched import no_file_grows, watched


@pytest.mark.parametrize("harm", ["unlink", "replace", "empty"])
async def test_a_file_that_is_gone_shows_at_once_and_what_is_typed_is_refused(tmp_path, harm):
    async with watched(tmp_path, socket_mode=False) as it:
        await it.becomes(200)
        path = tmp_path / "convenor.sqlite3"
        if harm == "unlink":
            path.unlink()
        elif harm == "replace":
            path.rename(tmp_path / "aside.sqlite3")
            path.write_bytes((tmp_path / "aside.sqlite3").read_bytes())
        else:
            os.truncate(path, 0)
        lacking = await it.becomes(503, "writes")
        assert "the file was" in lacking["writes"]
        with pytest.raises(NotSaved):
            await it.convenor.watching.database.write(
                "T1", lambda work: work.numbers.take_next("D")
            )


async def test_a_full_disk_shows_and_is_over_once_there_is_room(tmp_path, caplog):
    async with watched(tmp_path, socket_mode=False) as it:
        await it.becomes(200)
        caplog.set_level("INFO", "handlers.watching")
        watching = it.convenor.watching
        with no_file_grows():
            await watching.heartbeat.write()
            lacking = await it.becomes(503, "writes")
        assert "disk I/O error" in lacking["writes"]
        await watching.heartbeat.write()
        await it.becomes(200)
    told = [r.msg for r in caplog.records if r.msg in ("nothing_is_saved", "saved_again")]
    assert told == ["nothing_is_saved", "saved_again"]


async def test_a_clock_that_is_two_days_ahead_shows_and_sends_nothing(tmp_path):
    async with watched(tmp_path, socket_mode=False) as it:
        await it.becomes(200)
        clock = it.convenor.watching.clock
        clock.now = lambda: real_now() + timedelta(days=2)
        lacking = await it.becomes(503, "clock")
        assert lacking["clock"] == "the machine's clock is 2 days ahead of Slack's"
        clock.now = real_now
        await it.becomes(200)
