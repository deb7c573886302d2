"""The list of posts in a channel: how it reads, and what its buttons do."""

import pytest

from bot.domain.audience import Audience
from bot.domain.delivery import State, SubjectType
from bot.domain.errors import NotAllowed, Refusal
from bot.domain.group import ChannelOpening, How
from bot.domain.group_notifications import ChannelOpened
from bot.domain.message_kind import MessageKind
from bot.use_cases.context import Context
from bot.use_cases.deliveries.builders import notification_for
from handlers.slack.features.groups import commands as opened
from handlers.slack.features.groups.notifications import opened_blocks, read_value
from handlers.slack.features.why import commands
from handlers.slack.request.response import Reply
from tests.bot.use_cases.deliveries.post import CHANNEL, HOUR, Post, sent
from tests.bot.use_cases.groups.hall import AMARA, GETHIN, NOW, SINA, TANIS
from tests.handlers.slack.features.groups.scenes import buttons, direct, pressed, typed, words

LIST = "5.000000"


@pytest.fixture
def post(work):
    post = Post(work)
    post.dialogue(audience=Audience.MEMBERS)
    return post


def stands(post, number=1):
    """A number of reminders of D12 in the channel, each sent an hour before the next."""
    for one in range(number):
        at = NOW - HOUR * (number - one)
        became = sent(at) | {"posted_channel": CHANNEL, "members_only": True}
        post.owe(
            due=at, occurrence=str(one), became=became | {"posted_ts": f"{at.timestamp():.6f}"}
        )


def told(post, how, *user_ids, to=AMARA):
    """The list that this person got after this change."""
    post.work.channels.note_opening(
        ChannelOpening(channel_id=CHANNEL, at=NOW, what=how, user_ids=user_ids)
    )
    became = {"state": State.SENT, "posted_channel": "D0" + to, "posted_ts": LIST}
    post.owe(
        to,
        kind=MessageKind.OPENED,
        subject_type=SubjectType.GROUP,
        subject_id=str(post.group.id),
        occurrence=NOW.isoformat(),
        audience=Audience.MEMBERS,
        became=became,
    )
    (row,) = [
        row for row in post.work.deliveries.of_recipient(to, NOW) if row.kind == MessageKind.OPENED
    ]
    found = notification_for(row, Context(reader=post.hall.reader(to), work=post.work, now=NOW))
    assert isinstance(found, ChannelOpened)
    return Reply(blocks=opened_blocks(found))


def press(post, value, user_id=AMARA):
    """In the chair's list, whoever does it."""
    scene = pressed(post.hall, user_id, value, channel=direct(AMARA), message_ts=LIST)
    return opened.press_delete(scene)


def values(answer, label="Delete"):
    return [value for words, _, value in buttons(answer) if words == label]


def left(post):
    return post.work.deliveries.posts_for_members(CHANNEL, 99)[1]


def test_it_says_who_came_and_what_they_can_read(post):
    stands(post)
    said = words(told(post, How.CAME, TANIS))
    assert "For the chairs of Technology" in said
    assert f"people in it who are not members of the group: <@{TANIS}>." in said
    assert "They can read 1 message of mine that is for members only." in said
    assert "1 day before D12 Age assurance, posted " in said


@pytest.mark.parametrize(
    ("what", "expected"),
    [(How.PUBLIC, "is public now"), (How.SHARED, "is shared with another workspace now")],
    ids=["public", "shared"],
)
def test_it_says_what_became_of_the_channel(post, what, expected):
    assert expected in words(told(post, what))


def test_where_nothing_stands_it_is_short_and_has_no_button(post):
    answer = told(post, How.CAME, TANIS)
    assert "No message of mine that is for members only is there." in words(answer)
    assert (len(answer.blocks), buttons(answer)) == (1, [])


def test_many_people_and_many_posts_fit_into_a_message(post):
    stands(post, 300)
    answer = told(post, How.CAME, *(f"U{n}" for n in range(300)))
    assert len(answer.blocks) <= 50
    said = words(answer)
    assert "<@U19> and 280 more people." in said
    assert "They can read 300 messages of mine that are for members only." in said
    assert "And 280 older ones, which Delete all takes too." in said
    assert len(values(answer)) == 20


def test_delete_takes_one_and_the_list_is_drawn_without_it(post):
    stands(post, 2)
    first, _ = values(told(post, How.CAME, TANIS))
    answer = press(post, first)
    assert answer.replace
    assert "I am deleting 1 message." in words(answer)
    assert first not in values(answer)
    assert (len(values(answer)), left(post)) == (1, 1)
    assert "It is deleted already." in words(press(post, first))


def test_delete_all_takes_those_that_are_not_shown_too(post):
    stands(post, 30)
    (every,) = values(told(post, How.PUBLIC), "Delete all")
    answer = press(post, every)
    assert "I am deleting 30 messages." in words(answer)
    assert (buttons(answer), left(post)) == ([], 0)


@pytest.mark.parametrize("user_id", [GETHIN, TANIS], ids=["member", "observer"])
def test_who_does_not_run_the_group_deletes_nothing(post, user_id):
    stands(post)
    (value,) = values(told(post, How.CAME, TANIS))
    with pytest.raises(NotAllowed, match="Only a chair of Technology"):
        press(post, value, user_id)
    assert left(post) == 1


def test_the_secretariat_may_delete_too(post):
    stands(post)
    answer = told(post, How.CAME, TANIS, to=SINA)
    assert "For the secretariat, about Technology" in words(answer)
    (value,) = values(answer)
    scene = pressed(post.hall, SINA, value, channel=direct(SINA), message_ts=LIST)
    assert "I am deleting 1 message." in words(opened.press_delete(scene))


def test_a_list_that_is_not_ours_deletes_nothing(post):
    stands(post)
    (value,) = values(told(post, How.CAME, TANIS))
    scene = pressed(post.hall, AMARA, value, channel=direct(AMARA), message_ts="6.000000")
    with pytest.raises(Refusal, match="I don't know this list any more"):
        opened.press_delete(scene)
    assert left(post) == 1


@pytest.mark.parametrize("value", ["", "all", "1.0", "1.0 x", "x all", "1.0 ²", "1..0 5"])
def test_a_value_that_no_button_has_is_not_guessed_at(value):
    assert read_value(value) is None


def test_why_says_that_a_post_was_deleted(post):
    stands(post)
    (value,) = values(told(post, How.CAME, TANIS))
    press(post, value)
    said = words(commands.run_why(typed(post.hall, AMARA)))
    assert "A chair or the secretariat had it deleted since." in said


def test_what_slack_would_not_delete_says_so(post):
    stands(post)
    answer = told(post, How.CAME, TANIS)
    assert "I could not delete it" not in words(answer)
    (row,), _ = post.work.deliveries.posts_for_members(CHANNEL, 9)
    post.work.deliveries.take_down(CHANNEL, until_ts=row.posted_ts)
    (given,) = post.work.queue.stale_posts(NOW, until=NOW + HOUR, limit=9)
    post.work.queue.left_standing(given, "cant_delete_message")
    answer = press(post, f"{row.posted_ts} 999999")
    said = "I could not delete it: Slack does not allow it. Please delete it in Slack."
    assert said in words(answer)
