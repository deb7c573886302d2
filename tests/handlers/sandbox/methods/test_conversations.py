"""conversations.* and users.*: what the app may learn, page by page."""

import pytest

from tests.administration import Administration
from tests.handlers.sandbox.world import (
    AMARA,
    BOT,
    DENISE,
    EDUCATION,
    GENERAL,
    GRETA,
    LIAM,
    MINJI,
    NADIA,
    PRIYA,
    RAHUL,
    REGULATORS,
    SINA,
    TECHNOLOGY,
    manifest,
    playing,
)


async def test_info_tells_kind_membership_and_number_of_members():
    async with playing() as world:
        technology = (await world.form("conversations.info", channel=TECHNOLOGY))["channel"]
        general = await world.form(
            "conversations.info", channel=GENERAL, include_num_members="true"
        )
        opened = await world.api("conversations.open", users=SINA)
        direct = await world.form("conversations.info", channel=opened["channel"]["id"])
    assert (technology["is_private"], technology["is_member"]) == (True, True)
    assert "num_members" not in technology
    assert (general["channel"]["is_private"], general["channel"]["is_member"]) == (False, False)
    assert general["channel"]["num_members"] > 30
    assert direct["channel"]["is_im"] is True
    assert direct["channel"]["user"] == SINA


async def test_lists_hold_only_what_the_app_may_know_and_come_in_pages():
    async with playing() as world:
        await world.do("conversation/create", SINA, name="quiet-room", private=True)
        types = "public_channel,private_channel"
        everything, count = await world.pages(
            "conversations.list", "channels", types=types, limit="1"
        )
        mine, _ = await world.pages("users.conversations", "channels", types=types)
        public, _ = await world.pages("conversations.list", "channels")
        Administration(world.sandbox.core).archive(EDUCATION, by=SINA)
        living, _ = await world.pages("conversations.list", "channels", exclude_archived="1")
    assert {one["name"] for one in everything} == {
        "general",
        "technology",
        "education-and-awareness",
        "regulators-only",
    }
    assert count == 4
    assert {one["id"] for one in mine} == {TECHNOLOGY, EDUCATION, REGULATORS}
    assert {one["id"] for one in public} == {GENERAL, EDUCATION}
    assert {one["id"] for one in living} == {GENERAL}


async def test_members_come_in_pages_with_the_bot_among_them():
    async with playing() as world:
        members, count = await world.pages(
            "conversations.members", "members", channel=TECHNOLOGY, limit="7"
        )
        status, seen = await world.get("members", SINA, channel=TECHNOLOGY)
    assert status == 200
    assert members == seen["members"]
    assert BOT in members
    assert count == -(-len(members) // 7)


@pytest.mark.parametrize(
    ("method", "arguments", "error"),
    [
        ("conversations.list", {"limit": "1000"}, "invalid_limit"),
        ("conversations.list", {"limit": "x"}, "invalid_limit"),
        ("conversations.list", {"cursor": "x"}, "invalid_cursor"),
        ("conversations.list", {"types": "public"}, "invalid_types"),
        ("conversations.history", {"channel": GENERAL}, "not_in_channel"),
        ("conversations.history", {"channel": TECHNOLOGY, "oldest": "x"}, "invalid_ts_oldest"),
        ("conversations.history", {"channel": TECHNOLOGY, "latest": "x"}, "invalid_ts_latest"),
        ("conversations.history", {"channel": TECHNOLOGY, "limit": "1000"}, "invalid_limit"),
        ("conversations.replies", {"channel": TECHNOLOGY, "ts": "1.1"}, "thread_not_found"),
        ("conversations.info", {"channel": "C0NOWHERE1"}, "channel_not_found"),
        ("conversations.open", {}, "users_list_not_supplied"),
        ("conversations.open", {"users": "U0NOBODY01"}, "user_not_found"),
        ("conversations.open", {"users": GRETA}, "user_disabled"),
        ("conversations.open", {"users": BOT}, "cannot_dm_bot"),
        ("conversations.open", {"users": f"{SINA},{LIAM}"}, "missing_scope"),
        ("conversations.open", {"channel": "D0NOWHERE1"}, "channel_not_found"),
        (
            "conversations.open",
            {"channel": TECHNOLOGY},
            "method_not_supported_for_channel_type",
        ),
        ("users.info", {"user": "U0NOBODY01"}, "user_not_found"),
        ("users.conversations", {"user": "U0NOBODY01"}, "user_not_found"),
    ],
)
async def test_what_is_refused(method, arguments, error):
    async with playing() as world:
        assert (await world.form(method, **arguments))["error"] == error


async def test_nine_people_are_too_many_for_a_group():
    people = ",".join((SINA, LIAM, AMARA, MINJI, PRIYA, DENISE, RAHUL, NADIA, GRETA))
    async with playing(app_manifest=manifest(scopes=["mpim:write", "im:write"])) as world:
        assert (await world.form("conversations.open", users=people))["error"] == "too_many_users"


async def test_opening_twice_is_the_same_conversation():
    async with playing() as world:
        first = await world.api("conversations.open", users=SINA)
        again = await world.api("conversations.open", users=SINA, return_im=True)
        resumed = await world.api("conversations.open", channel=first["channel"]["id"])
    assert "already_open" not in first
    assert again["already_open"] is again["no_op"] is True
    assert again["channel"]["user"] == SINA
    assert resumed["channel"]["id"] == first["channel"]["id"]
