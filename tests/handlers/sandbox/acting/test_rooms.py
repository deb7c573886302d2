"""Channels come, go and change, and people with them."""

import pytest

from tests.handlers.sandbox.world import (
    AMARA,
    BOT,
    EDUCATION,
    GRETA,
    LIAM,
    PRIYA,
    SINA,
    TECHNOLOGY,
    playing,
    with_app,
)


async def kinds(world, user):
    _, seen = await world.get("conversations", user)
    return {one["id"]: one for one in seen["conversations"]}


async def test_channels_are_created_joined_left_and_shared_with_the_app():
    async with with_app() as (world, app):
        made = await world.do("conversation/create", SINA, name="new-room", private=True)
        channel = made["channel"]
        assert channel not in await kinds(world, AMARA)
        assert (await world.post("conversation/join", AMARA, channel=channel))[0] == 404
        await world.do("conversation/invite", SINA, channel=channel, user=AMARA)
        await world.do("conversation/invite", SINA, channel=channel, user=BOT)
        await world.do("conversation/invite", SINA, channel=channel, user=LIAM)
        await world.do("conversation/leave", LIAM, channel=channel)
        assert (await world.post("conversation/leave", LIAM, channel=channel))[0] == 404
        await world.do("conversation/join", LIAM, channel=EDUCATION)
        await world.sandbox.quiet()
        joined = [(e["user"], e["channel"]) for e in app.events("member_joined_channel")]
        left = [(e["user"], e["channel"]) for e in app.events("member_left_channel")]
        inviters = [e.get("inviter") for e in app.events("member_joined_channel")]
        _, members = await world.get("members", AMARA, channel=channel)
    assert joined == [(BOT, channel), (LIAM, channel), (LIAM, EDUCATION)]
    assert inviters == [SINA, SINA, None]
    assert left == [(LIAM, channel)]
    assert members["members"] == [SINA, AMARA, BOT]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("general", "name_taken"),
        ("Upper", "invalid_name_specials"),
        ("two words", "invalid_name_specials"),
        ("x" * 81, "invalid_name_maxlength"),
    ],
)
async def test_names_that_no_channel_may_have(name, words):
    async with playing() as world:
        status, answer = await world.post("conversation/create", SINA, name=name)
    assert (status, answer["error"]) == (400, words)


async def test_invitations_that_cannot_be_made():
    async with playing() as world:
        direct = (await world.do("conversation/open", SINA, user=LIAM))["channel"]

        async def invite(user, channel, guest):
            body = {"channel": channel, "user": guest}
            return (await world.post("conversation/invite", user, **body))[0]

        assert await invite(SINA, direct, AMARA) == 403
        assert await invite(LIAM, EDUCATION, AMARA) == 403
        assert await invite(PRIYA, TECHNOLOGY, PRIYA) == 404
        assert await invite(SINA, TECHNOLOGY, GRETA) == 404
        assert await invite(SINA, TECHNOLOGY, AMARA) == 200
