"""Profiles, the bot, user groups, emoji and quiet hours."""

from handlers.sandbox import load_sample
from tests.handlers.sandbox import world as worlds
from tests.handlers.sandbox.world import AMARA, BOT, LIAM, SCOPES, SINA, manifest, playing

MORE = ["users.profile:read", "emoji:read", "usergroups:read", "dnd:read"]
ABLE = manifest(scopes=[*SCOPES, *MORE])


async def test_what_is_known_of_people_and_of_the_bot():
    async with playing(app_manifest=ABLE) as world:
        profile = (await world.form("users.profile.get", user=AMARA))["profile"]
        nobody = await world.form("users.profile.get", user="UNOBODY")
        own = (await world.form("auth.test"))["bot_id"]
        bot = (await world.form("bots.info", bot=own))["bot"]
        no_bot = await world.form("bots.info", bot="BNOBODY")
        emoji = await world.form("emoji.list")
        quiet = await world.form("dnd.info", user=SINA)
        team = await world.form("dnd.teamInfo", users=f"{SINA},UNOBODY")
    assert profile["real_name"]
    assert nobody["error"] == "user_not_found"
    assert (bot["user_id"], no_bot["error"]) == (BOT, "bot_not_found")
    assert (emoji["emoji"], quiet["dnd_enabled"], list(team["users"])) == ({}, False, [SINA])


async def test_user_groups_are_those_of_the_sample(monkeypatch):
    group = {"id": "S0TECH00001", "handle": "tech", "name": "Technology", "users": [SINA, LIAM]}
    monkeypatch.setattr(worlds, "SAMPLE", {**load_sample(), "usergroups": [group]})
    async with playing(app_manifest=ABLE) as world:
        short = (await world.form("usergroups.list"))["usergroups"]
        whole = (await world.form("usergroups.list", include_users="true"))["usergroups"]
    assert [(one["handle"], "users" in one) for one in short] == [("tech", False)]
    assert whole[0]["users"] == [SINA, LIAM]


async def test_each_wants_its_scope():
    async with playing() as world:
        asked = {
            "users.profile.get": "users.profile:read",
            "emoji.list": "emoji:read",
            "usergroups.list": "usergroups:read",
            "dnd.info": "dnd:read",
            "bookmarks.list": "bookmarks:read",
            "pins.list": "pins:read",
            "files.info": "files:read",
        }
        needed = {method: (await world.form(method))["needed"] for method in asked}
    assert needed == asked
