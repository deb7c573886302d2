"""Notifications about groups, as they are read."""

from datetime import UTC, datetime

from bot.domain.group import Group
from bot.domain.group_notifications import (
    ChairNotice,
    ChannelOpened,
    ClockChange,
    Greeting,
    Introduction,
    PlaceClosedNotice,
    SecretariatNotice,
)
from bot.domain.notifications import Withdrawn
from bot.domain.person import Person
from handlers.slack.features.groups.notifications import RENDERERS, chair_notice, greeting_blocks
from handlers.slack.kit import catalogue
from tests.handlers.slack.features.groups.scenes import words

GROUP = Group(
    id=1,
    channel_id="C1",
    name="<!channel> & Co",
    zone="UTC",
    created_at=datetime(2026, 12, 7, tzinfo=UTC),
)
SINA = Person(
    user_id="U0SINA",
    name="<@U0EVIL>",
    zone="UTC",
    locale="en-GB",
    active=True,
    is_bot=False,
    secretariat=True,
    organisation=None,
)


def test_a_greeting_says_what_comes_first_and_what_can_be_typed():
    said = words(greeting_blocks(Greeting(group=None, inviter=None)))
    assert said.startswith("Hello! I am Convenor: ")
    assert "This channel is not a working group yet." in said
    assert "/wg setup" in said
    assert all(command.name in said for command in catalogue.COMMANDS)


def test_a_greeting_pings_nobody():
    said = words(greeting_blocks(Greeting(group=None, inviter=SINA)))
    assert "Thank you for inviting me, @&lt;@U0EVIL&gt;. " in said
    assert "<@" not in said


def test_a_group_is_greeted_with_its_chairs():
    said = words(greeting_blocks(Greeting(group=GROUP, inviter=None, chairs=("amara", "min-ji"))))
    assert "This is the channel of &lt;!channel&gt; &amp; Co. Chairs: @amara and" in said
    said = words(greeting_blocks(Greeting(group=GROUP, inviter=None, chairs=("amara",))))
    assert "Chair: @amara." in said
    assert "It has no chair now." in words(greeting_blocks(Greeting(group=GROUP, inviter=None)))


def test_a_notice_names_its_group():
    said = words(chair_notice(ChairNotice(group=GROUP, words="D12 & D13 went <privately>.")))
    assert said.splitlines() == [
        "For the chairs of &lt;!channel&gt; &amp; Co",
        "D12 &amp; D13 went &lt;privately&gt;.",
    ]


def test_each_letter_has_a_renderer():
    assert set(RENDERERS) == {
        Greeting,
        ChairNotice,
        ChannelOpened,
        ClockChange,
        Introduction,
        PlaceClosedNotice,
        SecretariatNotice,
        Withdrawn,
    }
