"""Whatever happens to people, an open action that is due is named in somebody's morning.

Assignments, departures, returns, absences, changes of deputies, snoozes and new dates come in any
order. What concerns an action is looked at after each of them and each day; since the last change
of it the action must have been named to its officer, a deputy, its organisation or a chair.
"""

from contextlib import suppress

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.domain.errors import NotValid, Refusal
from bot.domain.notifications import Morning
from bot.domain.person import Absence, absence_at
from bot.use_cases.actions.edit import AssignAction, RedateAction, assign_action, redate_action
from bot.use_cases.actions.owners import Owner
from bot.use_cases.actions.settle import snooze_action
from bot.use_cases.context import Context
from bot.use_cases.drift.channel_notices import Drifted
from bot.use_cases.drift.note_reading import let_go
from bot.use_cases.mornings.plan import plan_mornings
from bot.use_cases.mornings.schedule_messages import owed_mornings
from bot.use_cases.roster.cover import KeepCover, keep_cover
from bot.use_cases.roster.people import AssignPerson, assign_person
from tests.bot.use_cases.actions.network import (
    AMARA,
    DAY,
    GRACE,
    LIAM,
    MINJI,
    NOW,
    OLIVE,
    TECH,
    everybody,
    settle_in,
)
from tests.bot.use_cases.mornings.writing import written
from tests.databases import WORKSPACE

PEOPLE = (LIAM, OLIVE, MINJI)
"""Amara chairs, and stays: of a group without a chair the secretariat hears."""
BODIES = ("Ofcom", "KCSC", "eSafety")
_QUIET = 14 * DAY
_SOONER = 9 * DAY
"""Longer than a week with its days off: an overdue action is named again by then."""


class Days:
    """The network as days go by: who is told of an action, and when."""

    def __init__(self, work):
        self.network, self.now = settle_in(work), NOW
        self.network.read_channels()
        self.network.put(1, due_on=NOW.date())
        self.network.put(2, owner_user_id=OLIVE, due_on=NOW.date() + 2 * DAY)
        self.told, self.seen, self.changed = {}, {}, {}
        self.look()

    def look(self):
        """Note when something that concerns an action is other than before."""
        for number in (1, 2):
            state = self._state(self.network.stored(number))
            if self.seen.get(number) != state:
                self.seen[number], self.changed[number] = state, self.now

    def _state(self, action):
        people = self.network.work.people
        officer = people.get(action.owner_user_id or "")
        deputy = people.get(officer.deputy_user_id) if officer and officer.deputy_user_id else None
        here = self.network.presence[TECH].members
        told = [
            (p.user_id, p.organisation, p.user_id in here, absence_at(p, self.now))
            for p in (officer, deputy)
            if p
        ]
        return action.owner_organisation_id, action.due_on, action.snoozed_until, action.open, told

    def pass_days(self, days):
        """Each day's mornings: planned by the loop, and written when they are due."""
        for _ in range(days):
            work = self.network.work
            plan_mornings(Context.system(work, self.now))
            coming = []
            for person in work.people.all():
                owed = {row.occurrence for row in self.network.mornings(person.user_id)}
                coming += [
                    (morning.due_at, person, morning.occurrence)
                    for morning in owed_mornings(person, self.now, DAY, work.holidays)
                    if morning.occurrence in owed
                ]
            for due_at, person, day in sorted(coming, key=lambda c: (c[0], c[1].user_id)):
                self.now = due_at
                self.look()
                self._hear(person.user_id, day)
            self.now = max(self.now, self._midnight())
            self.look()

    def _midnight(self):
        return (self.now + DAY).replace(hour=0, minute=30)

    def _hear(self, user_id, day):
        told = written(self.network, user_id, today=type(NOW.date()).fromisoformat(day))
        if isinstance(told, Morning):
            for item in told.items:
                if item.subject.reference in ("A1", "A2"):
                    self.told.setdefault(item.subject.number, []).append(self.now)

    # What happens ------------------------------------------------------------------------------

    def by(self, user_id):
        return self.network.by(user_id, self.now)

    def assign(self, number, user_id, body):
        organisation = self.network.organisations[body].id
        owner = Owner(user_id=user_id) if user_id else Owner(organisation_id=organisation)
        placing = {"context": self.by(AMARA), "facts": everybody()}
        assign_action(AssignAction(number, owner), **placing)

    def redate(self, number, days):
        redate_action(RedateAction(number, self.now.date() + days * DAY), self.by(AMARA))

    def snooze(self, number):
        action = self.network.stored(number)
        snooze_action(number, None, self.by(action.owner_user_id or LIAM))

    def leave(self, user_id):
        self.network.read_channels(user_id, now=self.now)
        where = Drifted(
            group=self.network.tech, work=self.network.work, now=self.now, secretariat={GRACE}
        )
        let_go([user_id], where)

    def come_back(self, user_id):
        facts = self.network.presence[TECH]
        members = facts.members | {user_id}
        self.network.presence[TECH] = type(facts)(
            channel_id=TECH, name=facts.name, is_private=True, members=members
        )
        self.network.read_channels(now=self.now)

    def move(self, user_id, body):
        wish = AssignPerson(user_id=user_id, organisation_id=self.network.organisations[body].id)
        about = {"facts": everybody()}
        assign_person(wish, self.by(GRACE), **about)

    def cover(self, user_id, deputy, first, days):
        start = self.now.date() + first * DAY
        absences = (Absence(start, start + days * DAY),) if days else ()
        wish = KeepCover(user_id=user_id, deputy_user_id=deputy, absences=absences)
        keep_cover(wish, self.by(GRACE), facts=everybody())

    def do(self, step):
        what, *arguments = step
        with suppress(Refusal, NotValid):
            getattr(self, what)(*arguments)
        self.look()


