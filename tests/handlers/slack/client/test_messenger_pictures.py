"""A notification's picture: uploaded before the post, waited for, and done without."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial

from bot.domain.digest import Digest, Listed, Section, WeekTally
from bot.domain.group_notifications import DigestNotification
from handlers.slack.client.files import NotUploaded, SlackFiles
from handlers.slack.renderers import PICTURES
from tests.handlers.sandbox.world import LIAM
from tests.handlers.slack.client.test_find_message import GROUP, delivery, over_http
from tests.ports import always

UNTIL = datetime.fromisoformat("2026-11-30T09:00Z")
DIGEST = Digest(
    since=UNTIL - timedelta(days=7),
    until=UNTIL,
    listed={section: Listed() for section in Section},
    weeks=(WeekTally(monday=date(2026, 11, 23), opened=3, closed=1),),
)
NOTIFICATION = DigestNotification(group=GROUP, digest=DIGEST)


def kinds(message):
    return [block["type"] for block in message["blocks"]]


@over_http()
async def test_it_is_uploaded_and_shown(world, messenger):
    messenger.pictures, messenger.pauses = PICTURES, (0.5, 1, 2, 4, 8)
    pictured = await messenger.with_picture(NOTIFICATION)
    assert pictured.digest == DIGEST
    assert await messenger.with_picture(pictured) == pictured, "it is there already"
    posted = await messenger.send(delivery(1, LIAM), pictured, late=False, still=always)
    (message,) = await world.seen(LIAM, posted.channel)
    assert "image" in kinds(message)
    assert "week of 23 Nov: 3 opened, 1 closed" in message["text"]


@over_http()
async def test_what_slack_does_not_show_is_posted_once_without_it(world, messenger):
    messenger.pauses = (0, 0)
    unknown = replace(NOTIFICATION, picture="F0123456789")
    posted = await messenger.send(delivery(1, LIAM), unknown, late=False, still=always)
    (message,) = await world.seen(LIAM, posted.channel)
    assert "image" not in kinds(message)
    await messenger.refresh(
        replace(delivery(1, LIAM), posted_channel=posted.channel, posted_ts=posted.ts), unknown
    )
    (message,) = await world.seen(LIAM, posted.channel)
    assert "image" not in kinds(message)


@over_http()
async def test_what_cannot_be_uploaded_is_left_out(world, messenger):
    async def refused(*_, **__):
        raise NotUploaded("storage_limit_reached")

    messenger.pictures = PICTURES
    real, SlackFiles.upload = SlackFiles.upload, refused
    try:
        assert await messenger.with_picture(NOTIFICATION) == NOTIFICATION
    finally:
        SlackFiles.upload = real


@over_http()
async def test_one_whose_process_is_killed_is_left_out(world, messenger):
    picture = replace(
        PICTURES[DigestNotification](NOTIFICATION),
        draw=partial(eval, "__import__('os').kill(__import__('os').getpid(), 9)"),
    )
    messenger.pictures = {DigestNotification: lambda _: picture}
    assert await messenger.with_picture(NOTIFICATION) == NOTIFICATION
