"""The count at the end of a kill test sees what was lost, doubled, forgotten or kept back."""

from random import Random

import pytest
from sqlalchemy import text

from bot.domain.message_kind import DropReason
from tests.chaos.counting import compare
from tests.chaos.killing import Plan
from tests.chaos.seeding import seed
from tests.chaos.wondering import shown_as_uncertain


class Scene:
    """A run of twenty deliveries that all stand in Slack, until a test changes something."""

    def __init__(self, database, **changes):
        self.database = database
        self.plan = Plan(database_url="sqlite://", number=20, kills=0, seed=1, **changes)
        self.owed = seed(database, self.plan, Random(1))
        self.stands = {i: [("C1", f"{i}.0")] for i in self.owed}
        self.lost_answers = []
        self.set("state = 'sent', posted_channel = 'C1', posted_ts = id || '.0'")

    def set(self, values, which="1 = 1"):
        with self.database.engine.begin() as connection:
            connection.execute(text(f"UPDATE deliveries SET {values} WHERE {which}"))

    def doubt(self, one):
        del self.stands[one]
        self.set(
            f"state = 'dropped', error = '{DropReason.CANNOT_TELL}', detail = 'missing_scope'",
            f"id = {one}",
        )

    def arrived(self):
        return [(*place, [i]) for i, places in self.stands.items() for place in places]

    def struck(self):
        return {"lost": len(self.lost_answers)}, {}

    def unheard(self):
        return self.lost_answers

    def count(self):
        return compare(
            self.plan,
            self.database,
            self,
            self.owed,
            before=0,
            cut_off=[],
            given_up=[],
            seconds=0.0,
        )


@pytest.fixture
def scene(database_sqlite):
    return Scene(database_sqlite)


@pytest.fixture
def one(scene):
    return next(iter(scene.owed))


def test_all_is_as_promised(scene):
    outcome = scene.count()
    assert outcome.as_promised
    assert (outcome.owed, outcome.messages, outcome.states) == (20, 20, {"sent": 20})


def test_what_is_not_in_slack_is_lost(scene, one):
    del scene.stands[one]
    outcome = scene.count()
    assert not outcome.as_promised
    assert outcome.lost == outcome.unknown == list(outcome.rows) == [one]


def test_what_is_there_twice_is_doubled(scene, one):
    scene.stands[one].append(("C1", "99.0"))
    outcome = scene.count()
    assert not outcome.as_promised
    assert (outcome.lost, outcome.doubled) == ([], [one])


def test_a_row_that_names_another_message_is_noticed(scene, one):
    scene.stands[one] = [("C1", "99.0")]
    outcome = scene.count()
    assert not outcome.as_promised
    assert (outcome.lost, outcome.unknown) == ([], [one])


def test_what_is_forgotten_is_unfinished(scene, one):
    del scene.stands[one]
    scene.set("state = 'owed'", f"id = {one}")
    outcome = scene.count()
    assert not outcome.as_promised
    assert (outcome.lost, outcome.unfinished) == ([], [one])


def test_nothing_may_be_uncertain_while_history_can_be_read(scene, one):
    scene.doubt(one)
    scene.lost_answers = [[one]]
    outcome = scene.count()
    assert not outcome.as_promised
    assert (outcome.uncertain, outcome.not_shown, outcome.lost) == ([one], [], [])


def test_with_history_refused_each_needs_a_lost_answer_of_its_own(database_sqlite):
    scene = Scene(database_sqlite, history=False)
    first, second, third, *_ = scene.owed
    for one in (first, second):
        scene.doubt(one)
    scene.lost_answers = [[first, second], [third]]
    assert scene.count().as_promised
    scene.lost_answers = [[first], [third]]
    outcome = scene.count()
    assert not outcome.as_promised
    assert outcome.without_cause == [second]


def test_each_uncertain_one_is_told_to_whom_it_was_owed(database_sqlite):
    scene = Scene(database_sqlite, history=False)
    for one in scene.owed:
        scene.doubt(one)
    assert {row.recipient[0] for row in scene.owed.values()} == {"C", "U"}
    assert shown_as_uncertain(database_sqlite, scene.owed.values()) == set(scene.owed)


def test_what_why_does_not_call_uncertain_is_not_shown(scene, one):
    assert shown_as_uncertain(scene.database, [scene.owed[one]]) == set()
