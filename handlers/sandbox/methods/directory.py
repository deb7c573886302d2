"""People and apps as the workspace describes them: profiles, bots, user groups, quiet hours."""

from typing import Any

from handlers.sandbox.core import Core
from handlers.sandbox.methods.arguments import Arguments
from handlers.sandbox.methods.conversations import known_person
from handlers.sandbox.methods.registry import method
from handlers.sandbox.people import Person
from handlers.sandbox.refusal import refuse_if

MOST_AT_ONCE = 50


@method("users.profile.get", scope="users.profile:read")
def profile(core: Core, given: Arguments) -> dict[str, Any]:
    """The profile of a person, or the bot's own."""
    return {"profile": _person(core, given).as_user_profile(core.workspace.team_id)}


@method("bots.info", scope="users:read")
def bot(core: Core, given: Arguments) -> dict[str, Any]:
    """The app's bot, by its id."""
    found = core.workspace.bot
    refuse_if(given.text("bot", found.bot_id or "") != found.bot_id, "bot_not_found")
    shown: dict[str, Any] = {
        "id": found.bot_id,
        "deleted": False,
        "name": found.real_name,
        "icons": {},
    }
    about = {"app_id": found.app_id, "user_id": found.id, "updated": int(core.clock.now())}
    return {"bot": shown | about}


@method("emoji.list", scope="emoji:read")
def emoji(core: Core, _given: Arguments) -> dict[str, Any]:
    """The workspace's own emoji: none."""
    return {"emoji": {}, "cache_ts": f"{core.clock.now():.6f}"}


@method("usergroups.list", scope="usergroups:read")
def groups(core: Core, given: Arguments) -> dict[str, Any]:
    """The sample's `usergroups`, each `{id, handle, name, users}`."""
    shown = []
    for group in core.workspace.setting("usergroups") or ():
        users = list(group["users"])
        one = {
            "id": group["id"],
            "team_id": core.workspace.team_id,
            "is_usergroup": True,
            "name": group["name"],
            "handle": group["handle"],
            "description": "",
            "is_external": False,
            "date_delete": 0,
            "prefs": {"channels": [], "groups": []},
        }
        one |= {"user_count": len(users)} if given.flag("include_count") else {}
        shown.append(one | ({"users": users} if given.flag("include_users") else {}))
    return {"usergroups": shown}


@method("dnd.info", scope="dnd:read")
def quiet_hours(core: Core, given: Arguments) -> dict[str, Any]:
    """Nobody here has quiet hours: what Slack answers for such a person."""
    _person(core, given)
    return {**_NO_QUIET_HOURS}


@method("dnd.teamInfo", scope="dnd:read", required="users")
def quiet_hours_of(core: Core, given: Arguments) -> dict[str, Any]:
    users = [user for user in given.text("users").split(",") if user]
    refuse_if(len(users) > MOST_AT_ONCE, "too_many_users")
    known = [user for user in users if core.workspace.people.get(user) is not None]
    return {"users": dict.fromkeys(known, _NO_QUIET_HOURS)}


_NO_QUIET_HOURS = {"dnd_enabled": False, "next_dnd_start_ts": 1, "next_dnd_end_ts": 1}


def _person(core: Core, given: Arguments) -> Person:
    return known_person(core, given.text("user", core.workspace.bot.id))
