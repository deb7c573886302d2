"""A picture's process: apart from ours, one at a time, and nobody's end but its own."""

import asyncio
import os
from functools import partial

import pytest

from bot.languages import speaking
from handlers.drawing import Drawer, NotDrawn


def running(code):
    return partial(eval, f"(os := __import__('os')) and ({code})")


async def test_it_is_another_process_that_ends():
    pid = int(await Drawer().draw(running("str(os.getpid()).encode()")))
    assert pid != os.getpid()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


async def test_it_speaks_the_language_that_is_spoken_here():
    spoken = running("__import__('bot.languages').languages.language_now().encode()")
    with speaking("fr"):
        assert await Drawer().draw(spoken) == b"fr"


async def test_one_that_is_killed_is_told_and_the_next_is_drawn(caplog):
    drawer = Drawer()
    with pytest.raises(NotDrawn):
        await drawer.draw(running("os.kill(os.getpid(), 9)"))
    assert caplog.records[-1].ended == -9
    assert await drawer.draw(partial(bytes, b"PNG")) == b"PNG"


async def test_one_that_takes_too_long_is_killed(caplog, tmp_path):
    os.mkfifo(tmp_path / "never")
    with pytest.raises(NotDrawn):
        await Drawer(patience=0.1).draw(running(f"open({str(tmp_path / 'never')!r}, 'rb').read()"))
    assert caplog.records[-1].words == "it took too long"


async def test_what_fails_is_told_without_its_words(caplog):
    with pytest.raises(NotDrawn):
        await Drawer().draw(partial(int, "what somebody wrote"))
    told = caplog.records[-1]
    assert told.ended == 1
    assert "ValueError" in told.words
    assert "somebody" not in told.words


async def test_one_is_drawn_at_a_time(tmp_path):
    mark = str(tmp_path / "drawing")
    alone = running(f"open({mark!r}, 'x').close() or os.remove({mark!r}) or b'PNG'")
    drawer = Drawer()
    assert await asyncio.gather(*(drawer.draw(alone) for _ in range(4))) == [b"PNG"] * 4
