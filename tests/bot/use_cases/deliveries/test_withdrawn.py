"""What is moved, cancelled, completed or switched off is not sent, though a worker has claimed it.

The change is made while the worker asks Slack who reads, or after it has written the letter and
before it begins to post.
"""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.domain.audience import Audience
from bot.domain.delivery import State
from bot.domain.morning import OWN_ACTIONS
from bot.use_cases.actions.edit import (
    AssignAction,
    EditAction,
    RedateAction,
    assign_action,
    edit_action,
    redate_action,
)
from bot.use_cases.actions.owners import NOBODY, Owner
from bot.use_cases.actions.settle import CompleteAction, DropAction, complete_action, drop_action
from bot.use_cases.deliveries.deliver import Deliverer, Pace
from bot.use_cases.deliveries.plan import plan_from_calendar
from bot.use_cases.deliveries.serve import serve_recipient
from bot.use_cases.dialogues.cancel import CancelDialogue, cancel_dialogue
from bot.use_cases.dialogues.edit import EditDialogue, edit_dialogue
from bot.use_cases.dialogues.move import MoveDialogue, move_dialogue
from bot.use_cases.dialogues.schedule import ScheduleDialogue, schedule_dialogue
from bot.use_cases.digests.schedule import ScheduleDigest, schedule_digest, switch_off_digest
from bot.use_cases.practices.review import AnswerAuthor, send_back_practice
from bot.use_cases.practices.share import SendAgain, SharePractice, send_again, share_practice
from tests.bot.use_cases.actions.network import (
    AMARA,
    LIAM,
    MINJI,
    NOW,
    TECH,
    TODAY,
    everybody,
    settle_in,
)
from tests.bot.use_cases.practices.network import card_words
from tests.databases import WORKSPACE
from tests.ports import RecordingMessenger, ToldDirectory
from tests.storage.records import kind_of

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
START = NOW + 10 * DAY
NINE = datetime(2026, 12, 7, 9, tzinfo=UTC)


class Town:
    """The network of the actions' tests on a real database, and a worker that can be held up."""

    def __init__(self, database):
        self.database, self.now = database, NOW
        with database.transaction(WORKSPACE) as work:
            work.workspaces.keep_installed("Network", "UBOT", NOW)
            self.network = settle_in(work)
        self.messenger = RecordingMessenger()
        directory = ToldDirectory(people=everybody(), channels=self.network.presence)
        self.worker = Deliverer(
            memory=database,
            messenger=self.messenger,
            directory=directory,
            now=lambda: self.now,
            pace=Pace(channel=0, workspace=0),
        )

    def do(self, job, *arguments, by=AMARA, **named):
        """One use case in a transaction of its own, as one person."""
        with self.database.transaction(WORKSPACE) as work:
            self.network.work = work
            return job(*arguments, context=self.network.by(by, self.now), **named)

    def claimed(self, kind):
        """What the worker has claimed of this kind, and of nothing else."""
        with self.database.transaction(WORKSPACE) as work:
            taken = work.queue.claim_due(self.now, lease_until=self.now + MINUTE, limit=50)
            (held,) = (row for row in taken if kind_of(row) == kind)
            for row in taken:
                if row != held:
                    work.queue.settle_row(row, State.DROPPED, self.now, error="not here")
        return held

    def serve(self, held, change, *, after_the_look):
        """Let the worker go on, with the change in between."""
        look = self.worker.look

        async def look_and_change(delivery):
            if not after_the_look:
                change()
            verdict = await look(delivery)
            if after_the_look:
                change()
            return verdict

        self.worker.look = look_and_change
        asyncio.run(serve_recipient([held], self.worker))
        self.worker.look = look

    def rows(self, recipient, kind):
        with self.database.transaction(WORKSPACE) as work:
            rows = work.deliveries.of_recipient(recipient, NOW - 30 * DAY)
        return [row for row in reversed(rows) if kind_of(row) == kind]

    def deliver(self):
        asyncio.run(self.worker.deliver())
        return [(recipient, kind) for recipient, kind, *_ in self.messenger.sent]


@pytest.fixture
def town(database):
    return Town(database)


@pytest.fixture(params=[False, True], ids=["while it asks", "after it has written"])
def moment(request):
    return {"after_the_look": request.param}


# Dialogues ------------------------------------------------------------------------------------


@pytest.fixture
def reminded(town):
    """A dialogue in ten days was announced, and its reminder a week ahead is claimed."""
    town.do(
        schedule_dialogue,
        ScheduleDialogue(title="Age assurance", starts_at=START, zone="Europe/London"),
        group=town.network.tech,
    )
    town.deliver()
    town.messenger.sent.clear()
    town.now = START - 7 * DAY
    return town.claimed("dialogue.reminder.10080")


def test_a_dialogue_that_is_moved(town, reminded, moment):
    later = MoveDialogue(number=1, starts_at=START + 4 * DAY, zone="Europe/London")
    town.serve(reminded, lambda: town.do(move_dialogue, later), **moment)
    assert not town.messenger.sent
    assert town.deliver() == [(TECH, "dialogue.moved")]
    old, new = town.rows(TECH, "dialogue.reminder.10080")
    assert (old.state, old.error) == (State.DROPPED, "revised")
    assert (new.state, new.due_at) == (State.OWED, START - 3 * DAY)
    town.now = START - 3 * DAY
    assert town.deliver()[-1] == (TECH, "dialogue.reminder.10080")


def test_a_dialogue_that_is_cancelled(town, reminded, moment):
    town.serve(reminded, lambda: town.do(cancel_dialogue, CancelDialogue(number=1)), **moment)
    assert not town.messenger.sent
    assert town.deliver() == [(TECH, "dialogue.cancelled")]
    town.now = START - HOUR
    assert len(town.deliver()) == 1
    assert {row.error for row in town.rows(TECH, "dialogue.reminder.10080")} == {"cancelled"}


