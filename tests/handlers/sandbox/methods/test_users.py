"""People, as the app sees them."""

from handlers.sandbox.people import Person
from tests.administration import Administration
from tests.handlers.sandbox.world import (
    GRETA,
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
