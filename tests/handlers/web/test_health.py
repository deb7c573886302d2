"""Ready is what every check finds good, told by name; no check holds up the answer."""

import asyncio

import pytest

from handlers.web.health import CheckResult, Health, recent


def check(good=True, says="fine"):
    async def look():
        return CheckResult(good, says)

    return look


async def test_ready_is_what_every_check_finds_good():
    health = Health(checks={"database": check(), "slack": check(False, "never yet")})
    report = await health.report()
    assert not report.ready
    assert report.as_json() == {
        "ready": False,
        "checks": {
            "database": {"ok": True, "says": "fine"},
            "slack": {"ok": False, "says": "never yet"},
        },
    }
    assert (await Health(checks={"database": check()}).report()).ready


async def test_a_check_that_hangs_or_breaks_is_not_good_and_the_others_are_told():
    async def hangs():
        await asyncio.Event().wait()

    async def breaks():
        raise KeyError("xoxb-secret")

    checks = {"hangs": hangs, "breaks": breaks, "works": check()}
    findings = (await Health(checks=checks, patience=0.05).report()).findings
    assert findings["hangs"] == CheckResult(False, "no answer in 0.05 s")
    assert findings["breaks"] == CheckResult(False, "the check failed")
    assert findings["works"].good


async def test_many_who_ask_at_once_and_soon_after_ask_once():
    now, asked = [0.0], []

    async def look():
        asked.append(now[0])
        await asyncio.sleep(0)
        return CheckResult(True, "fine")

    health = Health(checks={"slow": look}, keep=1.0, clock=lambda: now[0])
    await asyncio.gather(*(health.report() for _ in range(50)))
    now[0] = 1.0
    await health.report()
    assert asked == [0.0]
    now[0] = 1.1
    await health.report()
    assert asked == [0.0, 1.1]


async def test_who_gives_up_waiting_does_not_end_the_check_for_others():
    go_on = asyncio.Event()

    async def look():
        await go_on.wait()
        return CheckResult(True, "fine")

    health = Health(checks={"slow": look})
    impatient = asyncio.create_task(health.report())
    patient = asyncio.create_task(health.report())
    await asyncio.sleep(0)
    impatient.cancel()
    go_on.set()
    assert (await patient).ready


@pytest.mark.parametrize(
    ("age", "trouble", "finding"),
    [
        (None, None, CheckResult(False, "never yet")),
        (None, "invalid_auth", CheckResult(False, "never yet (invalid_auth)")),
        (0.4, None, CheckResult(True, "0 s ago")),
        (90.0, None, CheckResult(True, "90 s ago")),
        (90.1, "ratelimited", CheckResult(False, "90 s ago (ratelimited)")),
        (20.0, "ratelimited", CheckResult(True, "20 s ago (ratelimited)")),
    ],
)
async def test_what_went_well_a_while_ago_is_good_for_a_while(age, trouble, finding):
    assert await recent(lambda: age, 90.0, lambda: trouble)() == finding
