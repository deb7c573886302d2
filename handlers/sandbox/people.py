"""People of the workspace, and how Slack's API describes them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from handlers.sandbox.store import Kept, fields_of

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
        """The user object of users.info; a deactivated account shows little. Of people of other
        workspaces Slack says neither language nor e-mail address."""
        user: dict[str, Any] = fields_of(self, "id name deleted real_name is_bot") | {
            "team_id": self.team or team,
            "profile": self.as_user_profile(team),
            "is_app_user": False,
            "updated": int(now),
        }
        if self.deleted:
            return user
        user |= fields_of(self, "is_admin is_restricted") | {
            **dict.fromkeys(("is_owner", "is_primary_owner", "is_ultra_restricted"), False),
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

    def as_card(self) -> dict[str, Any]:
        """What the page shows of a person."""
        shown = "id name real_name title tz locale is_bot deleted is_admin is_restricted"
        return fields_of(self, shown)

    def as_user_profile(self, team: str) -> dict[str, Any]:
        """The profile of users.profile.get."""
        shown = "" if self.is_bot else self.real_name
        profile: dict[str, Any] = {
            "title": self.title,
            "real_name": self.real_name,
            "real_name_normalized": self.real_name,
            "display_name": shown,
            "display_name_normalized": shown,
            "status_text": "",
            "status_emoji": "",
            "team": self.team or team,
        }
        if self.bot_id is not None:
            profile |= {"bot_id": self.bot_id, "api_app_id": self.app_id}
        return profile


class People(Kept[Person]):
    def named(self, name: str) -> Person | None:
        """The person of this handle, or None."""
        return next((person for person in self if person.name == name), None)

    def of_address(self, email: str) -> Person | None:
        """The active person of the workspace with this address, in any letter case, or None."""
        ours = (p for p in self if p.team is None and not p.deleted and p.email)
        return next((p for p in ours if p.email.casefold() == email.casefold()), None)
