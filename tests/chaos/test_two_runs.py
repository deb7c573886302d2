"""Two `convenor run` by mistake on one SQLite file: everything is once, as with one."""

from collections import Counter
from datetime import timedelta

import pytest

from tests.chaos.company import Company, Work, says
from tests.chaos.slack import channel_id, now
from tests.waiting import wait_until

APP = {"SLACK_APP_TOKEN": "xapp-chaos"}
WORK = Work(number=80, rate=20)


@pytest.mark.long
@pytest.mark.timeout(240)
def test_both_work_and_each_message_is_sent_once(tmp_path):
    """Both make the file, plan, wake and send; commands come to either over its own socket."""
    with Company(tmp_path, f"sqlite:///{tmp_path}/convenor.sqlite3", WORK) as company:
        runs = [company.start("run", name, **APP) for name in ("first", "second")]
        wait_until(lambda: all(says(run, "ready") for run in runs))
        company.seed()
        acknowledged, not_in_time = [], []
        # Until both were woken by a command and have found something to send.
        while len(acknowledged) < 4 or not all(says(run, "delivery_settled") for run in runs):
            number = len(acknowledged) + len(not_in_time)
            assert number < 60, "one of them never came to send anything"
            title = f"Asked for as number {number}"
            day = (now() + timedelta(days=20 + number)).date()  # a day of its own: no overlaps
            wish = f"/dialogue schedule {title} on {day} 14:00"
            kept = acknowledged if company.command(channel_id(0), wish) else not_in_time
            kept.append(title)
        seeded = f"id <= {max(company.owed)} AND state <> 'sent'"
        wait_until(lambda: company.count(seeded) == 0)
        wait_until(lambda: all(title in _announced(company) for title in acknowledged))
        assert all(run.running for run in runs)
        times = company.times()
        assert {times[number] for number in company.owed} == {1}
        assert set(times.values()) == {1}
        assert set(_announced(company).values()) == {1}


def _announced(company):
    """How often each title is in the channel as an invitation."""
    return Counter(
        arrival["text"].splitlines()[0]
        for arrival in company.slack.get("/door/arrived")["arrived"]
        if arrival["text"].startswith("Asked for")
    )
