"""auth.test, api.test, team.info and the ticket for a socket."""

from typing import Any

from handlers.sandbox.core import Core
from handlers.sandbox.methods.arguments import Arguments
from handlers.sandbox.methods.registry import method
from handlers.sandbox.refusal import Refused, refuse_if


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
    return {
        "team": {
            "id": team["id"],
            "name": team["name"],
            "domain": team["domain"],
            "url": f"https://{team['domain']}.slack.com/",
            "email_domain": "",
            "icon": {"image_default": True},
        },
    }


@method("apps.connections.open", caller="app", json=True)
def connections_open(core: Core, _given: Arguments) -> dict[str, Any]:
    """A WebSocket address that works once."""
    refuse_if(core.config.request_url is not None, "socket_mode_not_enabled")
    address = core.url.replace("http://", "ws://", 1)
    return {"url": f"{address}/link/{core.socket_mode.new_ticket()}"}
