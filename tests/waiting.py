"""Waiting for what others do, on a machine that may be busy: only a failure takes the time."""

import asyncio
import time

from handlers.sandbox import Timing

PATIENCE = 60.0
"""Seconds after which something hangs or was forgotten; what goes well takes a hundredth."""
PATIENT = Timing(ack=PATIENCE, trigger=PATIENCE)
"""A pretend Slack that waits, for tests of what is answered and not of how soon."""


async def until(true, within=PATIENCE):
    """What `true` gives once that is true; TimeoutError where it never is."""
    async with asyncio.timeout(within):
        while not (found := true()):
            await asyncio.sleep(0.01)
    return found


def wait_until(true, within=PATIENCE):
    """The same for what other threads and processes do."""
    ends = time.monotonic() + within
    while not (found := true()):
        assert time.monotonic() < ends, "it never came to be so"
        time.sleep(0.02)
    return found
