"""A small network in one channel, with every kind of person, and the facts that Slack gives."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from sqlalchemy import select

from bot.domain.audience import ChannelFacts
from bot.domain.organisation import OrganisationKind
from bot.domain.person import PersonFacts
from bot.use_cases.context import Context
from bot.use_cases.groups.set_up import SetUpGroup, set_up_group
from bot.use_cases.identify import identify_person
from storage.tables import metadata

NOW = datetime(2026, 12, 7, 10, 0, tzinfo=UTC)
"""A Monday; 10:00 in London."""

SINA, AMARA, GETHIN, MINJI = "U0SINA", "U0AMARA", "U0GETHIN", "U0MINJI"
TANIS, RAHUL = "U0TANIS", "U0RAHUL"
GRETA, APP, FAR, STRANGER = "U0GRETA", "U0APP", "U0FAR", "U0STRANGER"

PRIVATE = ChannelFacts(
    channel_id="C0TECH",
    name="technology",
    is_private=True,
    members=frozenset({SINA, AMARA, GETHIN, MINJI, TANIS, RAHUL}),
)
PUBLIC = replace(PRIVATE, channel_id="C0EDU", name="education-and-awareness", is_private=False)


@dataclass
class Hall:
    """What use cases are given, by name; readers are made each time, from what is kept."""

    work: object
    facts: dict = field(default_factory=dict)
    organisations: dict = field(default_factory=dict)
    channels: dict = field(default_factory=lambda: {PRIVATE.channel_id: PRIVATE})
    now: datetime = NOW

    def reader(self, user_id):
        _, reader = identify_person(
            user_id,
            self.facts.get(user_id),
            self.channels,
            work=self.work,
            now=self.now,
        )
        return reader

    def role(self, user_id):
        return self.reader(user_id).role_in(self.group.id)

    @property
    def group(self):
        return self.work.groups.by_channel(PRIVATE.channel_id)

    def set_up(self, *, chairs=(), by=SINA, channel=PRIVATE, **wishes):
        wishes = {"name": "Technology", "zone": "Europe/London"} | wishes
        return set_up_group(
            SetUpGroup(chairs=chairs, **wishes),
            Context(reader=self.reader(by), work=self.work, now=self.now),
            channel=channel,
            facts=self.facts,
        )

    def everything(self):
        """All rows of all tables, to see that nothing changed."""
        connection = self.work.groups._connection
        return {
            table.name: sorted(map(repr, connection.execute(select(table))))
            for table in metadata.sorted_tables
        }


def settle_in(work):
    """The network, with no group yet."""
    hall = Hall(work)
    for name, kind, country, zone in (
        ("eSafety Commissioner", OrganisationKind.MEMBER, "AU", "Australia/Sydney"),
        ("Ofcom", OrganisationKind.MEMBER, "GB", "Europe/London"),
        ("KCSC", OrganisationKind.MEMBER, "KR", "Asia/Seoul"),
        ("FOSI", OrganisationKind.OBSERVER, "US", "America/New_York"),
    ):
        made = work.organisations.add(name=name, kind=kind, country=country, zone=zone)
        hall.organisations[name] = made
    for user_id, organisation, zone in (
        (SINA, "eSafety Commissioner", "Australia/Sydney"),
        (AMARA, "Ofcom", "Europe/London"),
        (GETHIN, "Ofcom", "Europe/London"),
        (MINJI, "KCSC", "Asia/Seoul"),
        (TANIS, "FOSI", "America/Winnipeg"),
        (RAHUL, None, "Europe/London"),
        (FAR, "Ofcom", "Europe/London"),
        (GRETA, "FOSI", None),
        (APP, None, None),
    ):
        name = user_id.removeprefix("U0").lower()
        facts = PersonFacts(
            user_id=user_id,
            name=name,
            zone=zone,
            active=user_id != GRETA,
            is_bot=user_id == APP,
            is_guest=user_id == RAHUL,
        )
        hall.facts[user_id] = facts
        work.people.keep_seen(facts, NOW)
        if organisation:
            work.people.assign(user_id, hall.organisations[organisation].id)
    work.people.appoint_secretariat(SINA)
    return hall
