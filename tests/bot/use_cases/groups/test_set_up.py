"""Turning a channel into a working group, and editing what was set up.

Who may set up a group, where it can live, and who can chair it.
"""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from bot.domain.audience import Audience
from bot.domain.delivery import State
from bot.domain.errors import NextStep, NotAllowed, NotValid, Refusal
from bot.domain.group import DEFAULT_REMINDERS, Term, Unreadable
from bot.domain.message_kind import MessageKind
from bot.domain.notifications import Gone, Reminder
from bot.domain.roles import Role
from bot.use_cases.context import Context
from bot.use_cases.deliveries.builders import notification_for
from bot.use_cases.dialogues.messages import schedule_messages
from bot.use_cases.drift.note_reading import note_reading
from bot.use_cases.identify import channel_reader
from tests.bot.use_cases.groups.hall import (
    AMARA,
    APP,
    FAR,
    GETHIN,
    GRETA,
    MINJI,
    NOW,
    PRIVATE,
    PUBLIC,
    RAHUL,
    SINA,
    STRANGER,
    TANIS,
    Hall,
    refused,
)
from tests.journal import told_about

TODAY = date(2026, 12, 7)


def test_a_group_as_wished(hall):
    done = hall.set_up(
        chairs=(AMARA,),
        name="  Technology ",
        zone="europe/london",
        default_audience=Audience.MEMBERS,
        reminders=(60, 10_080, 60),
        digest_weekday=0,
        digest_time=time(8, 30),
    )
    group = hall.work.groups.get(done.group.id)
    assert done.new
    assert done.changed
    assert group == done.group
    assert (group.name, group.zone, group.channel_id) == ("Technology", "Europe/London", "C0TECH")
    assert group.default_audience is Audience.MEMBERS
    assert group.reminders == (10_080, 60)
    assert (group.digest_weekday, group.digest_time) == (0, time(8, 30))
    assert group.created_at == NOW


def test_a_chair_has_a_term_of_a_year_from_today(hall):
    done = hall.set_up(chairs=(AMARA, MINJI, AMARA))
    last = date(2027, 12, 7)
    assert done.terms == (
        Term(user_id=AMARA, starts_on=TODAY, ends_on=last),
        Term(user_id=MINJI, starts_on=TODAY, ends_on=last),
    )
    assert hall.role(AMARA) is Role.CHAIR
    assert hall.role(GETHIN) is Role.MEMBER


def test_the_channel_as_read_is_kept_so_that_its_rights_hold_if_convenor_is_removed_next(hall):
    hall.set_up(chairs=(AMARA,))
    note_reading(PRIVATE.channel_id, Unreadable("channel_not_found"), work=hall.work, now=NOW)
    assert hall.work.channels.get(PRIVATE.channel_id).members == tuple(sorted(PRIVATE.members))


def test_today_is_the_groups_own_day(hall):
    hall.now = NOW + timedelta(hours=8)  # already the 8th in Seoul
    done = hall.set_up(chairs=(MINJI,), zone="Asia/Seoul")
    assert done.terms[0].starts_on == date(2026, 12, 8)


def test_people_without_an_organisation_are_counted(hall):
    crowd = replace(PRIVATE, members=PRIVATE.members | {STRANGER, APP})
    assert hall.set_up(channel=crowd).unassigned == 2  # rahul, and one never seen; no app


def test_the_journal_says_who_did_it(hall):
    hall.set_up()
    ((when, who, did, detail),) = told_about(hall.work, "C0TECH")
    assert (when, who, did, detail) == (NOW, SINA, "set up the group", "Technology")


# Refusals: words, field, and an unchanged database ------------------------------------------------


@pytest.mark.parametrize(
    ("wishes", "field", "words"),
    [
        ({"name": " "}, "name", "The name is missing. Please give up to 80 characters."),
        (
            {"name": "x" * 81},
            "name",
            "The name is 81 characters long; the limit is 80. Please shorten it.",
        ),
        ({"zone": ""}, "zone", "Please give a time zone, for example Europe/Dublin."),
        ({"zone": "Europe/Dubln"}, "zone", "Did you mean Europe/Dublin?"),
        ({"zone": "IST"}, "zone", "Asia/Kolkata"),
        ({"zone": "../etc/passwd"}, "zone", "I don't know the time zone"),
    ],
)
def test_values_that_cannot_be(hall, wishes, field, words):
    refusal = refused(hall, NotValid, Hall.set_up, **wishes)
    assert refusal.field == field
    assert words in refusal.words


