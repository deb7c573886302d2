"""What the page asks the server to do to itself: faults and sockets, and nothing else."""

import pytest

from tests.handlers.sandbox.world import (
    SINA,
    playing,
)


async def test_another_deed_is_refused():
    async with playing() as world:
        status, answer = await world.post("sockets", SINA, do="melt")
    assert status == 400
    assert "freeze" in answer["error"]


@pytest.mark.parametrize(
    ("method", "fault"),
    [
        ("auth.test", "earthquake"),
        ("auth.test", "repeat"),
        ("app:events_api", "ratelimited"),
        ("app:events_api", "error:fatal_error"),
        ("app:connect", "lost"),
    ],
)
async def test_a_fault_that_cannot_be_is_refused(method, fault):
    async with playing() as world:
        status, answer = await world.post("faults", SINA, method=method, fault=fault)
    assert status == 400
    assert fault in answer["error"]
