"""Gathering a week: what is in it, what is not, and who may see it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck
from hypothesis import strategies as st

from bot.domain.action_item import NO_ORGANISATION, ActionStatus
from bot.domain.audience import Audience
from bot.domain.dialogue import DialogueStatus, RsvpAnswer
from bot.domain.digest import NeedsChair, OrganisationTally, Section, WeekTally
from bot.domain.practice import Adoption, PracticeStatus
from bot.domain.roles import Reader
from bot.use_cases.context import Context
from bot.use_cases.dialogues.answer import confirm_attendance
from bot.use_cases.digests.gather import gather_digest
from bot.use_cases.identify import channel_reader, reader_of_channel
from tests.bot.use_cases.digests.posting import shown
from tests.bot.use_cases.practices.network import (
    AMARA,
    DAY,
    LIAM,
    MINJI,
    NORA,
    NOW,
    PAT,
    TEACH,
    TECH,
    action,
    channel,
    dialogue,
    going,
    practice,
    settle_in,
)
from tests.properties import few_and_many

HOUR = timedelta(hours=1)


def gathered(network, *, members_only=False, now=NOW, channel=None, **options):
    reader = channel_reader(network.tech.id, members_only=members_only)
    presence = {TECH: channel} if channel else {}
    return gather_digest(network.tech, Context(reader, network.work, now, presence), **options)


def published(number, group_id, **changes):
    return practice(
        number,
        group_id,
        **{"status": PracticeStatus.PUBLISHED, "settled_at": NOW - DAY, **changes},
    )


def test_a_week_with_nothing_in_it_is_empty(network):
    digest = gathered(network)
    assert digest.empty
    assert (digest.since, digest.until) == (NOW - 7 * DAY, NOW)


def test_dialogues_of_the_coming_two_weeks_and_of_the_week(network):
    add = network.work.dialogues.add
    here = network.tech.id
    add(dialogue(1, here, NOW - 8 * DAY))
    add(dialogue(2, here, NOW - 6 * DAY))
    add(dialogue(3, here, NOW - 5 * DAY, status=DialogueStatus.CANCELLED))
    add(dialogue(4, here, NOW + DAY))
    add(dialogue(5, here, NOW + 2 * DAY, status=DialogueStatus.CANCELLED))
    add(dialogue(6, here, NOW + 13 * DAY))
    add(dialogue(7, here, NOW + 15 * DAY))
    add(dialogue(8, network.teach.id, NOW + DAY))
    digest = gathered(network)
    assert shown(digest, Section.COMING) == [4, 6]
    assert shown(digest, Section.HELD) == [2]


def test_a_dialogue_that_is_going_on_is_in_this_week_and_in_no_other(network):
    network.work.dialogues.add(dialogue(1, network.tech.id, NOW - HOUR / 2))
    this = gathered(network)
    assert (shown(this, Section.HELD), shown(this, Section.COMING)) == ([1], [])
    after = gathered(network, now=NOW + 7 * DAY)
    assert shown(after, Section.HELD) == []


def test_actions_logged_done_and_overdue_with_tallies(network):
    ofcom, kcsc = network.organisations["Ofcom"].id, network.organisations["KCSC"].id
    add, here = network.work.actions.add, network.tech.id
    add(action(1, here, created_at=NOW - DAY, owner_user_id=LIAM, owner_organisation_id=ofcom))
    add(action(2, here, created_at=NOW - DAY))
    add(action(3, here, created_at=NOW - DAY, owner_user_id=PAT))
    add(
        action(
            4,
            here,
            status=ActionStatus.DONE,
            settled_at=NOW - DAY,
            owner_organisation_id=kcsc,
        )
    )
    add(action(5, here, status=ActionStatus.DROPPED, settled_at=NOW - DAY))
    add(action(6, here, due_on=date(2026, 11, 22), owner_user_id=MINJI))
    add(action(7, here, due_on=date(2026, 11, 23), owner_user_id=MINJI))
    add(action(8, here, status=ActionStatus.DONE, settled_at=NOW - 9 * DAY))
    add(action(9, network.teach.id, created_at=NOW - DAY))
    digest = gathered(network)
    assert sorted(shown(digest, Section.LOGGED)) == [1, 2, 3]
    assert shown(digest, Section.DONE) == [4]
    assert shown(digest, Section.OVERDUE) == [6]
    assert digest.tallies == (
        OrganisationTally(name="KCSC", done=1, overdue=1, open=2),
        OrganisationTally(name="Ofcom", logged=1, open=1),
        OrganisationTally(name=NO_ORGANISATION, logged=1, open=1),
        OrganisationTally(name=None, logged=1, open=1),
    )
    (first, *_, last) = digest.listed[Section.LOGGED].entries
    assert (first.about, last.about) == ("@pat", "@liam, Ofcom")


def test_what_was_logged_and_settled_since_is_not_newly_logged(network):
    add, here = network.work.actions.add, network.tech.id
    add(action(1, here, created_at=NOW - DAY, status=ActionStatus.DONE, settled_at=NOW - DAY))
    add(action(2, here, created_at=NOW - DAY, status=ActionStatus.DROPPED, settled_at=NOW - DAY))
    digest = gathered(network)
    assert shown(digest, Section.LOGGED) == []
    assert shown(digest, Section.DONE) == [1]


def test_weeks_are_those_of_the_groups_calendar(network):
    add, here = network.work.actions.add, network.tech.id
    # The clocks of London went back on 25 October, so that the 19th began at 23:00 UTC.
    sunday = datetime(2026, 10, 18, 23, 0, tzinfo=UTC)
    add(
        action(
            1, here, created_at=sunday - DAY / 24, status=ActionStatus.DROPPED, settled_at=NOW - DAY
        )
    )
    add(action(2, here, created_at=sunday))
    add(action(3, here, created_at=NOW - DAY / 24))
    add(action(4, here, created_at=NOW))
    weeks = gathered(network).weeks
    assert [(w.monday, w.opened, w.closed) for w in weeks if w.opened or w.closed] == [
        (date(2026, 10, 19), 1, 0),
        (date(2026, 11, 16), 0, 1),
        (date(2026, 11, 23), 1, 0),
    ]
    assert weeks[-1] == WeekTally(monday=date(2026, 11, 23), opened=1)


def test_overdue_is_counted_in_the_owners_zone(network):
    now = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
    network.work.actions.add(
        action(1, network.tech.id, due_on=date(2026, 11, 23), zone="Pacific/Auckland")
    )
    network.work.actions.add(
        action(2, network.tech.id, due_on=date(2026, 11, 23), zone="America/New_York")
    )
    assert shown(gathered(network, now=now), Section.OVERDUE) == [1]


def test_all_of_a_flood_of_overdue_actions_is_found(network):
    for number in range(1, 1_203):
        network.work.actions.add(action(number, network.tech.id, due_on=date(2026, 11, 1)))
    digest = gathered(network)
    assert digest.listed[Section.OVERDUE].total == 1_202
    assert shown(digest, Section.OVERDUE) == list(range(1, 13))
    assert digest.tallies == (OrganisationTally(name=None, overdue=1_202, open=1_202),)


def test_published_practices_of_the_week(network):
    add, here = network.work.practices.add, network.tech.id
    add(published(1, here))
    add(published(2, here, settled_at=NOW - 8 * DAY))
    add(practice(3, here))
    add(published(4, network.teach.id, audience=Audience.NETWORK))
    assert shown(gathered(network), Section.PRACTICES) == [1]


def test_practices_that_organisations_have_taken_up(network):
    add, here = network.work.practices.add, network.tech.id
    add(published(1, here, settled_at=NOW - 20 * DAY))
    add(published(2, here, settled_at=NOW - 20 * DAY, audience=Audience.MEMBERS))
    add(practice(3, here))
    for number, audience, days in (
        (1, Audience.GROUP, 1),
        (2, Audience.MEMBERS, 2),
        (1, Audience.MEMBERS, 3),
        (3, Audience.GROUP, 1),
        (2, Audience.MEMBERS, 9),
    ):
        body = list(network.organisations.values())[days % 4]
        use = {"organisation_id": body.id, "adopted_by": LIAM, "audience": audience}
        assert network.work.adoptions.add(
            Adoption(number=number, adopted_at=NOW - days * DAY, **use)
        )
    observers = gathered(network).listed[Section.ADOPTIONS]
    assert [(e.reference, e.about) for e in observers.entries] == [("P1", "Ofcom")]
    members = gathered(network, members_only=True).listed[Section.ADOPTIONS]
    assert [(e.reference, e.about) for e in members.entries] == [
        ("P1", "Ofcom"),
        ("P2", "KCSC"),
        ("P1", "NCMEC"),
    ]
    assert (observers.total, members.total) == (1, 3)


def test_who_took_part_counts_people_once_by_organisation(network):
    for number in (1, 2):
        network.work.dialogues.add(dialogue(number, network.tech.id, NOW - number * DAY))
        going(network, number, LIAM)
    going(network, 1, NORA)
    going(network, 1, PAT)
    going(network, 1, MINJI, RsvpAnswer.MAYBE)
    going(network, 2, AMARA, RsvpAnswer.CANNOT)
    assert gathered(network).took_part == (("NCMEC", 1), ("Ofcom", 1), (NO_ORGANISATION, 1))


def test_who_was_there_counts_where_a_chair_has_confirmed_it(network):
    for number in (1, 2):
        network.work.dialogues.add(dialogue(number, network.tech.id, NOW - number * DAY))
        going(network, number, LIAM)
    going(network, 2, NORA)
    confirm_attendance(1, None, network.by(AMARA))
    digest = gathered(network)
    assert digest.took_part == (("NCMEC", 1), ("Ofcom", 1), ("eSafety", 1))
    assert digest.unconfirmed == 1
    confirm_attendance(2, [MINJI], network.by(AMARA))
    digest = gathered(network)
    assert digest.took_part == (("KCSC", 1), ("Ofcom", 1), ("eSafety", 1))
    assert digest.unconfirmed == 0


@pytest.fixture
def mixed(network):
    """Each kind of record once for the group, once for members only."""
    here, members = network.tech.id, {"audience": Audience.MEMBERS}
    add = network.work.dialogues.add
    add(dialogue(1, here, NOW + DAY))
    add(dialogue(2, here, NOW + DAY, **members))
    add(dialogue(3, here, NOW - DAY))
    add(dialogue(4, here, NOW - DAY, **members))
    going(network, 4, LIAM)
    for number, changes in ((1, {}), (2, members)):
        network.work.actions.add(
            action(number, here, created_at=NOW - DAY, due_on=date(2026, 11, 20), **changes)
        )
        network.work.practices.add(published(number, here, author=LIAM, **changes))
    return network


def test_a_mixed_channel_gets_what_observers_may_see(mixed):
    digest = gathered(mixed)
    assert shown(digest, Section.COMING) == [1]
    assert shown(digest, Section.HELD) == [3]
    assert shown(digest, Section.LOGGED) == [1]
    assert shown(digest, Section.OVERDUE) == [1]
    assert shown(digest, Section.PRACTICES) == [1]
    assert digest.took_part == ()
    assert digest.tallies == (OrganisationTally(name=None, logged=1, overdue=1, open=1),)


def test_a_channel_of_members_gets_everything(mixed):
    digest = gathered(mixed, members_only=True)
    assert shown(digest, Section.COMING) == [1, 2]
    assert digest.took_part == (("Ofcom", 1),)
    assert digest.listed[Section.PRACTICES].total == 2


def test_what_is_left_out_is_counted_only_where_the_chair_wants_it(mixed):
    assert gathered(mixed).left_out == 0
    mixed.tech = replace(mixed.tech, show_left_out=True)
    assert gathered(mixed).left_out == 4
    assert gathered(mixed, members_only=True).left_out == 0


@pytest.mark.parametrize(
    ("channel_facts", "sees"),
    [
        (channel(TECH, {AMARA, LIAM, MINJI}), True),
        (channel(TECH, {AMARA, LIAM, NORA}), False),
        (channel(TECH, {AMARA, PAT}), False),
        (channel(TECH, {AMARA, "U0UNKNOWN"}), False),
        (channel(TECH, {AMARA, LIAM}, is_private=False), False),
        (channel(TECH, {AMARA, LIAM}, is_shared=True), False),
        (None, False),
    ],
)
def test_a_channels_eyes_are_members_eyes_only_when_everyone_in_it_is(network, channel_facts, sees):
    eyes = reader_of_channel(network.tech, channel_facts, work=network.work)
    assert eyes.sees(network.tech.id, Audience.MEMBERS) is sees
    assert eyes.sees(network.tech.id, Audience.GROUP)
    assert not eyes.sees(network.teach.id, Audience.GROUP)


def test_one_lowered_to_observer_closes_the_channel_for_members_matters(network):
    alone = channel(TECH, {AMARA, LIAM})
    network.work.roles.lower_person(network.tech.id, LIAM, lowered=True)
    eyes = reader_of_channel(network.tech, alone, work=network.work)
    assert not eyes.sees(network.tech.id, Audience.MEMBERS)


def test_the_chair_hears_what_waits_for_them(mixed):
    here = mixed.tech.id
    mixed.work.practices.add(practice(9, here))
    mixed.work.actions.add(action(9, here, owner_user_id=LIAM))
    going(mixed, 1, NORA)
    digest = gathered(mixed, chair=mixed.reader(AMARA), channel=mixed.presence[TECH])
    assert digest.needs.awaiting_review == 1
    assert digest.needs.unowned == 2
    # D1 is for the group: Amara, Liam and Min-ji have not answered; Pat has no organisation.
    assert digest.needs.unanswered == 3
    assert gathered(mixed).needs == NeedsChair()


def test_a_members_only_dialogue_waits_for_members_alone(mixed):
    closed = replace(mixed.presence[TECH], members=frozenset({AMARA, LIAM, NORA}))
    digest = gathered(mixed, members_only=True, chair=mixed.reader(AMARA), channel=closed)
    # D1 waits for three, D2 for the two of member organisations.
    assert digest.needs.unanswered == 5


def no_history_shows_a_channel_what_it_may_not_carry(database_sqlite, data):
    audiences = st.sampled_from(list(Audience))
    days = st.integers(-9, 20)
    with database_sqlite.transaction("T1", write=False) as work:
        network = settle_in(work)
        groups = st.sampled_from([network.tech.id, network.teach.id])
        for number in range(1, data.draw(st.integers(1, 8)) + 1):
            day = data.draw(days) * DAY
            shared = {"audience": data.draw(audiences)}
            work.dialogues.add(dialogue(number, data.draw(groups), NOW + day, **shared))
            work.actions.add(
                action(number, data.draw(groups), created_at=NOW + day, due_on=NOW.date(), **shared)
            )
            work.practices.add(published(number, data.draw(groups), settled_at=NOW + day, **shared))
        members_only = data.draw(st.booleans())
        place = data.draw(st.sampled_from([TECH, TEACH]))
        group = work.groups.by_channel(place)
        reader = channel_reader(group.id, members_only=members_only)
        digest = gather_digest(group, Context(reader=reader, work=work, now=NOW))
        everything = Reader.system()
        records = [
            *(work.dialogues.get(everything, n) for n in range(1, 9)),
            *(work.actions.get(everything, n) for n in range(1, 9)),
            *(work.practices.get(everything, n) for n in range(1, 9)),
        ]
    known = {record.reference: record for record in records if record is not None}
    told = [known[reference] for reference in digest.references]
    assert all(record.group_id == group.id for record in told)
    if not members_only:
        assert all(record.audience is not Audience.MEMBERS for record in told)


test_no_history_shows_a_channel_what_it_may_not_carry, test_nor_does_any_of_many = few_and_many(
    no_history_shows_a_channel_what_it_may_not_carry,
    st.data(),
    few=12,
    many=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def test_a_week_of_the_groups_calendar_keeps_its_wall_time_over_a_clock_change(network):
    monday = datetime(2026, 10, 26, 9, 0, tzinfo=UTC)
    digest = gathered(network, now=monday)
    assert digest.since == datetime(2026, 10, 19, 8, 0, tzinfo=UTC)