def test_names_are_unique_in_any_letter_case(hall):
    hall.set_up()
    refusal = refused(hall, NotValid, Hall.set_up, name="TECHNOLOGY", channel=PUBLIC)
    assert refusal.field == "name"
    assert "called TECHNOLOGY already" in refusal.words


def test_markup_in_a_name_is_kept_as_typed(hall):
    name = "<!channel> &lt;b&gt; `x` *y* 🙂 عربي"
    assert hall.set_up(name=name).group.name == name


# Editing ---------------------------------------------------------------------------------------


def test_the_same_again_changes_nothing(hall):
    hall.set_up(chairs=(AMARA,))
    before = hall.everything()
    done = hall.set_up(chairs=(AMARA,))
    assert not done.new
    assert not done.changed
    assert hall.everything() == before


def test_an_edit_keeps_the_group_and_changes_what_differs(hall):
    first = hall.set_up().group
    hall.now = NOW + timedelta(days=1)
    done = hall.set_up(name="Tech", zone="Asia/Seoul", reminders=())
    assert done.group == replace(
        first, name="Tech", zone="Asia/Seoul", reminders=(), digest_revision=2
    )
    assert not done.new
    assert hall.work.groups.all() == (done.group,)


def test_chairs_who_stay_keep_their_terms(hall):
    hall.set_up(chairs=(AMARA, GETHIN))
    hall.now = NOW + timedelta(days=30)
    done = hall.set_up(chairs=(AMARA, MINJI))
    assert done.ended == (GETHIN,)
    assert done.terms == (
        Term(user_id=AMARA, starts_on=TODAY, ends_on=date(2027, 12, 7)),
        Term(user_id=MINJI, starts_on=date(2027, 1, 6), ends_on=date(2028, 1, 6)),
    )
    assert [hall.role(u) for u in (AMARA, GETHIN, MINJI)] == [Role.CHAIR, Role.MEMBER, Role.CHAIR]


def test_an_appointment_lifts_a_lowering(hall):
    group = hall.set_up().group
    hall.work.roles.lower_person(group.id, AMARA, lowered=True)
    hall.set_up(chairs=(AMARA,))
    assert hall.role(AMARA) is Role.CHAIR


def weekly_digests(hall):
    """(state, revision, why not) of each that was owed to the channel, the earliest due first."""
    owed = hall.work.deliveries.of_recipient("C0TECH", NOW)
    return [(d.state, d.revision, d.error) for d in reversed(owed) if d.kind == "digest.weekly"]


def test_the_weekly_digest_is_owed_from_the_start(hall):
    hall.set_up(digest_weekday=3, digest_time=time(9), chairs=(AMARA,))
    (owed,) = hall.work.deliveries.of_recipient("C0TECH", NOW)
    assert (owed.kind, owed.occurrence) == ("digest.weekly", "2026-12-10")
    assert owed.due_at == NOW + timedelta(days=2, hours=23)
    kinds = [delivery.kind for delivery in hall.work.deliveries.of_recipient(AMARA, NOW)]
    assert kinds == ["digest.preview", "group.chairs"]


@pytest.mark.parametrize(
    "change", [{"digest_weekday": 4}, {"digest_time": time(10)}, {"zone": "Asia/Seoul"}]
)
def test_another_hour_owes_the_weekly_digest_anew(hall, change):
    hour = {"digest_weekday": 3, "digest_time": time(9), "zone": "Europe/London"}
    hall.set_up(**hour)
    assert hall.set_up(**hour | change).group.digest_revision == 2
    assert sorted(weekly_digests(hall)) == [
        (State.DROPPED, 1, "rescheduled"),
        (State.OWED, 2, None),
    ]


def test_no_digest_any_more_withdraws_what_was_owed(hall):
    hall.set_up(digest_weekday=3)
    hall.set_up(digest_weekday=None)
    assert weekly_digests(hall) == [(State.DROPPED, 1, "switched off")]


def test_another_name_leaves_the_weekly_digest_alone(hall):
    hall.set_up(digest_weekday=3)
    assert hall.set_up(digest_weekday=3, name="Tech").group.digest_revision == 1
    assert weekly_digests(hall) == [(State.OWED, 1, None)]


