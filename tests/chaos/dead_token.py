"""A token that Slack wrongly calls dead now and then, that then dies, and that works again."""

import time
from dataclasses import dataclass

from tests.chaos.company import Company, Work, says
from tests.waiting import wait_until

WHILE_DEAD = 2.0
"""Seconds for which the token stays dead once sending has stopped."""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What came of it, where each message is in Slack once."""

    sent: int
    struck: dict
    """How often each word befell a post."""
    before: int
    """Sent while the word was only now and then said, and not true."""
    seconds: float

    def __str__(self):
        return (
            f"dead token: {self.sent} deliveries once each, {self.before} of them before it died; "
            f"faults of posts: {self.struck}, {self.seconds:.0f} s"
        )


def run(folder, database_url, *, number, seed):
    """Raises AssertionError where it is not as promised."""
    began = time.monotonic()
    with Company(folder, database_url, Work(number=number, rate=number / 6)) as company:
        company.slack.misbehave(
            method="chat.postMessage", fault="error:invalid_auth", share=0.3, seed=seed
        )
        worker = company.start("worker", "worker", CONVENOR_READY_WITHIN="1.5")
        wait_until(lambda: says(worker, "ready"))
        company.seed()
        wait_until(lambda: company.count("state = 'sent'") >= number / 3)
        assert not says(worker, "workspace_stopped"), "stopped by a word that was not true"
        company.slack.misbehave(method="*", fault="error:token_revoked")
        wait_until(lambda: says(worker, "workspace_stopped"))
        time.sleep(WHILE_DEAD)
        before = company.count("state = 'sent'")
        assert before < number, "it died too late"
        assert not company.count("state = 'dropped'")
        struck, _ = company.slack.struck()
        company.slack.misbehave(clear=True)
        company.wait_until_settled(within=90)
        assert says(worker, "workspace_resumed")
        company.check_each_once()
        return Outcome(
            sent=company.count("state = 'sent'"),
            struck=struck,
            before=before,
            seconds=time.monotonic() - began,
        )
