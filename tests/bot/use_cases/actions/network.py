"""A small network for the tests of actions and mornings: two groups, five organisations."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.action_item import ActionItem
from bot.domain.audience import Audience, ChannelFacts
from bot.domain.delivery import State, SubjectType
from bot.domain.dialogue import Dialogue
from bot.domain.group import Group, Term
from bot.domain.organisation import OrganisationKind
from bot.domain.person import PersonFacts
from bot.use_cases.actions.owners import Whereabouts
from bot.use_cases.context import Context
from bot.use_cases.identify import identify_person

NOW = datetime(2026, 12, 7, 8, 55, tzinfo=UTC)
"""A Monday: 08:55 in London, 19:55 in Sydney, 17:55 in Seoul, 03:55 in New York."""
TODAY = date(2026, 12, 7)
DAY = timedelta(days=1)

AMARA, LIAM, OLIVE, MINJI = "U0AMARA", "U0LIAM", "U0OLIVE", "U0MINJI"
NORA, PAT, GRACE, ZOE, GONE, ROBOT = "U0NORA", "U0PAT", "U0GRACE", "U0ZOE", "U0GONE", "U0ROBOT"
"""Amara chairs; Liam and Olive are of Ofcom; Nora observes; Pat belongs to no organisation; Grace
is the secretariat; Zoe is of a member organisation and in no channel; Gone has left Slack."""
TECH, TEACH, DIRECT = "C0TECH", "C0TEACH", "D0ME"

_PEOPLE = {
    AMARA: ("amara", "Australia/Sydney", "eSafety"),
    LIAM: ("liam", "Europe/London", "Ofcom"),
    OLIVE: ("olive", "Europe/London", "Ofcom"),
    MINJI: ("min-ji", "Asia/Seoul", "KCSC"),
    NORA: ("nora", "America/New_York", "NCMEC"),
    PAT: ("pat", "Europe/London", None),
    GRACE: ("grace", "Europe/London", None),
    ZOE: ("zoe", "Europe/Paris", "Arcom"),
    GONE: ("gone", "Europe/London", "Ofcom"),
    ROBOT: ("robot", None, None),
}
_ORGANISATIONS = (
    ("eSafety", OrganisationKind.MEMBER, "AU", "Australia/Sydney"),
    ("Ofcom", OrganisationKind.MEMBER, "GB", "Europe/London"),
    ("KCSC", OrganisationKind.MEMBER, "KR", "Asia/Seoul"),
    ("Arcom", OrganisationKind.MEMBER, "FR", "Europe/Paris"),
    ("NCMEC", OrganisationKind.OBSERVER, "US", "America/New_York"),
)


@dataclass
class Network:
    """`tech` is mixed and Amara chairs it; `teach` has Liam and Min-ji, and Liam chairs it."""

    work: object
    tech: Group
    teach: Group
    organisations: dict
    presence: dict = field(default_factory=dict)

    def facts(self, *user_ids):
        return {user_id: facts_of(user_id) for user_id in user_ids or _PEOPLE}

    def whereabouts(self):
        return Whereabouts(facts=self.facts(), presence=self.presence)

    def identified(self, user_id, now=NOW):
        return identify_person(
            user_id,
            facts_of(user_id),
            self.presence,
            work=self.work,
            now=now,
            secretariat={GRACE},
        )

    def reader(self, user_id, now=NOW):
        return self.identified(user_id, now)[1]

    def by(self, user_id, now=NOW):
        """The context of the person who acts."""
        return Context(reader=self.reader(user_id, now), work=self.work, now=now)

    def placing(self, user_id, now=NOW):
        """The arguments of a verb that chooses an owner."""
        return {"context": self.by(user_id, now), "whereabouts": self.whereabouts()}

    def put(self, number=1, **changes):
        """An action as if it had been logged earlier, by Amara for Liam unless told otherwise."""
        made = action(number, **{"group_id": self.tech.id, **changes})
        self.work.actions.add(made)
        return made

    def stored(self, number=1):
        return self.work.actions.get(self.reader(GRACE), number)

    def mornings(self, user_id, since=NOW - 30 * DAY):
        """Every morning delivery of a person, whatever became of it, the latest due first."""
        return [
            row
            for row in self.work.deliveries.of_recipient(user_id, since)
            if row.subject_type is SubjectType.MORNING
        ]

    def owed_days(self, user_id):
        """Local dates of the mornings still owed, the earliest first."""
        rows = self.mornings(user_id)
        return sorted(row.occurrence for row in rows if row.state is State.OWED)

    def history(self, number=1):
        return [
            (who, did, detail)
            for _, who, did, detail in self.work.journal.lines_about(f"A{number}")
        ]


def settle_in(work):
    """Fill an empty workspace with the network."""
    organisations = {
        name: work.organisations.add(name=name, kind=kind, country=country, zone=zone)
        for name, kind, country, zone in _ORGANISATIONS
    }
    tech, teach = (
        work.groups.add(
            Group(id=0, channel_id=channel_id, name=name, zone=zone, created_at=NOW - 90 * DAY)
        )
        for channel_id, name, zone in (
            (TECH, "Technology", "Europe/London"),
            (TEACH, "Education", "Europe/Dublin"),
        )
    )
    for user_id, (_, _, organisation) in _PEOPLE.items():
        work.people.keep_seen(facts_of(user_id), NOW - 90 * DAY)
        if organisation:
            work.people.assign(user_id, organisations[organisation].id)
    for group, chair in ((tech, AMARA), (teach, LIAM)):
        work.roles.appoint_chair(group.id, Term(user_id=chair, starts_on=date(2026, 1, 1)))
    presence = {
        TECH: channel(TECH, {AMARA, LIAM, OLIVE, MINJI, NORA, PAT}),
        TEACH: channel(TEACH, {LIAM, MINJI}),
    }
    return Network(
        work=work, tech=tech, teach=teach, organisations=organisations, presence=presence
    )


def facts_of(user_id):
    name, zone, _ = _PEOPLE[user_id]
    return PersonFacts(
        user_id=user_id, name=name, zone=zone, active=user_id != GONE, is_bot=user_id == ROBOT
    )


def channel(channel_id, members, *, is_direct=False):
    return ChannelFacts(
        channel_id=channel_id,
        name=channel_id.lower(),
        is_private=True,
        members=frozenset(members),
        is_direct=is_direct,
    )


def action(number, group_id, **changes):
    fields = {
        "number": number,
        "group_id": group_id,
        "title": f"Action {number}",
        "owner_user_id": LIAM,
        "zone": "Europe/London",
        "audience": Audience.GROUP,
        "created_by": AMARA,
        "created_at": NOW - 30 * DAY,
    }
    return ActionItem(**{**fields, **changes})


def dialogue(number, group_id, starts_at, **changes):
    fields = {
        "number": number,
        "group_id": group_id,
        "title": f"Dialogue {number}",
        "zone": "Europe/London",
        "starts_at": starts_at,
        "wall": starts_at.astimezone(ZoneInfo("Europe/London")).replace(tzinfo=None),
        "created_by": AMARA,
        "created_at": NOW - 10 * DAY,
    }
    return Dialogue(**{**fields, **changes})