def test_a_dialogue_that_becomes_for_members_only(town, moment):
    """Its invitation was claimed for a channel that observers read."""
    wish = ScheduleDialogue(title="Age assurance", starts_at=START, zone="Europe/London")
    town.do(schedule_dialogue, wish, group=town.network.tech)
    held = town.claimed("dialogue.announcement")
    narrower = EditDialogue(
        number=1, title="Age assurance", minutes=60, link=None, audience=Audience.MEMBERS
    )
    town.serve(held, lambda: town.do(edit_dialogue, narrower), **moment)
    assert not town.messenger.sent
    told = {recipient for recipient, kind in town.deliver() if kind == "dialogue.announcement"}
    assert told
    assert TECH not in told


# Actions --------------------------------------------------------------------------------------


@pytest.fixture
def morning(town):
    """Liam's morning with an action due today, of Amara's logging, is claimed."""
    with town.database.transaction(WORKSPACE) as work:
        town.network.work = work
        town.network.put(1, due_on=TODAY)
    town.do(_plan)
    town.now = NINE
    return next(row for row in [town.claimed("morning")] if row.recipient == LIAM)


def _plan(context):
    plan_from_calendar(work=context.work, now=context.now)


SETTLED = {
    "completed": (complete_action, CompleteAction(1), False),
    "dropped": (drop_action, DropAction(1, "It is not needed any more."), False),
    "handed over": (assign_action, AssignAction(1, Owner(user_id=MINJI)), True),
    "re-dated": (redate_action, RedateAction(1, date(2027, 3, 1)), False),
    "edited": (
        edit_action,
        EditAction(number=1, title="Action 1", owner=NOBODY, due_on=None, audience=Audience.GROUP),
        True,
    ),
}


@pytest.mark.parametrize("what", SETTLED)
def test_an_action_that_is(town, morning, moment, what):
    verb, wish, placing = SETTLED[what]
    facts = {"facts": everybody()} if placing else {}
    town.serve(morning, lambda: town.do(verb, wish, **facts), **moment)
    assert (LIAM, "morning") not in town.deliver()
    first = town.rows(LIAM, "morning")[0]
    assert (first.state, first.error) == (State.DROPPED, "nothing to say")


def test_one_action_of_two_that_is_completed(town, moment):
    """The morning still comes, once, and speaks of the other alone."""
    with town.database.transaction(WORKSPACE) as work:
        town.network.work = work
        for number in (1, 2):
            town.network.put(number, due_on=TODAY)
    town.do(_plan)
    town.now = NINE
    held = town.claimed("morning")
    town.serve(held, lambda: town.do(complete_action, CompleteAction(1)), **moment)
    town.deliver()
    ((recipient, _, notification, _),) = town.messenger.sent
    assert (recipient, [action.number for action in notification.of(*OWN_ACTIONS)]) == (LIAM, [2])


def test_an_action_that_is_completed_once_the_morning_has_begun(town, morning):
    """Then it is on its way to Slack, and is sent once, as it was."""
    begin = town.worker.begin

    async def begin_and_change(deliveries):
        ours = await begin(deliveries)
        town.do(complete_action, CompleteAction(1))
        return ours

    town.worker.begin = begin_and_change
    asyncio.run(serve_recipient([morning], town.worker))
    town.worker.begin = begin
    assert town.deliver() == [(LIAM, "morning")]
    assert town.rows(LIAM, "morning")[0].state is State.SENT


# Digests and practices ------------------------------------------------------------------------


@pytest.fixture
def weekly(town):
    """Next Monday's digest, previewed, is claimed."""
    town.do(schedule_digest, ScheduleDigest(group_id=town.network.tech.id, weekday=0, at=time(10)))
    town.now = NINE + 7 * DAY + HOUR
    with town.database.transaction(WORKSPACE) as work:
        (row, *_) = work.deliveries.of_recipient(TECH, NOW)
    assert row.kind == "digest.weekly"
    town.now = row.due_at
    return town.claimed("digest.weekly")


def test_a_digest_that_is_switched_off(town, weekly, moment):
    off = town.network.tech.id
    town.serve(weekly, lambda: town.do(switch_off_digest, off), **moment)
    assert town.deliver() == []
    assert {row.error for row in town.rows(TECH, "digest.weekly")} == {"switched off"}


def test_a_digest_that_is_put_on_another_day(town, weekly, moment):
    other = ScheduleDigest(group_id=town.network.tech.id, weekday=4, at=time(10))
    town.serve(weekly, lambda: town.do(schedule_digest, other), **moment)
    assert town.deliver() == []
    states = [(row.state, row.revision) for row in town.rows(TECH, "digest.weekly")]
    assert states[0] == (State.DROPPED, 2)
    assert (State.OWED, 3) in states


def test_a_practice_that_is_sent_again(town, moment):
    """Its return was not told yet: the author has seen the comment on the card itself."""
    card = SharePractice(group_id=town.network.tech.id, card=card_words())
    town.do(share_practice, card, by=LIAM)
    back = AnswerAuthor(number=1, revision=1, words="Please say how many.")
    town.do(send_back_practice, back)
    held = town.claimed("practice.outcome")
    again = SendAgain(number=1, card=replace(card_words(), title="Forty mentors"))
    town.serve(held, lambda: town.do(send_again, again, by=LIAM), **moment)
    assert town.deliver() == []
    (row,) = town.rows(LIAM, "practice.outcome")
    assert (row.state, row.error) == (State.DROPPED, "sent again")