@pytest.fixture
def planned(hall):
    """A dialogue in twenty days, with the usual reminders owed."""
    group = hall.set_up(reminders=DEFAULT_REMINDERS).group
    dialogue = hall.add_dialogue(1, days=20)
    hall.work.deliveries.owe(schedule_messages.owed_reminders(dialogue, group, NOW), NOW)
    return group


def sayable(hall, group):
    """Minutes of the reminders that are owed and would be sent, as the channel's own reader."""
    reader = channel_reader(group.id, members_only=True)
    kept = []
    for owed in hall.work.deliveries.of_recipient("C0TECH", NOW):
        if owed.kind.startswith(MessageKind.REMINDER):
            said = notification_for(owed, Context(reader=reader, work=hall.work, now=owed.due_at))
            assert isinstance(said, Reminder) or said == Gone("reminder switched off")
            kept += [said.minutes_before] if isinstance(said, Reminder) else []
    return kept


def test_other_reminders_count_for_dialogues_that_are_planned(hall, planned):
    assert sayable(hall, planned) == [60, 1_440, 10_080]
    hall.set_up(reminders=(15, 60))
    assert sayable(hall, planned) == [15, 60]


def test_a_reminder_switched_off_and_on_again_is_sent(hall, planned):
    hall.set_up(reminders=())
    assert sayable(hall, planned) == []
    hall.set_up(reminders=DEFAULT_REMINDERS)
    assert sayable(hall, planned) == [60, 1_440, 10_080]


def test_who_is_in_the_channel_is_kept_from_the_first_moment(hall):
    """Convenor may be removed before it looks at the channel again."""
    hall.set_up()
    kept = hall.work.channels.get(PRIVATE.channel_id)
    assert (kept.members, kept.read_at, kept.readable) == (
        tuple(sorted(PRIVATE.members)),
        NOW,
        True,
    )


@pytest.mark.parametrize("by", [AMARA, TANIS, RAHUL, STRANGER])
def test_only_the_secretariat_sets_up(hall, by):
    words = refused(hall, NotAllowed, Hall.set_up, by=by).words
    assert words == "Only the secretariat can set up a working group. Secretariat: @sina."


def test_a_chair_is_told_that_settings_are_still_to_come(hall):
    hall.set_up(chairs=(AMARA,))
    refusal = refused(hall, NotAllowed, Hall.set_up, by=AMARA, name="Tech")
    assert refusal.words == (
        "Technology is set up already, and only the secretariat can change its set-up. "
        "Secretariat: @sina."
    )
    assert refusal.step is NextStep.CHANGE_SETTINGS


@pytest.mark.parametrize(
    ("channel", "step"),
    [
        (None, NextStep.SET_UP_IF_SEEN),
        (replace(PRIVATE, bot_present=False), NextStep.INVITE_APP_AND_SET_UP),
    ],
    ids=["unseen", "out"],
)
def test_without_the_bot_it_says_invite(hall, channel, step):
    assert refused(hall, Refusal, Hall.set_up, channel=channel).step is step


def test_a_direct_message_is_no_place_for_a_group(hall):
    direct = replace(PRIVATE, channel_id="D1", is_direct=True)
    assert refused(hall, Refusal, Hall.set_up, channel=direct).step is NextStep.SET_UP_IN_CHANNEL


@pytest.mark.parametrize(
    ("channel", "why"),
    [(PUBLIC, "is public"), (replace(PRIVATE, is_shared=True), "is shared with other workspaces")],
)
def test_nothing_is_for_members_only_where_others_read(hall, channel, why):
    refusal = refused(
        hall, NotValid, Hall.set_up, channel=channel, default_audience=Audience.MEMBERS
    )
    assert refusal.field == "default_audience"
    assert why in refusal.words
    assert "private channel" in refusal.words


@pytest.mark.parametrize(
    ("user_id", "words"),
    [
        (TANIS, "@tanis belongs to FOSI, an observer organisation."),
        (RAHUL, "@rahul belongs to no organisation yet"),
        (FAR, "@far is not in the channel of Technology."),
        (GRETA, "@greta has left this workspace."),
        (APP, "@app is an app."),
        (STRANGER, "I don't know this person."),
    ],
)
def test_who_cannot_chair(hall, user_id, words):
    refusal = refused(hall, NotValid, Hall.set_up, chairs=(AMARA, user_id))
    assert refusal.field == "chairs"
    assert words in refusal.words
