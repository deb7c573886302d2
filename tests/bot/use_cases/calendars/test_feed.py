"""The entries of a calendar: by the reader's rights now, with what was told of and cancelled."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.audience import Audience
from bot.domain.errors import NotFound
from bot.domain.recurrence import Frequency, Rule, Series, Slot
from bot.ports.ledgers.personal import hash_of
from bot.use_cases.calendars.feed import (
    FeedFacts,
    Incomplete,
    entry_of_dialogue,
    make_address,
    read_feed,
    reader_behind,
    revoke_address,
)
from bot.use_cases.context import Context
from bot.use_cases.dialogues.cancel import CancelDialogue, cancel_dialogue
from bot.use_cases.dialogues.move import MoveDialogue, move_dialogue
from bot.use_cases.dialogues.rules.series_links import note_goes_on, note_opened
from tests.bot.use_cases.dialogues.town import (
    AMARA,
    BOARD,
    DAY,
    GRACE,
    HOUR,
    LIAM,
    MINJI,
    NORA,
    NOW,
    PAT,
    START,
    TECH,
    ZOE,
    settle_in,
)

RANDOMNESS = bytes(32)
EVERYONE = (AMARA, LIAM, MINJI, NORA, PAT, GRACE, ZOE)


READ = {}
"""By person, what was read the last time, in whatever test: it never changes what is read now."""


def numbers(town, user_id, now=NOW):
    context = Context(reader=town.reader(user_id, now), work=town.work, now=now)
    entries = read_feed(context).entries
    again = READ[user_id] = read_feed(context, READ.get(user_id))
    assert again.entries == entries
    assert read_feed(context, again) is again
    return [entry.dialogue.number for entry in entries]


def called_off(town, number, now=NOW):
    wish = CancelDialogue(number=number, reason="late")
    return cancel_dialogue(wish, Context(reader=town.reader(GRACE, now), work=town.work, now=now))


@pytest.fixture
def planned(town):
    """D1 for all of Technology, D2 for its members, D3 of the Board's members, D4 for all."""
    town.schedule()
    town.schedule(title="Fines", audience=Audience.MEMBERS)
    town.schedule(AMARA, group=town.board, title="Budget")
    town.schedule(AMARA, title="Open day", audience=Audience.NETWORK)
    return town


@pytest.mark.parametrize(
    ("user_id", "seen"),
    [
        (AMARA, [1, 2, 3, 4]),
        (LIAM, [1, 2, 3, 4]),
        (MINJI, [1, 2, 4]),
        (NORA, [1, 4]),
        (PAT, [1]),
        (ZOE, [4]),
        (GRACE, [1, 2, 3, 4]),
    ],
)
def test_each_finds_what_they_may_see_and_no_more(planned, user_id, seen):
    assert numbers(planned, user_id) == seen
    for number in (1, 2, 3, 4):
        if number in seen:
            assert entry_of_dialogue(number, Context(planned.reader(user_id), planned.work, NOW))
        else:
            with pytest.raises(NotFound):
                entry_of_dialogue(number, Context(planned.reader(user_id), planned.work, NOW))


def test_rights_are_those_of_this_moment(planned):
    planned.presence[TECH] = replace(planned.presence[TECH], members=frozenset({AMARA}))
    assert numbers(planned, LIAM) == [3, 4]
    planned.work.roles.lower_person(planned.board.id, LIAM, lowered=True)
    assert numbers(planned, LIAM) == [4]


def test_three_months_back_and_everything_ahead(town):
    town.schedule(title="Soon", starts_at=NOW + HOUR)
    town.schedule(title="In five years", starts_at=NOW + 1_800 * DAY)
    later = NOW + HOUR + 90 * DAY
    assert numbers(town, LIAM, NOW) == [1, 2]
    assert numbers(town, LIAM, later) == [1, 2]
    assert numbers(town, LIAM, later + timedelta(seconds=1)) == [2]


def test_what_is_cancelled_stays_if_people_were_told_of_it(town):
    town.schedule(title="Told of")
    town.post_due(NOW)
    town.schedule(title="Thought better of", starts_at=START + DAY)
    for number in (1, 2):
        called_off(town, number)
    (kept,) = read_feed(Context(reader=town.reader(LIAM), work=town.work, now=NOW)).entries
    assert (kept.dialogue.number, kept.dialogue.cancelled) == (1, True)
    assert numbers(town, ZOE) == []


def test_what_is_cancelled_leaves_after_thirty_days(town):
    town.schedule(title="Told of", starts_at=START + 90 * DAY)
    town.post_due(NOW)
    called_off(town, 1, NOW + HOUR)
    assert numbers(town, LIAM, NOW + HOUR + 30 * DAY) == [1]
    assert numbers(town, LIAM, NOW + HOUR + 30 * DAY + timedelta(seconds=1)) == []


def a_series(town, **more):
    fields = {
        "id": 0,
        "group_id": town.tech.id,
        "title": "Weekly",
        "first": START.date(),
        "rule": Rule(frequency=Frequency.WEEKLY),
        "slots": (Slot(clock=START.time(), zone="Europe/London"),),
        "minutes": 60,
        "audience": Audience.GROUP,
        "created_by": LIAM,
        "created_at": NOW,
    }
    return town.work.series.add(Series(**fields | more))


def in_series(town, series, weeks):
    planned = town.schedule(title=f"In {weeks} weeks", starts_at=START + 7 * weeks * DAY)
    kept = replace(planned, series_id=series.id, series_date=planned.wall.date())
    town.work.dialogues.change(kept)
    return kept.number


