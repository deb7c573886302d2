"""A series keeps its wall time through a change of clocks, and so do its reminders."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.stories.test_series_of_dialogues import all_the_same
from tests.stories.town import TECH, technology

ZONES = (
    "Europe/London America/New_York Australia/Sydney America/Santiago Africa/Cairo Asia/Beirut "
    "Africa/Casablanca Pacific/Auckland America/Havana Asia/Jerusalem"
).split()
DAY = timedelta(days=1)


def next_change(now):
    """The zone whose clocks change next, ten days ahead or more, and the local day of it."""
    for days in range(10, 300):
        noon = datetime.combine((now + days * DAY).date(), time(12))
        for key in ZONES:
            zone = ZoneInfo(key)
            before, after = (noon - DAY).replace(tzinfo=zone), noon.replace(tzinfo=zone)
            if before.utcoffset() != after.utcoffset():
                return key, noon.date()
    raise AssertionError("no clocks change any more")


@pytest.mark.timeout(300)  # months of mornings pass until the clocks change
def test_reminders_come_at_the_same_wall_time_on_both_sides_of_the_change(tmp_path):
    with technology(tmp_path) as network:
        zone, change = next_change(network.now)
        first, second = change - 5 * DAY, change + 2 * DAY
        amara, liam = network.person("amara"), network.person("liam")
        answer = amara.types(
            TECH,
            f"/dialogue schedule Age assurance every week on {first:%A} at 14:00 in {zone} "
            f"starting {first} 3 times",
        )
        told = all_the_same(amara, answer)
        assert f"Every week on {first:%A} at 14:00 ({zone}), 3 times." in told.words
        announced = liam.finds(TECH, "A series, every week on")
        assert f"at 14:00 ({zone}), 3 times" in announced.words

        starts = [datetime.combine(d, time(14), ZoneInfo(zone)) for d in (first, second)]
        gap = starts[1].astimezone(UTC) - starts[0].astimezone(UTC)
        assert gap != 7 * DAY, "an hour more or less passes, by the sun"
        network.advance_to(starts[1].astimezone(UTC) - timedelta(minutes=30))
        reminders = [m for m in liam.reads(TECH) if m.words.startswith("In 1 hour: ")]
        at = [datetime.fromtimestamp(float(m.ts), ZoneInfo(zone)) for m in reminders]
        assert [f"{moment:%Y-%m-%d %H:%M}" for moment in at] == [
            f"{d} 13:00" for d in (first, second)
        ]
        invitations = [m for m in liam.reads(TECH) if m.words.startswith("Age assurance\n")]
        assert [m.words.count("A series") for m in invitations] == [1, 0], "announced once"
        assert "14:00 (" + zone in invitations[1].words
