"""users.info, users.list, users.lookupByEmail and users.conversations."""

from typing import Any

from handlers.sandbox.core import Core
from handlers.sandbox.methods.arguments import Arguments, page, with_cursor
from handlers.sandbox.methods.conversations import kinds_asked_for, known_person
from handlers.sandbox.methods.registry import method
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
    kinds = kinds_asked_for(core, given)
    bot = core.workspace.bot.id
    user = given.text("user") or bot
    known_person(core, user)
    found = [
        one
        for one in core.workspace.conversations
        if one.kind in kinds
        and user in one.members
        and one.is_visible_to(bot)
        and not (one.archived and given.flag("exclude_archived"))
    ]
    some, cursor = page(found, given, default=100, most=999)
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
