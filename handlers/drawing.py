"""Draws pictures in a process of their own, which ends and gives its memory back.

What draws (matplotlib, numpy, fonts) is 60 MB, more than half of Convenor itself, and no process
can unload it. A lighter library would have to be taught the rows, the legends and the order of
right-to-left names again; a process costs half a second for each of a few pictures a day.
"""

import asyncio
import gc
import logging
import os
import pickle
import sys
from asyncio.subprocess import PIPE
from collections.abc import Callable
from dataclasses import dataclass, field
from traceback import format_tb

from bot.languages import language_now, speaking

log = logging.getLogger(__name__)

_COMMAND = (sys.executable, "-P", "-m", "handlers.drawing")
_WORDS = 2_000


class NotDrawn(Exception):
    """Nothing was drawn; told in the log already."""


@dataclass(frozen=True, slots=True)
class Drawer:
    """One picture at a time, however many are asked for.

    `patience`: seconds for one; a process that takes longer is killed.
    """

    patience: float = 60.0
    _drawing: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def draw(self, draw: Callable[[], bytes]) -> bytes:
        """What `draw` makes there, in the language that is spoken here. NotDrawn where it fails.

        `draw`: a function of a module or a `partial` of one; it is pickled with all it holds.
        """
        async with self._drawing:
            png, words, ended = await self._run(pickle.dumps((language_now(), draw)))
        if ended or not png:
            log.warning("picture_not_drawn", extra={"ended": ended, "words": words[-_WORDS:]})
            raise NotDrawn
        return png

    async def _run(self, given: bytes) -> tuple[bytes, str, int | None]:
        path = os.pathsep.join(filter(None, sys.path))  # as of this process, however it was started
        process = await asyncio.create_subprocess_exec(
            *_COMMAND, stdin=PIPE, stdout=PIPE, stderr=PIPE, env=os.environ | {"PYTHONPATH": path}
        )
        try:
            async with asyncio.timeout(self.patience):
                png, words = await process.communicate(given)
        except TimeoutError:
            return b"", "it took too long", None
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        return png, words.decode(errors="replace"), process.returncode


def main() -> None:
    """In the process of its own: what to call comes in, what it makes goes out."""
    gc.disable()  # it ends before that would be worth anything
    try:
        language, draw = pickle.load(sys.stdin.buffer)  # noqa: S301 - from our own parent
        with speaking(language):
            sys.stdout.buffer.write(draw())
    except Exception as error:
        # The way to it, and not its words, which may be what people wrote.
        sys.exit("".join(format_tb(error.__traceback__)) + type(error).__name__)


if __name__ == "__main__":
    main()
