"""A small network for the tests of practices and digests: two groups, four organisations."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.action_item import ActionItem
from bot.domain.audience import Audience, ChannelFacts
from bot.domain.delivery import SubjectType
from bot.domain.dialogue import Dialogue, Rsvp, RsvpAnswer
from bot.domain.group import Group, Term
from bot.domain.organisation import OrganisationKind
from bot.domain.person import PersonFacts
from bot.domain.practice import Evidence, Practice, Public
from bot.use_cases.identify import identify_person
from bot.use_cases.practices.card import CardWords

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
"""A Monday."""
DAY = timedelta(days=1)

AMARA, LIAM, MINJI, NORA, PAT, GRACE = "U0AMARA", "U0LIAM", "U0MINJI", "U0NORA", "U0PAT", "U0GRACE"
"""Chair, member, member, observer, unassigned, secretariat."""
TECH, TEACH, LOBBY = "C0TECH", "C0TEACH", "C0LOBBY"
DIRECT = "D0ME"

_NAMES = {
    AMARA: "amara",
    LIAM: "liam",
    MINJI: "min-ji",
    NORA: "nora",
    PAT: "pat",
    GRACE: "grace",
}


@dataclass
class Network:
    """`tech` is private and mixed; `teach` has members only; Liam is in both, Amara chairs tech."""

    work: object
    tech: Group
    teach: Group
    organisations: dict
    presence: dict = field(default_factory=dict)

    def facts(self, user_id):
        zones = {AMARA: "Australia/Sydney", MINJI: "Asia/Seoul"}
        zone = zones.get(user_id, "Europe/London")
        return PersonFacts(user_id=user_id, name=_NAMES.get(user_id, user_id), zone=zone)

    def reader(self, user_id, now=NOW):
        return self.identified(user_id, now)[1]

    def identified(self, user_id, now=NOW):
        return identify_person(
            user_id,
            self.facts(user_id),
            self.presence,
            work=self.work,
            now=now,
            secretariat={GRACE},
        )

    def owed(self, kind=None, *, subject=None):
        """Every delivery of a kind, whatever became of it, the latest due first."""
        recipients = {*_NAMES, TECH, TEACH}
        rows = [
            row
            for recipient in sorted(recipients)
            for row in self.work.deliveries.of_recipient(recipient, NOW - 400 * DAY)
        ]
        return [
            row
            for row in rows
            if (kind is None or row.kind == kind)
            and (subject is None or row.subject_id == str(subject))
            and row.subject_type in (SubjectType.PRACTICE, SubjectType.DIGEST)
        ]


def settle_in(work):
    """Fill an empty workspace with the network."""
    organisations = {
        name: work.organisations.add(name=name, kind=kind, country=country, zone=zone)
        for name, kind, country, zone in (
            ("eSafety", OrganisationKind.MEMBER, "AU", "Australia/Sydney"),
            ("Ofcom", OrganisationKind.MEMBER, "GB", "Europe/London"),
            ("KCSC", OrganisationKind.MEMBER, "KR", "Asia/Seoul"),
            ("NCMEC", OrganisationKind.OBSERVER, "US", "America/New_York"),
        )
    }
    tech = work.groups.add(
        Group(id=0, channel_id=TECH, name="Technology", zone="Europe/London", created_at=NOW)
    )
    teach = work.groups.add(
        Group(id=0, channel_id=TEACH, name="Education", zone="Europe/Dublin", created_at=NOW)
    )
    network = Network(work=work, tech=tech, teach=teach, organisations=organisations)
    for user_id in _NAMES:
        work.people.keep_seen(network.facts(user_id), NOW)
    for user_id, name in ((AMARA, "eSafety"), (LIAM, "Ofcom"), (MINJI, "KCSC"), (NORA, "NCMEC")):
        work.people.assign(user_id, organisations[name].id)
    for group in (tech, teach):
        chair = AMARA if group is tech else LIAM
        work.roles.appoint_chair(group.id, Term(user_id=chair, starts_on=date(2026, 1, 1)))
    network.presence = {
        TECH: channel(TECH, {AMARA, LIAM, MINJI, NORA, PAT}),
        TEACH: channel(TEACH, {LIAM, MINJI}),
    }
    return network


def channel(channel_id, members, **changes):
    facts = ChannelFacts(
        channel_id=channel_id, name=channel_id.lower(), is_private=True, members=frozenset(members)
    )
    return replace(facts, **changes)


def card_words(**changes):
    fields = {
        "title": "Peer mentors against sextortion",
        "summary": "Pupils of sixteen teach pupils of twelve.",
        "what_was_done": "Six schools took part.\nMentors were trained for two days.",
        "publics": (Public.YOUNG_PEOPLE, Public.EDUCATORS),
        "topics": ("sextortion", "schools"),
        "country": "IE",
        "language": "en",
        "evidence": Evidence.PILOT,
        "link": "https://example.org/mentors",
        "contact": "mentors@example.org",
        "review_by": date(2027, 11, 23),
    }
    return CardWords(**{**fields, **changes})


def practice(number, group_id, **changes):
    fields = {
        "number": number,
        "group_id": group_id,
        "title": f"Practice {number}",
        "summary": "What it is about",
        "what_was_done": "This was done",
        "country": "IE",
        "organisation_id": None,
        "review_by": date(2027, 11, 23),
        "author": NORA,
        "created_at": NOW,
    }
    return Practice(**{**fields, **changes})


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


def going(network, number, user_id, answer=RsvpAnswer.GOING):
    person = network.work.people.get(user_id)
    organisation = person.organisation.id if person and person.organisation else None
    network.work.rsvps.keep_answer(
        number,
        Rsvp(
            user_id=user_id,
            answer=answer,
            organisation_id=organisation,
            answered_at=NOW - 8 * DAY,
        ),
    )


def action(number, group_id, **changes):
    fields = {
        "number": number,
        "group_id": group_id,
        "title": f"Action {number}",
        "zone": "Europe/London",
        "created_by": AMARA,
        "created_at": NOW - 30 * DAY,
        "audience": Audience.GROUP,
    }
    return ActionItem(**{**fields, **changes})
