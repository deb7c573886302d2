"""The greeting, and what chairs are told, as each may read it at the send."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.audience import Audience
from bot.domain.chair_notices import Addressee, ChairNotice
from bot.domain.delivery import Delivery, State, SubjectType
from bot.domain.dialogue import Dialogue
from bot.domain.notifications import Gone, Greeting
from bot.domain.roles import Role
from bot.domain.zones import to_wall
from bot.use_cases.context import Context
from bot.use_cases.groups.greet import Greet, greet_channel
from bot.use_cases.groups.notifications import build_notification
from bot.use_cases.identify import channel_reader
from tests.bot.use_cases.groups.hall import AMARA, GETHIN, NOW, SINA, STRANGER

MOMENT = "1765101600.000100"


def invited(hall, inviter=SINA):
    wish = Greet(channel_id="C0TECH", moment=MOMENT, inviter=inviter)
    return greet_channel(wish, work=hall.work, now=hall.now)


def greeting(hall):
    (owed,) = hall.work.deliveries.of_recipient("C0TECH", NOW)
    reader = channel_reader(0, members_only=False)
    return build_notification(owed, Context(reader=reader, work=hall.work, now=hall.now))


def test_an_invitation_is_greeted_once(hall):
    assert invited(hall)
    assert not invited(hall)
    (owed,) = hall.work.deliveries.of_recipient("C0TECH", NOW)
    assert (owed.kind, owed.subject_type) == ("group.greeting", SubjectType.GROUP)
    assert (owed.state, owed.due_at, owed.audience) == (State.OWED, NOW, Audience.GROUP)


def test_the_next_invitation_is_greeted_again(hall):
    invited(hall)
    again = Greet(channel_id="C0TECH", moment="1765101700.000100")
    assert greet_channel(again, work=hall.work, now=NOW)


def test_a_greeting_names_who_invited(hall):
    invited(hall)
    said = greeting(hall)
    assert said == Greeting(group=None, inviter=hall.work.people.get(SINA))


@pytest.mark.parametrize("inviter", [None, STRANGER])
def test_a_greeting_without_a_known_inviter(hall, inviter):
    invited(hall, inviter)
    assert greeting(hall).inviter is None


def test_a_group_that_was_set_up_meanwhile_is_greeted_as_one(hall):
    invited(hall)
    group = hall.set_up(chairs=(AMARA,)).group
    assert greeting(hall) == Greeting(
        group=group, inviter=hall.work.people.get(SINA), chairs=("amara",)
    )


# Notices to chairs -----------------------------------------------------------------------------


@pytest.fixture
def group(hall):
    return hall.set_up(chairs=(AMARA,)).group


def notice(hall, kind, occurrence, to=AMARA):
    delivery = Delivery(
        id=1,
        workspace_id="T1",
        kind=kind,
        subject_type=SubjectType.GROUP,
        subject_id=str(hall.group.id),
        occurrence=occurrence,
        recipient=to,
        due_at=NOW,
        useful_until=NOW + timedelta(days=1),
        audience=Audience.MEMBERS,
        created_at=NOW,
    )
    return build_notification(delivery, Context(reader=hall.reader(to), work=hall.work, now=NOW))


def dialogue(hall, group, number=12):
    starts_at = NOW + timedelta(days=3)
    made = Dialogue(
        number=number,
        group_id=group.id,
        title="Age assurance",
        wall=to_wall(starts_at, group.zone),
        zone=group.zone,
        starts_at=starts_at,
        audience=Audience.MEMBERS,
        created_by=AMARA,
        created_at=NOW,
    )
    hall.work.dialogues.add(made)


def test_a_chair_hears_what_was_kept_private(hall, group):
    dialogue(hall, group)
    said = notice(hall, "group.kept_private", "D12")
    assert isinstance(said, ChairNotice)
    assert said.group == group
    assert said.words.startswith("D12, “Age assurance”, is for members only.")
    assert "direct message to the people of member organisations" in said.words


def test_what_is_not_there_is_not_told(hall, group):
    assert notice(hall, "group.kept_private", "D99") == Gone("not theirs")
    assert notice(hall, "group.kept_private", "P3") == Gone("not theirs")


def test_a_message_without_a_reference_is_told_without_one(hall, group):
    assert "A message that was due is for members only." in (
        notice(hall, "group.kept_private", str(group.id)).words
    )


@pytest.mark.parametrize("kind", ["group.kept_private", "group.blocked"])
def test_who_chairs_no_longer_is_not_told(hall, group, kind):
    dialogue(hall, group)
    hall.work.recipients.block("C0TECH", error="is_archived", now=NOW)
    occurrence = "D12" if kind == "group.kept_private" else f"C0TECH@{NOW.isoformat()}"
    assert hall.role(GETHIN) is Role.MEMBER
    assert notice(hall, kind, occurrence, to=GETHIN) == Gone("not a chair any more")
    assert isinstance(notice(hall, kind, occurrence), ChairNotice)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ("is_archived", "It is archived. I go on by myself when it is unarchived."),
        ("channel_not_found", "Please type /invite @Convenor in it, and I go on."),
        ("not_in_channel", "Please type /invite @Convenor in it, and I go on."),
        ("restricted_action", "A Slack workspace admin must let Convenor post there"),
        ("restricted_action_read_only_channel", "must let Convenor post there"),
        ("team_access_not_granted", "An organisation admin must add Convenor"),
        ("channel_is_limited_access", "Access to it is limited. A Slack workspace admin must"),
        ("is_inactive", "It is not active."),
        ("some_new_word", "Please check its settings with a Slack workspace admin."),
    ],
)
def test_a_blocked_channel_is_told_with_what_to_do(hall, group, error, words):
    hall.work.recipients.block("C0TECH", error=error, now=NOW)
    said = notice(hall, "group.blocked", f"C0TECH@{NOW.isoformat()}").words
    assert said.startswith(f"Slack does not let me post in the channel of Technology ({error}). ")
    assert words in said
    assert "waits for as long as it is useful" in said
    assert "I try again by myself: with the first message that is due after Monday 7 D" in said


def test_the_secretariat_hears_of_a_chair_who_cannot_be_written_to(hall, group):
    hall.work.recipients.block(AMARA, error="messages_tab_disabled", now=NOW)
    said = notice(hall, "group.blocked", f"{AMARA}@{NOW.isoformat()}", to=SINA)
    assert said.to is Addressee.SECRETARIAT
    assert said.words.startswith("Slack does not let me write to @amara, who chairs Technology")
    assert "The Messages tab of Convenor is switched off." in said.words


def test_an_earlier_block_than_the_present_one_is_not_told(hall, group):
    hall.work.recipients.block("C0TECH", error="is_archived", now=NOW)
    earlier = f"C0TECH@{(NOW - timedelta(days=1)).isoformat()}"
    assert notice(hall, "group.blocked", earlier) == Gone("reachable again")


def test_a_place_that_is_open_again_is_told_while_it_is(hall, group):
    occurrence = f"C0TECH@{NOW.isoformat()}"
    said = notice(hall, "group.reopened", occurrence).words
    assert said.startswith("I can post in the channel of Technology again.")
    hall.work.recipients.block("C0TECH", error="is_archived", now=NOW)
    assert notice(hall, "group.reopened", occurrence) == Gone("closed again")


def test_what_can_be_reached_again_is_not_told(hall, group):
    assert notice(hall, "group.blocked", "C0TECH@now") == Gone("reachable again")


def test_a_group_that_is_no_more_is_not_told_about(hall, group):
    gone = replace(group, id=99)
    delivery = Delivery(
        id=1,
        workspace_id="T1",
        kind="group.blocked",
        subject_type=SubjectType.GROUP,
        subject_id=str(gone.id),
        occurrence="C9@now",
        recipient=AMARA,
        due_at=NOW,
        useful_until=NOW,
        audience=Audience.MEMBERS,
        created_at=NOW,
    )
    assert isinstance(
        build_notification(delivery, Context(reader=hall.reader(AMARA), work=hall.work, now=NOW)),
        Gone,
    )
