"""Load over real HTTP/1.1 with kept connections: a number of clients at once, or a number a second.

Like Slack it gives up on a request after three seconds, and such a request counts as unanswered.
"""

import asyncio
import time
from dataclasses import dataclass, field

PATIENCE = 3.0


@dataclass
class Answered:
    """Latencies in seconds of the requests that were answered well; what else came, counted."""

    took: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def rate(self):
        return len(self.took) / self.seconds if self.seconds else 0.0

    @property
    def slowest(self):
        """Seconds; three where one was not answered in time."""
        return PATIENCE if _LATE in self.wrong else max(self.took, default=PATIENCE)


_LATE = "no answer in three seconds"


class Connection:
    """One client: sends a request, reads the whole answer, connects again where it must."""

    def __init__(self, port):
        self._port = port
        self._reader = self._writer = None

    async def ask(self, request):
        """(status, body). A connection that the server closed while idle is opened again once."""
        if self._writer is None:
            await self._open()
        try:
            return await self._exchange(request)
        except (ConnectionError, asyncio.IncompleteReadError):
            await self._open()
            return await self._exchange(request)

    async def close(self):
        if self._writer is not None:
            self._writer.close()
            self._writer = None

    async def _open(self):
        await self.close()
        self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port)

    async def _exchange(self, request):
        self._writer.write(request)
        head = await self._reader.readuntil(b"\r\n\r\n")
        status_line, *lines = head.decode("latin-1").split("\r\n")
        length, keep = 0, status_line.startswith("HTTP/1.1")
        for line in lines:
            name, _, value = line.partition(":")
            if name.lower() == "content-length":
                length = int(value)
            elif name.lower() == "connection":
                keep = value.strip().lower() != "close"
        body = await self._reader.readexactly(length)
        if not keep:
            await self.close()
        return int(status_line.split()[1]), body


async def at_once(port, clients, seconds, make, *, well=b""):
    """`clients` that each send the next request when the last is answered.

    `make(client)` gives a request's bytes; an answer counts when it is 200 and has `well` in it.
    """
    found = Answered()
    began = time.perf_counter()
    until = began + seconds

    async def one(number):
        connection = Connection(port)
        while time.perf_counter() < until:
            await _timed(connection, make(number), well, found)
        await connection.close()

    await asyncio.gather(*(one(number) for number in range(clients)))
    found.seconds = time.perf_counter() - began
    return found


async def one_by_one(port, requests):
    """Send each when the one before is answered; what is answered is not looked at."""
    connection = Connection(port)
    for request in requests:
        await connection.ask(request)
    await connection.close()


async def a_second(port, rate, seconds, make, *, well=b""):
    """`rate` requests a second at even distances, each sent whether or not the last is answered."""
    found, idle, tasks = Answered(), [], []
    began = time.perf_counter()

    async def one(number):
        connection = idle.pop() if idle else Connection(port)
        await _timed(connection, make(number), well, found)
        idle.append(connection)

    for number in range(round(rate * seconds)):
        await asyncio.sleep(max(0.0, began + number / rate - time.perf_counter()))
        tasks.append(asyncio.ensure_future(one(number)))
    await asyncio.gather(*tasks)
    found.seconds = time.perf_counter() - began
    for connection in idle:
        await connection.close()
    return found


async def _timed(connection, request, well, found):
    sent = time.perf_counter()
    try:
        async with asyncio.timeout(PATIENCE):
            status, body = await connection.ask(request)
    except (OSError, asyncio.IncompleteReadError) as error:
        found.wrong.append(_LATE if isinstance(error, TimeoutError) else type(error).__name__)
        await connection.close()
        return
    if status == 200 and well in body:
        found.took.append(time.perf_counter() - sent)
    else:
        found.wrong.append(f"{status} {body[:200]!r}")
