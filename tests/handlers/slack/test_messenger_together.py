"""Several notifications in one message: within Slack's limits, and refused beyond."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.delivery import MOST_SHARED
from bot.domain.dialogue import Dialogue, Rsvp, RsvpAnswer
from bot.domain.errors import ContentRefused
from bot.domain.group_notifications import ChairNotice
from bot.domain.limits import LINK, SUMMARY, TITLE
from bot.domain.notifications import ChangeNotice, Reminder, Turnout
from tests.handlers.sandbox.world import LIAM
from tests.handlers.slack.client.test_find_message import GROUP, delivery, look, over_http
from tests.ports import always

STARTS = datetime(2026, 12, 12, 14, tzinfo=UTC)
LONGEST_NOTICE = 2_200
"""Characters: eight things that were dropped, each with its longest title and its moment."""
DIALOGUE = Dialogue(
    number=1_234,
    group_id=1,
    title="&" * TITLE,
    wall=STARTS.replace(tzinfo=None),
    zone="America/Argentina/ComodRivadavia",
    starts_at=STARTS,
    link="https://example.org/".ljust(LINK, "x"),
    reason="<" * SUMMARY,
    created_by=LIAM,
    created_at=STARTS - timedelta(days=30),
)
ABOUT = {"dialogue": DIALOGUE, "group": GROUP}
TURNOUT = Turnout(
    rsvps=tuple(
        Rsvp(user_id=f"U{n}", answer=answer, organisation_id=None, answered_at=STARTS)
        for answer in RsvpAnswer
        for n in range(300)
    )
)
LONGEST = {
    "reminder": Reminder(minutes_before=10, turnout=TURNOUT, **ABOUT),
    "moved": ChangeNotice(was="Saturday 12 December 2026, 14:00 " + "x" * 60, **ABOUT),
    "cancelled": ChangeNotice(was=None, **ABOUT),
    "notice": ChairNotice(group=GROUP, words="w" * LONGEST_NOTICE),
}


@pytest.mark.parametrize("kind", LONGEST)
def test_as_many_as_ever_share_one_fit_at_their_longest(kind):
    @over_http()
    async def together(world, messenger):
        parts = [(delivery(n + 1, LIAM), LONGEST[kind]) for n in range(MOST_SHARED)]
        posted = await messenger.send_together(parts, still=always)
        (message,) = await world.seen(LIAM, posted.channel)
        assert str(message["blocks"]).count("This was due") == MOST_SHARED
        for wanted, _ in parts:
            assert await look(messenger, wanted) == posted

    together()


@over_http()
async def test_a_part_that_is_too_long_is_cut_with_a_word_about_it(world, messenger):
    notification = ChairNotice(group=GROUP, words="Long.")
    plain = messenger.renderers[ChairNotice]
    messenger.renderers = {**messenger.renderers, ChairNotice: lambda one: plain(one) * 30}
    parts = [(delivery(n + 1, LIAM), notification) for n in range(MOST_SHARED)]
    posted = await messenger.send_together(parts, still=always)
    (message,) = await world.seen(LIAM, posted.channel)
    assert str(message["blocks"]).count("and 46 more") == MOST_SHARED
    assert str(message["blocks"]).count("This was due") == MOST_SHARED
    assert len(message["blocks"]) <= 50


@over_http()
async def test_what_is_too_long_together_is_refused_and_nothing_is_posted(world, messenger):
    """The loop then sends them one by one."""
    notification = ChairNotice(group=GROUP, words="w" * 2_900)
    with pytest.raises(ContentRefused, match="msg_blocks_too_long"):
        await messenger.send_together(
            [(delivery(n, LIAM), notification) for n in range(1, 6)], still=always
        )
    assert not world.sandbox.arrived
    assert await messenger.send(delivery(1, LIAM), notification, late=True, still=always)
