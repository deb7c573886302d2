"""The small network of the tests: one vocabulary of people, organisations, groups and records.

Each layer on it (actions, practices, dialogues, groups, the Slack door) says who is in which
channel and at what moment, and adds the verbs of its room.
"""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import ClassVar
from zoneinfo import ZoneInfo

from bot.domain.action_item import ActionItem
from bot.domain.audience import Audience, ChannelFacts
from bot.domain.dialogue import Dialogue
from bot.domain.group import Group, Term
from bot.domain.person import OrganisationKind, PersonFacts
from bot.domain.practice import Practice
from bot.use_cases.context import Context
from bot.use_cases.identify import identify_person
from tests.settled import write_once

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)

AMARA, LIAM, OLIVE, MINJI = "U0AMARA", "U0LIAM", "U0OLIVE", "U0MINJI"
"""Of eSafety, who chairs; two of Ofcom; of KCSC: all of member organisations."""
NORA, TANIS, ZOE, YVES = "U0NORA", "U0TANIS", "U0ZOE", "U0YVES"
"""Of NCMEC and of FOSI, which observe; of Ofcom and of Arcom, and in no group's channel."""
PAT, GRACE, SINA = "U0PAT", "U0GRACE", "U0SINA"
"""Of no organisation; of the secretariat by the settings; of it by the roster, and of eSafety."""
GETHIN, FAR, RAHUL = "U0GETHIN", "U0FAR", "U0RAHUL"
"""Of Ofcom, in the group's channel and in none; a guest."""
GONE, GRETA, ROBOT, APP = "U0GONE", "U0GRETA", "U0ROBOT", "U0APP"
"""Two who have left Slack; two that are no people."""

TECH, TEACH, BOARD, LOBBY, DIRECT = "C0TECH", "C0TEACH", "C0BOARD", "C0LOBBY", "D0ME"
"""Private and mixed; members alone are in it; for members; no group's; a direct message."""

ORGANISATIONS = {
    "eSafety": (OrganisationKind.MEMBER, "AU", "Australia/Sydney"),
    "Ofcom": (OrganisationKind.MEMBER, "GB", "Europe/London"),
    "KCSC": (OrganisationKind.MEMBER, "KR", "Asia/Seoul"),
    "Arcom": (OrganisationKind.MEMBER, "FR", "Europe/Paris"),
    "NCMEC": (OrganisationKind.OBSERVER, "US", "America/New_York"),
    "FOSI": (OrganisationKind.OBSERVER, "US", "America/New_York"),
}
PEOPLE = {
    AMARA: ("amara", "Australia/Sydney", "eSafety"),
    LIAM: ("liam", "Europe/London", "Ofcom"),
    OLIVE: ("olive", "Europe/London", "Ofcom"),
    MINJI: ("min-ji", "Asia/Seoul", "KCSC"),
    NORA: ("nora", "America/New_York", "NCMEC"),
    TANIS: ("tanis", "America/Winnipeg", "FOSI"),
    YVES: ("yves", "Europe/Paris", "Arcom"),
    ZOE: ("zoe", "Europe/London", "Ofcom"),
    PAT: ("pat", "Europe/London", None),
    GRACE: ("grace", "Europe/London", None),
    SINA: ("sina", "Australia/Sydney", "eSafety"),
    GETHIN: ("gethin", "Europe/London", "Ofcom"),
    FAR: ("far", "Europe/London", "Ofcom"),
    RAHUL: ("rahul", "Europe/London", None),
    GONE: ("gone", "Europe/London", "Ofcom"),
    GRETA: ("greta", None, "FOSI"),
    ROBOT: ("robot", None, None),
    APP: ("app", None, None),
}
"""By id: the name, the zone in Slack, and the organisation."""
GROUPS = {
    TECH: ("Technology", "Europe/London", Audience.GROUP),
    TEACH: ("Education", "Europe/Dublin", Audience.GROUP),
    BOARD: ("Board", "Europe/Dublin", Audience.MEMBERS),
}
"""By channel: the group's name, its zone, and the audience of a new item."""


