"""People, as the app sees them."""

import pytest

from handlers.sandbox import load_sample
from handlers.sandbox.people import Person
from tests.administration import Administration
from tests.handlers.sandbox import world as worlds
from tests.handlers.sandbox.world import (
    AMARA,
    APP_TOKEN,
    BOT,
    BOT_TOKEN,
    GRETA,
    LIAM,
    SCOPES,
    SINA,
    TECHNOLOGY,
    manifest,
    playing,
)


async def test_a_direct_message_shows_that_its_person_has_left():
    async with playing() as world:
        channel = (await world.api("conversations.open", users=SINA))["channel"]["id"]
        Administration(world.sandbox.core).change_person(SINA, {"deleted": True})
        info = await world.form("conversations.info", channel=channel)
    assert info["channel"]["is_user_deleted"] is True


async def test_people_of_another_workspace_are_in_no_list_and_seen_through_a_shared_channel():
    async with playing() as world:
        people, channels = world.sandbox.core.workspace.people, world.sandbox.core.workspace
        people.save(Person(id="U0VISITOR1", name="ines", real_name="Inês", team="T0ELSEWHERE"))
        unseen = await world.form("users.info", user="U0VISITOR1")
        channel = channels.conversations.get(TECHNOLOGY)
        channel.members.append("U0VISITOR1")
        seen = await world.form("users.info", user="U0VISITOR1", include_locale="true")
        everyone, _ = await world.pages("users.list", "members", limit="10")
    assert unseen == {"ok": False, "error": "user_not_visible"}
    assert (seen["user"]["team_id"], "locale" in seen["user"]) == ("T0ELSEWHERE", False)
    assert "U0VISITOR1" not in {one["id"] for one in everyone}


async def test_a_big_workspace_is_listed_in_pages_only():
    async with playing() as world:
        for number in range(1001):
            name = f"p{number}"
            person = Person(id=f"U0P{number:07}", name=name, real_name=name)
            world.sandbox.core.workspace.people.save(person)
        refused = await world.form("users.list")
        too_many = await world.form("users.list", limit="1001")
        page = await world.form("users.list", limit="999")
        lost = await world.form("users.list", limit="999", cursor="elsewhere")
    assert refused == {"ok": False, "error": "limit_required"}
    assert (too_many["error"], lost["error"]) == ("invalid_limit", "invalid_cursor")
    assert len(page["members"]) == 999
    assert page["response_metadata"]["next_cursor"]


async def test_addresses_are_told_with_the_scope_alone():
    async with playing() as world:
        sina = (await world.form("users.info", user=SINA))["user"]
        greta = (await world.form("users.info", user=GRETA))["user"]
        address = sina["profile"]["email"]
        found = await world.form("users.lookupByEmail", email=address.upper())
        gone = await world.form("users.lookupByEmail", email=address.replace("sina", "greta"))
        none = await world.form("users.lookupByEmail")
    assert address == "sina@online-safety-network.example"
    assert (found["user"]["id"], found["user"]["profile"]) == (SINA, sina["profile"])
    assert "email" not in greta["profile"]
    assert (gone["error"], none["error"]) == ("users_not_found", "invalid_arguments")
    async with playing(app_manifest=manifest(without=["users:read.email"])) as world:
        everyone, _ = await world.pages("users.list", "members", limit="10")
    assert everyone
    assert not any("email" in one["profile"] for one in everyone)


async def test_an_optional_scope_is_granted_at_the_installation():
    asked = manifest(without=["users:read.email"])
    asked["oauth_config"]["scopes"]["bot_optional"] = ["users:read.email"]
    async with playing(app_manifest=asked) as world:
        sina = (await world.form("users.info", user=SINA))["user"]
    assert "email" in sina["profile"]


@pytest.mark.parametrize(
    ("method", "token", "error"),
    [
        ("auth.test", None, "not_authed"),
        ("auth.test", "xoxb-other", "invalid_auth"),
        ("auth.test", APP_TOKEN, "not_allowed_token_type"),
        ("chat.postMessage", APP_TOKEN, "not_allowed_token_type"),
        ("apps.connections.open", BOT_TOKEN, "not_allowed_token_type"),
        ("apps.connections.open", None, "not_authed"),
        ("chat.unfurl", BOT_TOKEN, "unknown_method"),
        ("admin.users.list", None, "unknown_method"),
    ],
)
async def test_a_token_that_does_not_fit_is_refused(method, token, error):
    async with playing() as world:
        answer = await world.api(method, token=token)
    assert answer["ok"] is False
    assert answer["error"] == error


async def test_who_the_token_is_and_what_it_may_stand_in_the_answer():
    async with (
        playing() as world,
        world.http.get("/api/auth.test", params={"token": BOT_TOKEN}) as response,
    ):
        answer = await response.json()
        assert response.headers["X-OAuth-Scopes"] == ",".join(SCOPES)
    assert answer["user_id"] == BOT
    assert answer["bot_id"] == "B0CNVNR001"
    assert answer["team_id"] == "T0GOSRN001"


async def test_a_removed_app_has_dead_tokens_until_it_is_installed_again():
    async with playing() as world:
        Administration(world.sandbox.core).uninstall()
        assert (await world.api("auth.test"))["error"] == "account_inactive"
        posted = await world.api("chat.postMessage", channel=TECHNOLOGY, text="x")
        assert posted["error"] == "account_inactive"
        typed = await world.do("command", SINA, channel=TECHNOLOGY, command="/wg")
        assert typed == {"ok": False, "error": "unknown_command"}
        Administration(world.sandbox.core).revoke_tokens()
        assert (await world.api("auth.test"))["error"] == "token_revoked"
        Administration(world.sandbox.core).reinstall()
        assert (await world.api("auth.test"))["ok"] is True


async def test_api_test_echoes_and_team_info_names_the_team():
    async with playing() as world:
        assert (await world.api("api.test", token=None, foo="bar"))["args"] == {"foo": "bar"}
        assert (await world.api("api.test", token=None, error="my_error"))["error"] == "my_error"
        team = (await world.form("team.info"))["team"]
        assert (await world.form("team.info", team="T1"))["error"] == "team_not_found"
    assert team["name"] == "Online Safety Network"


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
