"""conversations.* and users.*: what the app may learn, page by page."""

import pytest

from tests.administration import Administration
from tests.handlers.sandbox.world import (
    AMARA,
    BOT,
    EDUCATION,
    GENERAL,
    GRETA,
    LIAM,
    MINJI,
    NADIA,
    RAHUL,
    REGULATORS,
    SINA,
    TECHNOLOGY,
    playing,
)


async def pages(world, method, key, **arguments):
    found, cursor, count = [], "", 0
    while True:
        more = {"cursor": cursor} if cursor else {}
        answer = await world.form(method, **arguments, **more)
        assert answer["ok"] is True, answer
        found += answer[key]
        count += 1
        cursor = answer.get("response_metadata", {}).get("next_cursor", "")
        if not cursor:
            return found, count


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
        everything, count = await pages(
            world, "conversations.list", "channels", types=types, limit="1"
        )
        mine, _ = await pages(world, "users.conversations", "channels", types=types)
        public, _ = await pages(world, "conversations.list", "channels")
        Administration(world.sandbox.core).archive(EDUCATION, by=SINA)
        living, _ = await pages(world, "conversations.list", "channels", exclude_archived="1")
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
        members, count = await pages(
            world, "conversations.members", "members", channel=TECHNOLOGY, limit="7"
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


async def test_opening_twice_is_the_same_conversation():
    async with playing() as world:
        first = await world.api("conversations.open", users=SINA)
        again = await world.api("conversations.open", users=SINA, return_im=True)
        resumed = await world.api("conversations.open", channel=first["channel"]["id"])
    assert "already_open" not in first
    assert again["already_open"] is again["no_op"] is True
    assert again["channel"]["user"] == SINA
    assert resumed["channel"]["id"] == first["channel"]["id"]


async def test_a_direct_message_shows_that_its_person_has_left():
    async with playing() as world:
        channel = (await world.api("conversations.open", users=SINA))["channel"]["id"]
        Administration(world.sandbox.core).change_person(SINA, {"deleted": True})
        info = await world.form("conversations.info", channel=channel)
    assert info["channel"]["is_user_deleted"] is True


async def test_people_as_the_app_sees_them():
    async with playing() as world:
        amara = (await world.form("users.info", user=AMARA, include_locale="true"))["user"]
        minji = (await world.form("users.info", user=MINJI))["user"]
        nadia = (await world.form("users.info", user=NADIA))["user"]
        greta = (await world.form("users.info", user=GRETA))["user"]
        rahul = (await world.form("users.info", user=RAHUL))["user"]
        sina = (await world.form("users.info", user=SINA))["user"]
        bot = (await world.form("users.info", user=BOT))["user"]
        everyone, count = await pages(world, "users.list", "members", limit="10")
    assert (amara["tz"], amara["locale"]) == ("Europe/London", "en-GB")
    assert (minji["tz"], minji["tz_offset"]) == ("Asia/Seoul", 9 * 3600)
    assert "locale" not in minji
    assert "tz" not in nadia
    assert greta["deleted"] is True
    assert "tz" not in greta
    assert rahul["is_restricted"] is True
    assert sina["is_admin"] is True
    assert bot["is_bot"] is True
    assert bot["profile"]["bot_id"] == "B0CNVNR001"
    assert {"USLACKBOT", BOT, GRETA} <= {one["id"] for one in everyone}
    assert count > 3


async def test_history_is_newest_first_within_the_asked_times_and_in_pages():
    async with playing() as world:
        stamps = []
        for number in range(5):
            posted = await world.api("chat.postMessage", channel=TECHNOLOGY, text=str(number))
            stamps.append(posted["ts"])
        where = {"channel": TECHNOLOGY, "oldest": stamps[1], "latest": stamps[3]}
        inner = await world.form("conversations.history", **where)
        outer = await world.form("conversations.history", **where, inclusive="true")
        everything, count = await pages(
            world, "conversations.history", "messages", channel=TECHNOLOGY, limit="2"
        )
        first = await world.form("conversations.history", channel=TECHNOLOGY, limit="2")
    assert [one["text"] for one in inner["messages"]] == ["2"]
    assert [one["text"] for one in outer["messages"]] == ["3", "2", "1"]
    assert [one["text"] for one in everything[:5]] == ["4", "3", "2", "1", "0"]
    assert count == 3
    assert first["has_more"] is True


async def test_replies_come_after_their_parent_and_not_into_the_history():
    async with playing() as world:
        parent = (await world.api("chat.postMessage", channel=TECHNOLOGY, text="parent"))["ts"]
        for number in range(3):
            said = await world.do(
                "say", SINA, channel=TECHNOLOGY, text=str(number), thread_ts=parent
            )
        where = {"channel": TECHNOLOGY}
        thread = await world.form("conversations.replies", **where, ts=parent)
        by_reply = await world.form("conversations.replies", **where, ts=said["ts"])
        history = await world.form("conversations.history", **where, limit="1")
    assert [one["text"] for one in thread["messages"]] == ["parent", "0", "1", "2"]
    assert by_reply["messages"] == thread["messages"]
    shown = history["messages"][0]
    assert (shown["text"], shown["reply_count"], shown["reply_users"]) == ("parent", 3, [SINA])
    assert thread["messages"][1]["parent_user_id"] == BOT


async def test_metadata_is_read_back_whole_only_when_asked_for():
    metadata = {"event_type": "delivery", "event_payload": {"nonce": "abc"}}
    async with playing() as world:
        await world.api("chat.postMessage", channel=TECHNOLOGY, text="x", metadata=metadata)
        where = {"channel": TECHNOLOGY, "limit": "1"}
        short = await world.form("conversations.history", **where)
        whole = await world.form("conversations.history", **where, include_all_metadata="true")
    assert short["messages"][0]["metadata"] == {"event_type": "delivery"}
    assert whole["messages"][0]["metadata"] == metadata
