"""Two workers plan at a deadline at the same moment: what follows from it is there once."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time, timedelta

from bot.domain.decision import DecisionStatus
from bot.domain.recurrence import Frequency, Rule
from bot.domain.roles import Reader
from bot.use_cases.actions.edit import LogAction, log_action
from bot.use_cases.actions.owners import Owner
from bot.use_cases.actions.settle import CompleteAction, complete_action
from bot.use_cases.context import Context
from bot.use_cases.deliveries.plan import plan_from_calendar
from tests.bot.use_cases.decisions.chamber import settle_in
from tests.bot.use_cases.dialogues.town import LIAM, NOW, TECH
from tests.databases import WORKSPACE
from tests.journal import told_about
from tests.network import AMARA, MINUTE
from tests.waiting import PATIENCE

ROUNDS = 4
"""Turns at which they meet; what they left is planned again in each."""
EVERYTHING = Reader.system()


def at_once(*jobs):
    """Each job is (database, what to do in a write transaction); all begin together."""
    together = threading.Barrier(len(jobs))

    def one(memory, job):
        for _ in range(ROUNDS):
            together.wait(PATIENCE)
            with memory.transaction(WORKSPACE) as work:
                job(work)

    with ThreadPoolExecutor(len(jobs)) as threads:
        for turn in [threads.submit(one, *job) for job in jobs]:
            turn.result()


def plan_at(now):
    return lambda work: plan_from_calendar(work=work, now=now)


def test_a_proposal_is_adopted_once_and_told_once(database, second):
    with database.transaction(WORKSPACE) as work:
        chamber = settle_in(work)
        ends = chamber.propose().decision.closes_at
        chamber.say(LIAM)
    plan = plan_at(ends + MINUTE)
    at_once((database, plan), (second, plan))
    with database.transaction(WORKSPACE, write=False) as work:
        assert work.decisions.get(EVERYTHING, 1).status is DecisionStatus.AGREED
        told = [
            row.occurrence.partition(" ")[0]
            for row in work.deliveries.of_recipient(TECH, NOW)
            if row.kind == "decision.news"
        ]
        lines = [did for _, _, did, _ in told_about(work, "R1")]
    assert told == ["adopted"]
    assert lines.count("adopted") == 1


def test_a_recurring_action_s_next_one_is_made_once_also_beside_its_done(database, second):
    due = date(2026, 12, 12)
    with database.transaction(WORKSPACE) as work:
        town = settle_in(work)
        log_action(
            LogAction(
                group_id=town.tech.id,
                title="Send the figures",
                owner=Owner(user_id=LIAM),
                due_on=due,
                rule=Rule(frequency=Frequency.MONTHLY_BY_DATE),
            ),
            town.by(AMARA),
            facts={LIAM: town.facts(LIAM)},
        )
        owner = town.by(LIAM).reader
    now = datetime.combine(due + timedelta(days=1), time(9), NOW.tzinfo)

    def done(work):
        complete_action(CompleteAction(1), Context(owner, work, now))

    plan = plan_at(now)
    at_once((database, plan), (second, plan), (second, done))
    with database.transaction(WORKSPACE, write=False) as work:
        made = [work.actions.get(EVERYTHING, number) for number in range(1, 9)]
    assert [one.due_on for one in made if one] == [due, date(2027, 1, 12)]
    assert [one.repeats is None for one in made if one] == [True, False]
