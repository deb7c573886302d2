"""Who the token is, and the people, groups and bots of the workspace: auth, users, dnd and more."""

from typing import Any

from handlers.sandbox.core import Core
from handlers.sandbox.methods.conversations import known_person, listed_conversations
from handlers.sandbox.methods.registry import Arguments, method, page, with_cursor
from handlers.sandbox.people import SLACKBOT, Person
from handlers.sandbox.refusal import Refused, demand, refuse_if

EMAIL = "users:read.email"
"""Without this scope no user object has an address."""
_WITHOUT_A_LIMIT = 1000
"""People that are given where no limit is asked for. Slack does not say how many it gives."""
SLACKBOT_PERSON = Person(id=SLACKBOT, name="slackbot", real_name="Slackbot")


@method("users.info", scope="users:read", required="user")
def users_info(core: Core, given: Arguments) -> dict[str, Any]:
    user = given.text("user")
    person = SLACKBOT_PERSON if user == SLACKBOT else known_person(core, user)
    if person.team is not None and not _shares_a_conversation(core, user):
        raise Refused("user_not_visible")
    return {"user": _as_user(core, person, given)}


@method("users.list", scope="users:read")
def users_list(core: Core, given: Arguments) -> dict[str, Any]:
    """Everyone of the workspace, deactivated accounts and bots included, and nobody of another."""
    everyone = [SLACKBOT_PERSON, *(p for p in core.workspace.people if p.team is None)]
    refuse_if(given.limit(0, most=1000) == 0 and len(everyone) > _WITHOUT_A_LIMIT, "limit_required")
    members, cursor = page(everyone, given, default=1000, most=1000)
    answer = {
        "members": [_as_user(core, person, given) for person in members],
        "cache_ts": int(core.clock.now()),
    }
    return with_cursor(answer, cursor)


@method("users.lookupByEmail", scope=EMAIL, required="email")
def users_lookup_by_email(core: Core, given: Arguments) -> dict[str, Any]:
    """Deactivated accounts are not found."""
    person = demand(core.workspace.people.of_address(given.text("email")), "users_not_found")
    return {"user": _as_user(core, person, given)}


@method("users.conversations")
def users_conversations(core: Core, given: Arguments) -> dict[str, Any]:
    """The conversations that the bot, or a person as far as the bot may know, is in."""
    some, cursor = listed_conversations(core, given, given.text("user") or core.workspace.bot.id)
    channels = [core.workspace.as_channel(one) for one in some]
    for channel in channels:
        channel.pop("is_member", None)
    return with_cursor({"channels": channels}, cursor)


def _shares_a_conversation(core: Core, user: str) -> bool:
    bot = core.workspace.bot.id
    return any(user in one.members and bot in one.members for one in core.workspace.conversations)


def _as_user(core: Core, person: Person, given: Arguments) -> dict[str, Any]:
    return person.as_user(
        team=core.workspace.team_id,
        now=core.clock.now(),
        with_locale=given.flag("include_locale"),
        with_email=EMAIL in core.config.scopes,
    )


@method("api.test", caller="anyone", json=True)
def api_test(_core: Core, given: Arguments) -> dict[str, Any]:
    """Answers what it was given, or the error it was asked for."""
    if "error" in given:
        raise Refused(given.text("error"), args=dict(given.given))
    return {"args": dict(given.given)}


@method("auth.test", json=True)
def auth_test(core: Core, _given: Arguments) -> dict[str, Any]:
    """Who the token is."""
    workspace = core.workspace
    return {
        "url": f"https://{workspace.team['domain']}.slack.com/",
        "team": workspace.team["name"],
        "user": workspace.bot.name,
        "team_id": workspace.team_id,
        "user_id": workspace.bot.id,
        "bot_id": workspace.app["bot_id"],
        "is_enterprise_install": False,
    }


@method("team.info", scope="team:read")
def team_info(core: Core, given: Arguments) -> dict[str, Any]:
    """The workspace's name and domain."""
    team = core.workspace.team
    refuse_if("team" in given and given.text("team") != team["id"], "team_not_found")
    shown = {"url": f"https://{team['domain']}.slack.com/", "icon": {"image_default": True}}
    return {"team": {**team, **shown, "email_domain": ""}}


@method("apps.connections.open", caller="app", json=True)
def connections_open(core: Core, _given: Arguments) -> dict[str, Any]:
    """A WebSocket address that works once."""
    refuse_if(core.config.request_url is not None, "socket_mode_not_enabled")
    address = core.url.replace("http://", "ws://", 1)
    return {"url": f"{address}/link/{core.socket_mode.new_ticket()}"}


MOST_AT_ONCE = 50


@method("users.profile.get", scope="users.profile:read")
def users_profile_get(core: Core, given: Arguments) -> dict[str, Any]:
    """The profile of a person, or the bot's own."""
    return {"profile": _person(core, given).as_user_profile(core.workspace.team_id)}


@method("bots.info", scope="users:read")
def bots_info(core: Core, given: Arguments) -> dict[str, Any]:
    """The app's bot, by its id."""
    found = core.workspace.bot
    refuse_if(given.text("bot", found.bot_id or "") != found.bot_id, "bot_not_found")
    shown = {"id": found.bot_id, "deleted": False, "name": found.real_name}
    about = {"app_id": found.app_id, "user_id": found.id, "updated": int(core.clock.now())}
    return {"bot": {**shown, "icons": {}, **about}}


@method("emoji.list", scope="emoji:read")
def emoji_list(core: Core, _given: Arguments) -> dict[str, Any]:
    """The workspace's own emoji: none."""
    return {"emoji": {}, "cache_ts": f"{core.clock.now():.6f}"}


@method("usergroups.list", scope="usergroups:read")
def usergroups_list(core: Core, given: Arguments) -> dict[str, Any]:
    """The sample's `usergroups`, each `{id, handle, name, users}`."""
    shown = []
    for group in core.workspace.setting("usergroups") or ():
        users = list(group["users"])
        one = {key: group[key] for key in ("id", "name", "handle")} | {
            "team_id": core.workspace.team_id,
            "is_usergroup": True,
            "description": "",
            "is_external": False,
            "date_delete": 0,
            "prefs": {"channels": [], "groups": []},
        }
        one |= {"user_count": len(users)} if given.flag("include_count") else {}
        shown.append(one | ({"users": users} if given.flag("include_users") else {}))
    return {"usergroups": shown}


@method("dnd.info", scope="dnd:read")
def dnd_info(core: Core, given: Arguments) -> dict[str, Any]:
    """Nobody here has quiet hours: what Slack answers for such a person."""
    _person(core, given)
    return {**_NO_QUIET_HOURS}


@method("dnd.teamInfo", scope="dnd:read", required="users")
def dnd_team_info(core: Core, given: Arguments) -> dict[str, Any]:
    users = [user for user in given.text("users").split(",") if user]
    refuse_if(len(users) > MOST_AT_ONCE, "too_many_users")
    known = [user for user in users if core.workspace.people.get(user) is not None]
    return {"users": dict.fromkeys(known, _NO_QUIET_HOURS)}


_NO_QUIET_HOURS = {"dnd_enabled": False, "next_dnd_start_ts": 1, "next_dnd_end_ts": 1}


def _person(core: Core, given: Arguments) -> Person:
    return known_person(core, given.text("user", core.workspace.bot.id))
