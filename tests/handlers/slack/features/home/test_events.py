"""What Convenor answers to an invitation, a mention and a direct message."""

import pytest

from bot.domain.delivery import State
from handlers.slack.features.home import events
from handlers.slack.features.home.events import ROUTES
from handlers.slack.kit import catalogue
from handlers.slack.request.request import Kind
from handlers.slack.request.response import Quiet
from tests.bot.use_cases.groups.hall import AMARA, GETHIN, NOW, PRIVATE, PUBLIC, RAHUL, SINA, TANIS
from tests.handlers.slack.features.groups.scenes import BOT, direct, scene, words


def event(hall, user_id, *, channel=PRIVATE, **fields):
    fields = {"type": "message", "channel": channel.channel_id, "user": user_id} | fields
    return scene(hall, user_id, channel=channel, kind=Kind.EVENT, event=fields)


def says(hall, user_id, **fields):
    fields = {"channel_type": "im", "text": "hello"} | fields
    return events.message_received(event(hall, user_id, channel=direct(user_id), **fields))


# Invitations ------------------------------------------------------------------------------------


def joined(hall, user_id, **fields):
    fields = {"type": "member_joined_channel", "event_ts": "1765.01", "inviter": SINA} | fields
    return events.channel_joined(event(hall, user_id, **fields))


def test_invited_it_owes_the_channel_a_greeting(hall):
    assert joined(hall, BOT) == Quiet()
    joined(hall, BOT)
    (owed,) = hall.work.deliveries.of_recipient("C0TECH", NOW)
    assert (owed.kind, owed.state, owed.occurrence) == (
        "group.greeting",
        State.OWED,
        "1765.01 U0SINA",
    )


def test_other_people_are_not_greeted(hall):
    before = hall.everything()
    assert joined(hall, RAHUL) == Quiet()
    assert hall.everything() == before


# Mentions ---------------------------------------------------------------------------------------


def mention(hall, user_id, **fields):
    fields = {"type": "app_mention", "text": f"<@{BOT}> hi"} | fields
    return events.app_mentioned(event(hall, user_id, **fields))


def test_a_mention_where_nothing_is_set_up(hall):
    said = words(mention(hall, AMARA))
    assert said.startswith(
        "This channel is not a working group yet. Someone of the secretariat turns it into one "
        "with /wg setup."
    )
    assert all(command.name in said for command in catalogue.COMMANDS)
    assert "You can turn it into one with /wg setup." in words(mention(hall, SINA))


@pytest.mark.parametrize(
    ("user_id", "next_step"),
    [
        (AMARA, "As a chair you can schedule dialogues, log actions, review practices"),
        (GETHIN, "As a member you can schedule dialogues, log actions and share practices."),
        (TANIS, "As an observer you can answer invitations"),
        (RAHUL, "You belong to no organisation yet; the secretariat can assign you"),
    ],
)
def test_a_mention_says_what_this_person_may_do_next(hall, user_id, next_step):
    hall.set_up(chairs=(AMARA,))
    said = words(mention(hall, user_id))
    assert said.startswith("This is the channel of Technology. Chair: @amara.")
    assert next_step in said


@pytest.mark.parametrize("fields", [{"bot_id": "B1"}, {"subtype": "bot_message"}])
def test_what_apps_write_is_not_answered(hall, fields):
    assert mention(hall, AMARA, **fields) == Quiet()
    assert says(hall, AMARA, **fields) == Quiet()
    assert mention(hall, BOT) == Quiet()


# Messages ---------------------------------------------------------------------------------------


def test_a_direct_message_says_what_can_be_done_and_where(hall):
    hall.set_up()
    hall.channels[PUBLIC.channel_id] = PUBLIC
    hall.set_up(channel=PUBLIC, name="Education")
    said = words(says(hall, AMARA))
    assert "You are in Education and Technology. Here /action and /dialogue cover all" in said
    assert "no organisation" not in said
    assert all(command.name in said for command in catalogue.COMMANDS)


def test_a_direct_message_of_someone_in_no_group(hall):
    said = words(says(hall, RAHUL))
    assert "You are in no working group yet." in said
    assert "You belong to no organisation yet" in said


def test_words_with_a_file_are_answered_like_words_alone(hall):
    assert words(says(hall, AMARA, subtype="file_share")) == words(says(hall, AMARA))


@pytest.mark.parametrize("subtype", ["message_changed", "message_deleted", "channel_join"])
def test_edits_and_the_like_are_not_answered(hall, subtype):
    assert says(hall, AMARA, subtype=subtype) == Quiet()


@pytest.mark.parametrize("channel_type", ["channel", "group", "mpim", None])
def test_what_people_say_in_channels_is_none_of_its_business(hall, channel_type):
    assert says(hall, AMARA, channel_type=channel_type) == Quiet()


def test_the_home_tab_is_for_later(hall):
    opened = event(hall, AMARA, type="app_home_opened")
    assert ROUTES[Kind.EVENT, "app_home_opened"].run(opened) == Quiet()


def test_answers_change_nothing(hall):
    hall.set_up(chairs=(AMARA,))
    before = hall.everything()
    mention(hall, AMARA)
    says(hall, AMARA)
    assert hall.everything() == before