NUMBERS, SOMEBODY = st.sampled_from([1, 2]), st.sampled_from(PEOPLE)
STEPS = st.one_of(
    st.tuples(st.just("assign"), NUMBERS, st.sampled_from([*PEOPLE, AMARA, None]),
              st.sampled_from(BODIES)),
    st.tuples(st.just("redate"), NUMBERS, st.integers(0, 6)),
    st.tuples(st.just("snooze"), NUMBERS),
    st.tuples(st.just("leave"), SOMEBODY),
    st.tuples(st.just("come_back"), SOMEBODY),
    st.tuples(st.just("move"), SOMEBODY, st.sampled_from(BODIES)),
    st.tuples(st.just("cover"), SOMEBODY, st.sampled_from([*PEOPLE, AMARA, None]),
              st.integers(0, 3), st.integers(0, 8)),
    st.tuples(st.just("pass_days"), st.integers(1, 4)),
)  # fmt: skip


@settings(
    max_examples=15,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(STEPS, max_size=12))
@example(steps=[("cover", LIAM, OLIVE, 0, 8), ("pass_days", 2), ("leave", OLIVE)])
@example(steps=[("leave", LIAM), ("pass_days", 3), ("leave", OLIVE)])
@example(steps=[("pass_days", 9), ("cover", LIAM, None, 1, 8)])
@example(steps=[("pass_days", 4), ("pass_days", 4), ("leave", LIAM), ("leave", OLIVE)])
@example(steps=[("move", OLIVE, "KCSC"), ("leave", LIAM), ("leave", MINJI), ("leave", OLIVE)])
def test_every_open_action_that_is_due_is_told_to_somebody(database_sqlite, steps):
    try:
        with database_sqlite.transaction(WORKSPACE) as work:
            days = Days(work)
            for step in steps:
                days.do(step)
            days.pass_days(_QUIET // DAY)
            for number in (1, 2):
                action, since = days.network.stored(number), days.changed[number]
                settled_down = since <= days.now - _SOONER
                due = action.due_on <= (days.now - _SOONER).date()
                if action.open and due and settled_down:
                    told = [at for at in days.told.get(number, ()) if at >= since]
                    assert told, (number, since, action, steps)
            raise _Over
    except _Over:
        pass


class _Over(Exception):
    """The transaction is rolled back."""