def test_the_invitation_that_opens_a_series_told_of_all_its_dates(town):
    told, untold, work = a_series(town), a_series(town), town.work
    note_opened(told, in_series(town, told, 0), work=work)
    town.post_due(NOW)
    later = in_series(town, told, 1)
    going_on = a_series(town, first=(START + 14 * DAY).date())
    note_goes_on(told, going_on, work=work)
    moved = in_series(town, going_on, 2)
    note_opened(untold, in_series(town, untold, 3), work=work)
    unheard = in_series(town, untold, 4)
    for number in (later, moved, unheard):
        called_off(town, number)
    shown = read_feed(Context(reader=town.reader(LIAM), work=town.work, now=NOW)).entries
    assert [e.dialogue.number for e in shown if e.dialogue.cancelled] == [later, moved]


def test_an_entry_tells_when_it_was_last_another(town):
    town.schedule()
    reader, work = town.reader(LIAM), town.work
    assert entry_of_dialogue(1, Context(reader, work, NOW)).changed_at == NOW
    town.answer(MINJI, 1, now=NOW + HOUR)
    assert entry_of_dialogue(1, Context(reader, work, NOW)).changed_at == NOW, (
        "an answer is no change of it"
    )
    wish = MoveDialogue(number=1, starts_at=START + HOUR, zone="Europe/London")
    later = NOW + 2 * HOUR
    move_dialogue(wish, Context(reader=reader, work=work, now=later, presence=town.presence))
    town.work.journal.record(LIAM, "suggested", "D1", later + HOUR, "a point of the agenda")
    moved = entry_of_dialogue(1, Context(reader, work, NOW))
    assert (moved.changed_at, moved.dialogue.sequence, moved.group) == (later, 1, "Technology")


# Who stands behind an address ------------------------------------------------------------------


def behind(town, user_id=LIAM, *, now=NOW, secret=None, **changes):
    made = make_address(user_id, randomness=RANDOMNESS, work=town.work, now=now)
    gathered = FeedFacts(person=town.facts(user_id), presence=dict(town.presence))
    return reader_behind(
        hash_of(secret or made),
        replace(gathered, **changes),
        work=town.work,
        now=now,
        secretariat={GRACE},
    )


@pytest.mark.parametrize("user_id", EVERYONE)
def test_a_reader_has_the_rights_that_they_have_in_slack(town, user_id):
    assert behind(town, user_id) == town.reader(user_id)


def test_nobodys_address_and_one_that_was_switched_off_are_alike(town):
    with pytest.raises(NotFound) as unknown:
        behind(town, secret="x" * 43)
    secret = make_address(LIAM, randomness=RANDOMNESS, work=town.work, now=NOW)
    revoke_address(LIAM, work=town.work, now=NOW)
    gathered = FeedFacts(person=town.facts(LIAM), presence=dict(town.presence))
    with pytest.raises(NotFound) as gone:
        reader_behind(hash_of(secret), gathered, work=town.work, now=NOW)
    assert gone.value.words == unknown.value.words


def test_an_account_that_was_closed_reads_nothing_any_more(town):
    for person in (None, replace(town.facts(LIAM), active=False), town.facts(MINJI)):
        with pytest.raises(NotFound):
            behind(town, person=person)


def test_a_channel_that_nobody_asked_for_is_a_gap_and_one_that_is_gone_is_none(town):
    with pytest.raises(Incomplete):
        behind(town, presence={TECH: town.presence[TECH]})
    reader = behind(town, presence={TECH: town.presence[TECH], BOARD: None})
    assert set(reader.seats) == {town.tech.id}


# Whatever happened before, an observer's calendar has nothing that is for members -----------

_HAPPENINGS = st.lists(
    st.tuples(
        st.sampled_from(["schedule", "cancel", "lower", "raise", "leave", "join", "post"]),
        st.sampled_from([AMARA, LIAM, MINJI, NORA, PAT]),
        st.sampled_from(list(Audience)),
        st.integers(1, 6),
        st.booleans(),
    ),
    max_size=14,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(happenings=_HAPPENINGS)
def test_no_history_shows_a_reader_what_they_may_not_see(database_sqlite, happenings):
    with database_sqlite.transaction("T1", write=False) as work:
        town = settle_in(work)
        for index, (what, who, audience, number, board) in enumerate(happenings):
            _happen(town, what, who, audience, number, town.board if board else town.tech, index)
        for user_id in EVERYONE:
            reader = town.reader(user_id)
            shown = read_feed(Context(reader=reader, work=work, now=NOW)).entries
            assert all(reader.sees(e.dialogue.group_id, e.dialogue.audience) for e in shown)
            if user_id in (NORA, PAT):
                assert all(e.dialogue.audience is not Audience.MEMBERS for e in shown)


def _happen(town, what, who, audience, number, group, index):
    channel = town.presence[group.channel_id]
    if what == "schedule":
        wish = {"title": f"T{index}", "audience": audience, "starts_at": START + index * HOUR}
        town.schedule(GRACE, group=group, **wish)
    elif what == "cancel" and (found := town.kept(number)) and not found.cancelled:
        called_off(town, number)
    elif what in ("lower", "raise"):
        town.work.roles.lower_person(group.id, who, lowered=what == "lower")
    elif what in ("leave", "join"):
        members = channel.members - {who} if what == "leave" else channel.members | {who}
        town.presence[group.channel_id] = replace(channel, members=members)
    elif what == "post":
        town.post_due(NOW)
