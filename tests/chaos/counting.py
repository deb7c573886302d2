"""The count at the end of a kill test: what is in Slack is compared with what was owed."""

from collections import Counter
from dataclasses import dataclass, field

from sqlalchemy import text

from bot.domain.message_kind import DropReason
from tests.chaos.slack import TEAM
from tests.chaos.wondering import shown_as_uncertain

SHOWN = 5
"""Rows of those that are wrong."""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What came of it; `lost` and `doubled` are ids of deliveries."""

    plan: object
    owed: int
    kills: int
    before_last_kill: int
    """How many had been sent by then."""
    seconds: float
    messages: int
    lost: list
    doubled: list
    unknown: list
    """Sent, but another message than the row says."""
    uncertain: list
    not_shown: list
    """Uncertain, and /wg why does not say so to the recipient."""
    unfinished: list
    """Neither sent nor dropped when nothing came to its end any more."""
    rows: dict
    """What is in the database of each that is wrong, and where it is in Slack."""
    states: dict
    faults: dict
    """How often each struck a post."""
    faults_elsewhere: dict
    cut_off: int
    """Deliveries whose posts a kill interrupted, where it can be told."""
    answers_lost: int
    """Also those that a killed worker did not live to hear; one for each delivery in a message."""
    without_cause: list
    """Uncertain, and no answer about it was lost."""
    odd: dict = field(default_factory=dict)
    """How many answers were not Slack's own, by what was asked and whether it was done."""

    @property
    def as_promised(self):
        too_uncertain = self.uncertain if self.plan.history else self.without_cause
        wrong = (self.lost, self.doubled, self.unknown, self.unfinished, self.not_shown)
        return not any((*wrong, too_uncertain))

    def __str__(self):
        plan, wrong = self.plan, "".join(f"\n  {row}" for row in [*self.rows.values()][:SHOWN])
        database = plan.database_url.partition(":")[0]
        history = "readable" if plan.history else "refused"
        return (
            f"{database}, {plan.workers} worker(s), seed {plan.seed}, history {history}: "
            f"{self.owed} deliveries in {self.messages} messages, {self.kills} kills, "
            f"{self.before_last_kill} sent before the last\n"
            f"  {len(self.lost)} lost, {len(self.doubled)} doubled, {len(self.unknown)} unknown, "
            f"{len(self.unfinished)} unfinished, {len(self.uncertain)} uncertain and "
            f"{len(self.not_shown)} of them not shown\n"
            f"  answers lost: {self.answers_lost}, of them cut off by kills: {self.cut_off}; "
            f"uncertain without one: {len(self.without_cause)}\n"
            f"  faults of posts: {self.faults}, of other calls: {self.faults_elsewhere}\n"
            f"  odd answers: {self.odd}\n"
            f"  states: {self.states}, {self.seconds:.0f} s{wrong}"
        )


def states(database, owed):
    """How many of the owed deliveries are in each state; nothing older is in the database."""
    query = text("SELECT state, count(*) FROM deliveries WHERE id <= :last GROUP BY state")
    with database.engine.connect() as connection:
        return Counter(dict(connection.execute(query, {"last": max(owed)}).all()))


def compare(plan, database, slack, owed, *, before, cut_off, given_up, seconds):
    """The outcome of a run whose workers have ended.

    `before`: how many were sent before the last kill. `cut_off`: deliveries whose posts kills
    interrupted, `given_up`: whose posts workers waited for and did not see.
    """
    stands, messages = {}, 0
    for channel, ts, ids in slack.arrived():
        messages += 1
        for delivery in ids:
            stands.setdefault(delivery, []).append((channel, ts))
    rows = {row["id"]: row for row in _rows(database, owed)}
    told_uncertain = [
        row["id"]
        for row in rows.values()
        if row["state"] == "uncertain" or row["error"] == DropReason.CANNOT_TELL
    ]
    unfinished = [i for i, row in rows.items() if row["state"] not in ("sent", "dropped")]
    shown = shown_as_uncertain(database, [owed[i] for i in told_uncertain])
    faults, elsewhere = slack.struck()
    unheard = [i for ids in slack.unheard() for i in ids]
    # The caller did not wait for what Slack did slowly: it has no answer either.
    unanswered = [*unheard, *cut_off, *(i for i in given_up if i not in unheard)]
    lost = [i for i in owed if i not in {*stands, *told_uncertain, *unfinished}]
    doubled = [i for i in owed if len(stands.get(i, ())) > 1]
    unknown = [
        i
        for i, row in rows.items()
        if row["state"] == "sent"
        and (row["posted_channel"], row["posted_ts"]) not in stands.get(i, ())
    ]
    return Outcome(
        plan=plan,
        owed=len(owed),
        kills=plan.kills,
        before_last_kill=before,
        seconds=seconds,
        messages=messages,
        lost=lost,
        unfinished=unfinished,
        rows={i: (rows[i], stands.get(i)) for i in (*lost, *unfinished, *doubled, *unknown)},
        doubled=doubled,
        unknown=unknown,
        uncertain=told_uncertain,
        not_shown=[i for i in told_uncertain if i not in shown],
        states=dict(Counter(row["state"] for row in rows.values())),
        faults=faults,
        faults_elsewhere=elsewhere,
        cut_off=len(cut_off),
        answers_lost=len(unanswered),
        without_cause=[i for i in told_uncertain if i not in unanswered],
    )


def _rows(database, owed):
    query = text("SELECT * FROM deliveries WHERE workspace_id = :team")
    with database.engine.connect() as connection:
        rows = [dict(row) for row in connection.execute(query, {"team": TEAM}).mappings()]
    return [row for row in rows if row["id"] in owed]
