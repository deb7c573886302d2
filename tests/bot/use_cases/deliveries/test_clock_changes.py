"""Every change of clocks of 2026 and 2027 in the sample network's zones, with the loop running."""

from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.bot.use_cases.deliveries.clockwork import Clockwork, changes, zones_of_the_network

ROOT = Path(__file__).resolve().parents[4]
ZONES = {zone: list(changes(zone)) for zone in zones_of_the_network(ROOT)}
STEADY = {"Africa/Accra", "Africa/Johannesburg", "Asia/Seoul", "Pacific/Fiji"}
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
USEFUL = {
    "dialogue.reminder.10080": 24 * HOUR,
    "dialogue.reminder.1440": 22 * HOUR,
    "dialogue.reminder.60": HOUR,
    "dialogue.starting": 10 * MINUTE,
    "dialogue.begins": HOUR,
    "dialogue.closing": 10 * MINUTE,
    "dialogue.attendance": 48 * HOUR,
    "digest.weekly": 24 * HOUR,
    "digest.preview": 2 * HOUR,
    "morning": 9 * HOUR,
}
"""How long after its moment each is still of use."""


def nights():
    """By the date of a change, the zones that change then and one that does not."""
    found = {}
    for zone, moments in ZONES.items():
        for change in moments:
            found.setdefault(change[0].date(), {})[zone] = change
    for change in found.values():
        first = min(at for at, _, _ in change.values())
        steady = ZoneInfo("Asia/Seoul")
        change["Asia/Seoul"] = (first, *[first.astimezone(steady).utcoffset()] * 2)
    return found


NIGHTS = nights()
SPRING, AUTUMN = (day for day in NIGHTS if day.year == 2027 and "Europe/London" in NIGHTS[day])


def test_the_network_has_nine_zones_that_change_twice_a_year():
    assert {zone for zone, moments in ZONES.items() if not moments} == STEADY
    assert [len(ZONES[zone]) for zone in ZONES if zone not in STEADY] == [4] * 9
    assert len(NIGHTS) == 12


@pytest.mark.parametrize("night", NIGHTS, ids=str)
def test_each_comes_once_at_its_wall_time_with_the_loop_started_before(database_sqlite, night):
    clockwork = Clockwork(database_sqlite, NIGHTS[night])
    clockwork.live((clockwork.start, clockwork.end))
    assert clockwork.sent() == {key: [due] for key, due in clockwork.wanted().items()}
    assert len(clockwork.due) >= 6 * len(clockwork.zones)


@pytest.mark.parametrize("night", NIGHTS, ids=str)
def test_each_comes_once_at_its_wall_time_with_the_loop_started_after(database_sqlite, night):
    """All was owed before the change; what was missed comes once, late, or not at all."""
    clockwork = Clockwork(database_sqlite, NIGHTS[night])
    back = clockwork.at + 150 * MINUTE
    clockwork.live((clockwork.start, clockwork.start))
    clockwork.live((back, clockwork.end))
    check(clockwork, left=clockwork.start, back=back)


@pytest.mark.parametrize("night", [SPRING, AUTUMN], ids=str)
def test_a_process_that_slept_over_the_change_goes_on_in_time(database_sqlite, night):
    clockwork = Clockwork(database_sqlite, NIGHTS[night])
    left, back = clockwork.at - 5 * MINUTE, clockwork.at + 150 * MINUTE
    clockwork.live((clockwork.start, left), (back, clockwork.end))
    check(clockwork, left=left, back=back)


def check(clockwork, *, left, back):
    """What fell due between the two is sent once on the return, if it still helps; the rest at its
    moment."""
    sent, due = clockwork.sent(), clockwork.wanted()
    missed = {key for key, at in due.items() if left < at <= back}
    on_time = {key: [at] for key, at in due.items() if at > back or at <= left}
    assert missed
    assert len(on_time) >= 3 * len(clockwork.zones)
    late = {key: sent.pop(key) for key in missed & sent.keys()}
    assert sent == on_time
    assert all(at == [back] for at in late.values())
    assert late.keys() == {key for key in missed if due[key] + USEFUL[key[0]] > back}
