"""Who is concerned by a coming morning: never nobody where it would have something to say."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.action_item import ActionStatus
from bot.domain.audience import Audience
from bot.domain.dialogue import DialogueStatus, Rsvp, RsvpAnswer
from bot.use_cases.context import Context
from bot.use_cases.mornings.redraw import compose_morning
from bot.use_cases.mornings.schedule_messages import owed_mornings
from tests.bot.use_cases.actions.network import (
    AMARA,
    DAY,
    LIAM,
    MINJI,
    NORA,
    NOW,
    OLIVE,
    PAT,
    TODAY,
    YVES,
    dialogue,
    settle_in,
)
from tests.bot.use_cases.mornings.writing import SHARED_DATABASE, plan, send
from tests.databases import WORKSPACE


def test_what_is_due_far_ahead_or_never_owes_nothing(network):
    network.put(1, owner_user_id=LIAM, due_on=TODAY + 30 * DAY)
    network.put(2, owner_user_id=LIAM)
    assert plan(network) == 0


def test_an_organisation_without_an_officer_concerns_its_people(network):
    ofcom = network.organisations["Ofcom"].id
    network.put(1, owner_user_id=None, owner_organisation_id=ofcom, due_on=TODAY)
    plan(network)
    assert network.owed_to() == {LIAM, OLIVE}


def test_an_officers_action_does_not_concern_the_colleagues(network):
    ofcom = network.organisations["Ofcom"].id
    for number in range(1, 250):  # more than one page of them
        network.put(number, owner_user_id=LIAM, owner_organisation_id=ofcom, due_on=TODAY)
    plan(network)
    assert network.owed_to() == {LIAM}
    network.put(
        999, owner_user_id=None, owner_organisation_id=ofcom, due_on=TODAY + timedelta(days=1)
    )
    plan(network)
    assert network.owed_to() == {LIAM, OLIVE}


def test_what_nobody_owns_concerns_the_chair_of_that_group(network):
    network.put(owner_user_id=None)
    plan(network)
    assert network.owed_to() == {AMARA}


def test_a_chairs_term_ends_with_the_day_in_the_groups_zone(network):
    """Nine on the 8th in Sydney is still the 7th in London."""
    network.put(owner_user_id=None)
    network.work.roles.end_terms(network.tech.id, AMARA, date(2026, 12, 7))
    plan(network)
    assert network.owed_days(AMARA) == ["2026-12-08"]
    assert network.mornings(AMARA)[0].due_at == datetime(2026, 12, 7, 22, tzinfo=UTC)


def dialogue_at(network, starts_at, number=12, **changes):
    made = dialogue(number, network.tech.id, starts_at, **changes)
    network.work.dialogues.add(made)
    return made


def answered(network, number, user_id):
    network.work.rsvps.keep_answer(
        number,
        Rsvp(user_id=user_id, answer=RsvpAnswer.CANNOT, organisation_id=None, answered_at=NOW),
    )


def test_a_dialogue_within_two_days_asks_the_roster(network):
    dialogue_at(network, NOW + 2 * DAY)
    answered(network, 12, MINJI)
    plan(network)
    assert network.owed_to() == {LIAM, OLIVE, NORA, YVES}, "Amara chairs and runs it"
    assert network.owed_days(LIAM) == ["2026-12-07", "2026-12-08"]


def test_members_only_dialogues_do_not_ask_observers(network):
    dialogue_at(network, NOW + 2 * DAY, audience=Audience.MEMBERS)
    plan(network)
    assert network.owed_to() == {LIAM, OLIVE, MINJI, YVES}


def test_the_friday_asks_for_monday_and_tuesday(network):
    friday = NOW - 3 * DAY
    dialogue_at(network, datetime(2026, 12, 8, 23, tzinfo=UTC))
    plan(network, friday, horizon=timedelta(hours=12))
    assert network.owed_days(LIAM) == ["2026-12-04"]
    dialogue_at(network, datetime(2026, 12, 9, 0, 30, tzinfo=UTC), 13)
    assert network.owed_days(NORA) == ["2026-12-04"]


def test_what_is_cancelled_over_or_further_away_asks_nobody(network):
    dialogue_at(network, NOW + 2 * DAY, 1, status=DialogueStatus.CANCELLED)
    dialogue_at(network, NOW - timedelta(minutes=10), 2)
    dialogue_at(network, NOW + 9 * DAY, 3)
    assert plan(network) == 0


ACTIONS = st.fixed_dictionaries(
    {
        "owner_user_id": st.sampled_from([None, AMARA, LIAM, NORA, PAT]),
        "organisation": st.sampled_from([None, "Ofcom", "KCSC", "NCMEC"]),
        "days": st.none() | st.integers(-3, 9),
        "audience": st.sampled_from(Audience),
        "snooze": st.none() | st.integers(-1, 3),
        "status": st.sampled_from(ActionStatus),
        "given": st.none() | st.integers(-24 * 9, 24 * 7),
        "given_by": st.sampled_from([AMARA, LIAM, "convenor"]),
    }
)
DIALOGUES = st.tuples(st.integers(1, 24 * 9), st.sampled_from(Audience))


@SHARED_DATABASE
@given(
    st.integers(0, 24 * 7),
    st.lists(ACTIONS, max_size=3),
    st.lists(DIALOGUES, max_size=2),
    st.sets(st.sampled_from([LIAM, AMARA, NORA])),
    st.sets(st.sampled_from([TODAY - n * DAY for n in range(10)])),
)
def test_whoever_has_something_to_read_is_owed_it(
    database_sqlite, hours, actions, dialogues, answers, heard
):
    """The planner knows less than the look before the send, and never leaves anyone out.

    Whatever they have heard on days before.
    """
    now = NOW + timedelta(hours=hours)
    with database_sqlite.transaction(WORKSPACE, write=False) as work:
        network = settle_in(work)
        for number, wish in enumerate(actions, 1):
            of = network.organisations.get(wish["organisation"])
            network.put(
                number,
                owner_user_id=wish["owner_user_id"],
                owner_organisation_id=of.id if of else None,
                due_on=None if wish["days"] is None else TODAY + wish["days"] * DAY,
                audience=wish["audience"],
                snoozed_until=None if wish["snooze"] is None else TODAY + wish["snooze"] * DAY,
                status=wish["status"],
                given_at=None if wish["given"] is None else NOW + timedelta(hours=wish["given"]),
                given_by=wish["given_by"],
            )
        for number, (later, audience) in enumerate(dialogues, 50):
            dialogue_at(network, NOW + timedelta(hours=later), number, audience=audience)
            for user_id in answers:
                answered(network, number, user_id)
        for day in sorted(day for day in heard if day.weekday() < 5 and day < now.date()):
            for user_id in (LIAM, AMARA, NORA):
                send(network, user_id, today=day)
        plan(network, now)
        for user_id in network.CAST:
            person, reader = network.identified(user_id, now)
            owed = network.owed_days(user_id)
            for day in owed_mornings(person, now):
                told = compose_morning(
                    person,
                    Context(reader=reader, work=work, now=day.due_at),
                    today=date.fromisoformat(day.occurrence),
                )
                if not told.empty and person.active and not person.is_bot:
                    assert day.occurrence in owed
