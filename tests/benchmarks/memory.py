"""What `convenor run` holds when it is ready, and after pictures that people asked for.

Each picture is the answer to `/dialogue find` over a socket: drawn, uploaded, shown. It counts when
its upload is complete. The memory is VmRSS of the process, read when nothing is under way; the
pictures' own processes have ended by then, and the largest that was seen of them is a row too.
"""

import asyncio
import time
from contextlib import suppress
from pathlib import Path

from tests.benchmarks import town
from tests.benchmarks.payloads import command
from tests.benchmarks.processes import convenor, memory_of, started
from tests.benchmarks.rows import Row, at_most
from tests.benchmarks.slack import Slack

ASKED = "/dialogue find 60m in the next 3 weeks"
DRAWN = "files.completeUploadExternal"
PEOPLE = 20


async def run(folder, _postgresql, *, quick=False):
    pictures = 2 if quick else 100
    url = town.sqlite_url(folder, "memory")
    await asyncio.to_thread(town.settle, url, PEOPLE)
    async with Slack(PEOPLE).running() as slack:
        environment = convenor(slack.api_url, url, socket=True)
        words = ("-m", "bot", "run")
        async with started(folder, "run", *words, ready=" ready ", **environment) as process:
            await asyncio.sleep(0.1 if quick else 5)  # what the first beats read is there too
            ready, took, drawing = process.memory(), [], 0.0
            for number in range(pictures):
                began = time.perf_counter()
                asked = asyncio.ensure_future(
                    slack.deliver(command(ASKED, 0, slack.respond_url), "slash_commands")
                )
                while slack.calls[DRAWN] <= number:
                    drawing = max(drawing, _drawing(process.pid))
                    await asyncio.sleep(0.01)
                await asked
                took.append(time.perf_counter() - began)
                if number == 0:
                    first = process.memory()
            after = process.memory()
    named = {"benchmark": "memory", "unit": "MB"}
    within = {"aim": at_most(120)}
    return [
        Row(what="when ready, first beats over", ours=[ready], **within, **named),
        Row(what="after the first picture", ours=[first], **within, **named),
        Row(what=f"after {pictures} pictures", ours=[after], **within, **named),
        Row(what="a picture's own process, at most", ours=[drawing], **named),
        Row(benchmark="memory", what="from /dialogue find to its picture", unit="s", ours=took),
    ]


def _drawing(pid):
    """Mebibytes of the process that draws, if there is one now."""
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError, TypeError):  # it has ended meanwhile
            for child in children.read_text().split():
                if b"handlers.drawing" in Path(f"/proc/{child}/cmdline").read_bytes():
                    return memory_of(child)
    return 0.0
