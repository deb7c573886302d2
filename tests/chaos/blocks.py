"""Slack refuses some recipients for a while; no event tells when that ends; then all arrives."""

import time
from collections import Counter
from dataclasses import dataclass
from random import Random

from sqlalchemy import text

from bot.use_cases.groups.blocked_notices import BLOCKED, REOPENED
from tests.chaos.company import Company, wait_until
from tests.chaos.slack import TEAM, channel_id, person_id

FIRST_PROBE = 0.5
CHANNEL_WORDS = ("restricted_action", "is_inactive", "channel_is_limited_access")
PERSON_WORDS = ("messages_tab_disabled", "team_access_not_granted", "user_not_visible")


@dataclass(frozen=True, kw_only=True)
class Plan:
    """`refused`: this share of all channels and people; `closed` seconds after the last is due."""

    database_url: str
    number: int
    seed: int
    rate: float
    workers: int = 1
    channels: int = 12
    people: int = 60
    refused: float = 0.5
    closed: float = 5.0


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What came of it; `lost` and `doubled` are ids of deliveries."""

    plan: Plan
    blocked: int
    refusals: int
    held: int
    """Deliveries that waited when Slack gave way."""
    lost: list
    doubled: list
    unsent: int
    told: dict
    """How many notes of each kind were sent."""
    left_blocked: int
    seconds: float

    @property
    def as_promised(self):
        silent = self.blocked == 0 or self.held == 0 or not self.told.get(BLOCKED)
        same = self.told.get(BLOCKED) == self.told.get(REOPENED)
        return same and not (silent or self.lost or self.doubled or self.unsent)

    def __str__(self):
        plan = self.plan
        database = plan.database_url.partition(":")[0]
        return (
            f"{database}, {plan.workers} worker(s), seed {plan.seed}: {plan.number} deliveries, "
            f"{self.blocked} recipients refused {self.refusals} times, {self.held} held\n"
            f"  {len(self.lost)} lost, {len(self.doubled)} doubled, {self.unsent} unsent, "
            f"{self.left_blocked} still blocked, told: {self.told}, {self.seconds:.0f} s"
        )


def run(plan, folder):
    """Everything that was started has ended."""
    began = time.monotonic()
    choose = Random(plan.seed)
    with Company(folder, plan.database_url, plan) as company:
        blocked = _refuse_some(company.slack, plan, choose)
        company.seed()
        for number in range(plan.workers):
            settings = {"CONVENOR_FIRST_PROBE": str(FIRST_PROBE)}
            company.start("worker", f"worker-{number}", **settings)
        others = plan.number - _owed_to(company, blocked)
        wait_until(lambda: company.count("state = 'sent'") >= others, within=300)
        time.sleep(plan.closed)
        held = company.count("state = 'owed'")
        company.slack.misbehave(clear=True)
        company.wait_until_settled(within=300)
        times = company.times()
        refusals, _ = company.slack.struck()
        return Outcome(
            plan=plan,
            blocked=len(blocked),
            refusals=sum(refusals.values()),
            held=held,
            lost=[one for one in company.owed if not times[one]],
            doubled=[one for one, number in times.items() if number > 1],
            unsent=company.count("state <> 'sent'"),
            told=_told(company),
            left_blocked=_left_blocked(company),
            seconds=time.monotonic() - began,
        )


def _refuse_some(slack, plan, choose):
    """Person 0 is the secretariat, who is told, and so is never one of them."""
    channels = choose.sample(range(plan.channels), round(plan.channels * plan.refused))
    people = choose.sample(range(1, plan.people), round(plan.people * plan.refused))
    places = [(channel_id(n), CHANNEL_WORDS) for n in channels]
    places += [(person_id(n), PERSON_WORDS) for n in people]
    for recipient, words in places:
        slack.misbehave(
            method="chat.postMessage", channel=recipient, fault=f"error:{choose.choice(words)}"
        )
    return {recipient for recipient, _ in places}


def _owed_to(company, recipients):
    return sum(row.recipient in recipients for row in company.owed.values())


def _told(company):
    query = text("SELECT kind FROM deliveries WHERE kind LIKE 'group.%' AND state = 'sent'")
    with company.database.engine.connect() as connection:
        return dict(Counter(connection.execute(query).scalars()))


def _left_blocked(company):
    with company.database.transaction(TEAM, write=False) as work:
        return len(work.recipients.errors_of_blocked())
