"""People of the workspace, and how Slack's API describes them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from handlers.sandbox.store import Kept, Store

SLACKBOT = "USLACKBOT"


@dataclass(frozen=True)
class Person:
    """A person or bot of the workspace; `tz` is an IANA name, or None where Slack knows none."""

    id: str
    name: str
    real_name: str
    title: str = ""
    tz: str | None = None
    locale: str = "en-GB"
    is_admin: bool = False
    is_restricted: bool = False
    is_bot: bool = False
    deleted: bool = False
    bot_id: str | None = None
    app_id: str | None = None
    email: str = ""
    team: str | None = None
    """The workspace that someone is of who comes here through a shared channel; None: of ours."""

    def as_user(
        self, *, team: str, now: float, with_locale: bool = False, with_email: bool = False
    ) -> dict[str, Any]:
        """The user object of users.info; a deactivated account shows little.

        Of people of other workspaces Slack says neither language nor e-mail address.
        """
        team = self.team or team
        user: dict[str, Any] = {
            "id": self.id,
            "team_id": team,
            "name": self.name,
            "deleted": self.deleted,
            "real_name": self.real_name,
            "profile": self._profile(team),
            "is_bot": self.is_bot,
            "is_app_user": False,
            "updated": int(now),
        }
        if self.deleted:
            return user
        user |= {
            "is_admin": self.is_admin,
            "is_owner": False,
            "is_primary_owner": False,
            "is_restricted": self.is_restricted,
            "is_ultra_restricted": False,
            "is_email_confirmed": not self.is_bot,
        }
        if self.tz is not None:
            local = datetime.fromtimestamp(now, ZoneInfo(self.tz))
            offset = local.utcoffset()
            user["tz"] = self.tz
            user["tz_label"] = local.tzname() or self.tz
            user["tz_offset"] = int(offset.total_seconds()) if offset is not None else 0
        if with_locale and self.team is None:
            user["locale"] = self.locale
        if with_email and self.team is None and self.email:
            user["profile"]["email"] = self.email
        return user

    def as_user_profile(self, team: str) -> dict[str, Any]:
        """The profile of users.profile.get."""
        return self._profile(self.team or team)

    def as_card(self) -> dict[str, Any]:
        """What the page shows of a person."""
        shown = "id name real_name title tz locale is_bot deleted is_admin is_restricted"
        return {key: getattr(self, key) for key in shown.split()}

    def _profile(self, team: str) -> dict[str, Any]:
        profile: dict[str, Any] = {
            "title": self.title,
            "real_name": self.real_name,
            "real_name_normalized": self.real_name,
            "display_name": "" if self.is_bot else self.real_name,
            "display_name_normalized": "" if self.is_bot else self.real_name,
            "status_text": "",
            "status_emoji": "",
            "team": team,
        }
        if self.bot_id is not None:
            profile |= {"bot_id": self.bot_id, "api_app_id": self.app_id}
        return profile


class People(Kept[Person]):
    def __init__(self, store: Store) -> None:
        super().__init__(store, "people", Person)

    def named(self, name: str) -> Person | None:
        """The person of this handle, or None."""
        return next((person for person in self if person.name == name), None)

    def of_address(self, email: str) -> Person | None:
        """The active person of the workspace with this address, in any letter case, or None."""
        ours = (p for p in self if p.team is None and not p.deleted and p.email)
        return next((p for p in ours if p.email.casefold() == email.casefold()), None)

    def change(self, user: str, changes: Mapping[str, Any]) -> Person:
        """Change fields of a person; KeyError for an unknown one."""
        return self.save(replace(self._by_id[user], **changes))
