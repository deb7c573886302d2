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


@pytest.mark.parametrize(
    "wrong", [{"times": "often"}, {"times": [2]}, {"share": None}, {"seed": {}}]
)
async def test_a_fault_whose_numbers_are_none_is_refused_and_not_in_force(wrong):
    async with playing() as world:
        status, _ = await world.post("faults", SINA, method="auth.test", fault="500", **wrong)
        answer = await world.api("auth.test")
    assert (status, answer["ok"]) == (400, True)
