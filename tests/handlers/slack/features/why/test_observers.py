"""Observers read /wg why as if nothing that is for members had ever been there."""

from dataclasses import dataclass, replace
from itertools import count

import pytest
from hypothesis import HealthCheck
from hypothesis import strategies as st

from bot.domain.audience import Audience
from bot.domain.delivery import State, SubjectType
from bot.domain.errors import NotFound
from handlers.slack.features.why import commands
from handlers.slack.request.request import Kind
from tests.bot.use_cases.deliveries.post import CHANNEL, HOUR, MEMBERS, Post
from tests.bot.use_cases.groups.hall import AMARA, FAR, GETHIN, MINJI, NOW, RAHUL, TANIS
from tests.databases import sqlite_in_memory
from tests.handlers.slack.features.groups.scenes import buttons, direct, typed, words
from tests.properties import few_and_many
from tests.storage import records

OBSERVERS = (TANIS, RAHUL, MINJI, FAR)
"""Of an observer organisation, of none, a member lowered in this group, and one not in it."""
GROUP = Audience.GROUP
RECIPIENTS = (CHANNEL, TANIS, RAHUL, MINJI, AMARA, FAR, "U0CROWD")
KINDS = {
    SubjectType.DIALOGUE: (
        "dialogue.announcement",
        "dialogue.reminder",
        "dialogue.starting",
        "dialogue.moved",
        "dialogue.cancelled",
        "dialogue.closing",
    ),
    SubjectType.PRACTICE: ("practice.card", "practice.outcome"),
    SubjectType.GROUP: ("group.kept_private", "group.blocked", "group.roster"),
}
ERRORS = ("kept private", "cancelled", "announced already", "too late", "uncertain", None)


@dataclass(frozen=True)
class Thing:
    """A dialogue, or a practice, whose title gives it away."""

    number: int
    audience: Audience
    practice: bool

    @property
    def reference(self):
        return f"{'P' if self.practice else 'D'}{self.number}"

    @property
    def title(self):
        return f"{self.audience.value} title {self.number}"


@dataclass(frozen=True)
class Row:
    """One delivery about a thing; its own audience may be of another time than the thing's."""

    thing: int
    kind: int
    about_group: bool
    recipient: str
    audience: Audience
    state: State
    error: str | None
    hours: int

    @property
    def note(self):
        """To a chair, who may have been lowered since; the first kind names the thing."""
        return self.about_group and self.recipient != CHANNEL

    def secret(self, things):
        about_secret = things[self.thing % len(things)].audience is MEMBERS
        if self.note:
            return self.audience is MEMBERS or (about_secret and self.kind % 3 == 0)
        return about_secret or (self.audience is MEMBERS and self.recipient == CHANNEL)


audiences = st.sampled_from([MEMBERS, GROUP])
rows_of_things = st.builds(
    Row,
    thing=st.integers(0, 9),
    kind=st.integers(0, 9),
    about_group=st.booleans(),
    recipient=st.sampled_from(RECIPIENTS),
    audience=audiences,
    state=st.sampled_from(State),
    error=st.sampled_from(ERRORS),
    hours=st.integers(-200, 200),
)
histories = st.tuples(
    st.lists(st.tuples(audiences, st.booleans()), min_size=1, max_size=3).map(
        lambda made: [Thing(n, a, p) for n, (a, p) in enumerate(made, 1)]
    ),
    st.lists(rows_of_things, max_size=15),
)


def live(work, things, rows, *, with_secrets):
    """A group in which all this happened; without secrets, only what observers may know of."""
    post = Post(work)
    work.roles.lower_person(post.group.id, MINJI, lowered=True)
    for thing in things:
        if thing.audience is MEMBERS and not with_secrets:
            continue
        if thing.practice:
            card = {"title": thing.title, "audience": thing.audience, "author": GETHIN}
            work.practices.add(records.practice(thing.number, post.group.id, **card))
        else:
            post.dialogue(thing.number, audience=thing.audience, title=thing.title)
    noted = set()
    for occurrence, row in enumerate(rows):
        about = row.thing % len(things)
        note = (about, row.kind % len(KINDS[SubjectType.GROUP]), row.recipient)
        if row.note:
            if note in noted:
                continue  # the same note to the same chair is owed once
            noted.add(note)
        if with_secrets or not row.secret(things):
            owe(post, things[about], row, f"2026-12-{occurrence + 1:02}")
    return post


def owe(post, thing, row, occurrence):
    subject_type, subject_id = SubjectType.DIALOGUE, thing.reference
    if thing.practice:
        subject_type, subject_id = SubjectType.PRACTICE, str(thing.number)
    if row.note:
        subject_type, subject_id = SubjectType.GROUP, str(post.group.id)
        occurrence = thing.reference
    kinds = KINDS[subject_type]
    row_is_over = row.state in (State.SENT, State.DROPPED)
    post.owe(
        row.recipient,
        due=NOW + row.hours * HOUR,
        kind=kinds[row.kind % len(kinds)],
        subject_type=subject_type,
        subject_id=subject_id,
        occurrence=occurrence,
        audience=row.audience,
        became={
            "state": row.state,
            "error": row.error,
            "attempt": 1,
            "settled_at": NOW + row.hours * HOUR if row_is_over else None,
        },
    )


def everything_read(post, user_id, things):
    """All that this person can be told: in the channel, in a direct message, page by page."""
    for channel in ({}, {"channel": direct(user_id)}):
        here = typed(post.hall, user_id, **channel)
        for raw in ("", "all", *(f"{thing.reference} all" for thing in things)):
            try:
                answer = commands.run_why(replace(here, call=replace(here.call, raw=raw)))
            except NotFound as refusal:
                yield refusal.words
                continue
            yield words(answer)
            for _, _, value in buttons(answer):
                press = replace(here.call, kind=Kind.PRESS, value=value)
                yield words(commands.press_turn(replace(here, call=press)))


@pytest.fixture(scope="module")
def worlds():
    """A database with a workspace of its own for each history told."""
    database, numbers = sqlite_in_memory(), count()
    yield lambda: database.transaction(f"W{next(numbers)}")
    database.dispose()


PATIENT = {"few": 8, "many": 60, "suppress_health_check": [HealthCheck.data_too_large]}


def no_observer_ever_reads_of_what_is_for_members(worlds, history):
    """No title; and not a line, a count, a page or a refusal is other than had it never been."""
    things, rows = history
    with worlds() as work:
        post = live(work, things, rows, with_secrets=True)
        told = {who: list(everything_read(post, who, things)) for who in OBSERVERS}
    assert "members title" not in "\n".join(words for said in told.values() for words in said)
    with worlds() as work:
        post = live(work, things, rows, with_secrets=False)
        for who in OBSERVERS:
            assert list(everything_read(post, who, things)) == told[who]


test_no_observer_ever_reads_of_what_is_for_members, test_nor_in_any_of_many = few_and_many(
    no_observer_ever_reads_of_what_is_for_members, histories, **PATIENT
)


def members_do_read_it(worlds, history):
    """Else the other test would prove nothing."""
    things, rows = history
    week = range(-7 * 24, 7 * 24 + 1)
    with worlds() as work:
        post = live(work, things, rows, with_secrets=True)
        said = "\n".join(everything_read(post, GETHIN, things))
        for row in rows:
            if row.recipient == CHANNEL and row.hours in week:
                assert things[row.thing % len(things)].title in said


test_members_do_read_it, test_they_do_in_many = few_and_many(
    members_do_read_it, histories, **PATIENT
)