@dataclass
class Network:
    """An open transaction on the network. A layer's class says who and where; see `settle_in`."""

    work: object
    presence: dict = field(default_factory=dict)
    organisations: dict = field(default_factory=dict)

    NOW: ClassVar = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
    """A Monday, when all of it is settled in, and at which people act unless told otherwise."""
    CAST: ClassVar = (AMARA, LIAM, MINJI, NORA, PAT, GRACE)
    BODIES: ClassVar = ("eSafety", "Ofcom", "KCSC", "NCMEC")
    ROOMS: ClassVar = {
        TECH: (AMARA, {AMARA, LIAM, MINJI, NORA, PAT}),
        TEACH: (LIAM, {LIAM, MINJI}),
    }
    """By channel of a group: its chair, and who is in the channel."""
    SECRETARIAT: ClassVar = frozenset({GRACE})

    def __post_init__(self):
        find = self.work.groups.by_channel
        self.tech, self.teach, self.board = find(TECH), find(TEACH), find(BOARD)

    def facts(self, user_id):
        return facts_of(user_id)

    def identified(self, user_id, now=None):
        return identify_person(
            user_id,
            self.facts(user_id),
            self.presence,
            work=self.work,
            now=now or self.NOW,
            secretariat=self.SECRETARIAT,
        )

    def reader(self, user_id, now=None):
        return self.identified(user_id, now)[1]

    def by(self, user_id, now=None):
        """The context of the person who acts."""
        return Context(self.reader(user_id, now), self.work, now or self.NOW, self.presence)

    def of_recipients(self, *recipients):
        """Every delivery to them, or to anybody here, whatever became of it."""
        since = self.NOW - 400 * DAY
        everyone = recipients or (*self.CAST, *self.ROOMS)
        return [row for one in everyone for row in self.work.deliveries.of_recipient(one, since)]

    @classmethod
    def settle_in(cls, work):
        """Fill an empty workspace with this layer's part of the network."""
        organisations = write_once(work, cls, lambda: cls._write(work))
        presence = {place: channel(place, members) for place, (_, members) in cls.ROOMS.items()}
        return cls(work=work, presence=presence, organisations=dict(organisations))

    @classmethod
    def _write(cls, work):
        """The organisations, by name."""
        organisations = add_organisations(work, *cls.BODIES)
        for user_id in cls.CAST:
            add_person(work, user_id, organisations, cls.NOW)
        for channel_id, (chair, _) in cls.ROOMS.items():
            name, zone, audience = GROUPS[channel_id]
            fields = {"name": name, "zone": zone, "default_audience": audience}
            group = work.groups.add(
                Group(id=0, channel_id=channel_id, created_at=cls.NOW - 90 * DAY, **fields)
            )
            work.roles.appoint_chair(group.id, Term(user_id=chair, starts_on=date(2026, 1, 1)))
        return organisations


def add_organisations(work, *names):
    """Those of these names, by name."""
    made = {}
    for name in names:
        kind, country, zone = ORGANISATIONS[name]
        made[name] = work.organisations.add(name=name, kind=kind, country=country, zone=zone)
    return made


def add_person(work, user_id, organisations, now):
    """Seen in Slack, and of their organisation."""
    work.people.keep_seen(facts_of(user_id), now)
    name = PEOPLE[user_id][2]
    if name in organisations:
        work.people.assign(user_id, organisations[name].id)


def facts_of(user_id):
    name, zone, _ = PEOPLE[user_id]
    return PersonFacts(
        user_id=user_id,
        name=name,
        zone=zone,
        active=user_id not in (GONE, GRETA),
        is_bot=user_id in (ROBOT, APP),
        is_guest=user_id == RAHUL,
    )


def channel(channel_id, members, **changes):
    facts = ChannelFacts(
        channel_id=channel_id, name=channel_id.lower(), is_private=True, members=frozenset(members)
    )
    return replace(facts, **changes)


def dialogue(number, group_id, starts_at, **changes):
    zone = changes.get("zone", "Europe/London")
    fields = {
        "number": number,
        "group_id": group_id,
        "title": f"Dialogue {number}",
        "zone": zone,
        "starts_at": starts_at,
        "wall": starts_at.astimezone(ZoneInfo(zone)).replace(tzinfo=None),
        "created_by": AMARA,
        "created_at": Network.NOW - 10 * DAY,
    }
    return Dialogue(**{**fields, **changes})


def action(number, group_id, **changes):
    fields = {
        "number": number,
        "group_id": group_id,
        "title": f"Action {number}",
        "created_by": AMARA,
        "created_at": Network.NOW - 30 * DAY,
        "audience": Audience.GROUP,
    }
    return ActionItem(**{**fields, **changes})


def practice(number, group_id, **changes):
    fields = {
        "number": number,
        "group_id": group_id,
        "title": f"Practice {number}",
        "summary": "What it is about",
        "what_was_done": "This was done",
        "countries": ("IE",),
        "organisation_id": None,
        "review_by": date(2027, 11, 23),
        "author": NORA,
        "created_at": Network.NOW,
    }
    return Practice(**{**fields, **changes})
