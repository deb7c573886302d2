"""A worker is suspended past its lease in the middle of its work, and woken: still once."""

import time

import pytest

from tests.chaos.company import SETTINGS, Company, Work, says, wake
from tests.waiting import wait_until

WORK = Work(number=40, rate=1_000, channels=8, people=16)
ASKING, POSTING = "state = 'sending' AND NOT begun", "state = 'sending' AND begun"


@pytest.mark.long
@pytest.mark.timeout(180)
def test_what_it_held_is_sent_by_another_and_not_again_when_it_wakes(database_url, tmp_path):
    """It sleeps while it asks who reads, while it waits for an answer, and while Slack takes its
    time to post at all."""
    with Company(tmp_path, database_url, WORK) as company:
        company.slack.misbehave(method="users.info", fault="late", seconds=1, share=0.7)
        for seed, fault in enumerate(("late", "slow")):
            post = {"method": "chat.postMessage", "seconds": 1.5, "share": 0.5, "seed": seed}
            company.slack.misbehave(fault=fault, **post)
        first, second = (company.start("worker", name) for name in ("first", "second"))
        wait_until(lambda: says(first, "ready") and says(second, "ready"))
        company.put_to_sleep(second)
        company.seed()
        company.put_to_sleep(first, lambda: company.count(ASKING) and company.count(POSTING))
        wake(second)
        time.sleep(float(SETTINGS["CONVENOR_LEASE"]))
        company.wait_until_settled()
        company.check_each_once()
        wake(first)
        wait_until(lambda: says(first, "not_ours_any_more") or says(first, "ours=false"))
        time.sleep(1)
        company.check_each_once()
