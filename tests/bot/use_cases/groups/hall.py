"""The network of the tests of groups: one channel, every kind of person, and what Slack says."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.domain.audience import Audience
from bot.domain.delivery import Delivery, SubjectType
from bot.use_cases.context import Context
from bot.use_cases.deliveries.builders import notification_for
from bot.use_cases.groups.set_up import SetUpGroup, set_up_group
from bot.use_cases.identify import identify_person
from bot.use_cases.roster.people import AssignPerson, assign_person, name_secretariat
from storage.tables import metadata
from tests.databases import WORKSPACE
from tests.network import (
    AMARA,
    APP,
    FAR,
    GETHIN,
    GRETA,
    MINJI,
    RAHUL,
    SINA,
    TANIS,
    TECH,
    add_organisations,
    add_person,
    channel,
    dialogue,
    facts_of,
)
from tests.settled import write_once

NOW = datetime(2026, 12, 7, 10, 0, tzinfo=UTC)
"""A Monday; 10:00 in London."""
STRANGER = "U0STRANGER"
CAST = (SINA, AMARA, GETHIN, MINJI, TANIS, RAHUL, FAR, GRETA, APP)

PRIVATE = channel(TECH, {SINA, AMARA, GETHIN, MINJI, TANIS, RAHUL}, name="technology")
PUBLIC = replace(PRIVATE, channel_id="C0EDU", name="education-and-awareness", is_private=False)


@dataclass
class Hall:
    """What use cases are given, by name; readers are made each time, from what is kept."""

    work: object
    facts: dict = field(default_factory=lambda: {user_id: facts_of(user_id) for user_id in CAST})
    organisations: dict = field(default_factory=dict)
    channels: dict = field(default_factory=lambda: {PRIVATE.channel_id: PRIVATE})
    now: datetime = NOW

    def reader(self, user_id):
        facts = self.facts.get(user_id)
        return identify_person(user_id, facts, self.channels, work=self.work, now=self.now)[1]

    def by(self, user_id):
        return Context(self.reader(user_id), self.work, self.now, self.channels)

    def role(self, user_id):
        return self.reader(user_id).role_in(self.group.id)

    @property
    def group(self):
        return self.work.groups.by_channel(PRIVATE.channel_id)

    def set_up(self, *, chairs=(), by=SINA, channel=PRIVATE, **wishes):
        wishes = {"name": "Technology", "zone": "Europe/London"} | wishes
        return set_up_group(
            SetUpGroup(chairs=chairs, **wishes),
            self.by(by),
            channel=channel,
            facts=self.facts,
        )

    def add_dialogue(self, number=12, *, days=3, **changes):
        """One of the group, `days` from now; for members unless told otherwise."""
        fields = {
            "title": "Age assurance",
            "zone": self.group.zone,
            "audience": Audience.MEMBERS,
            "created_at": NOW,
        }
        starts_at = NOW + timedelta(days=days)
        made = dialogue(number, self.group.id, starts_at, **(fields | changes))
        self.work.dialogues.add(made)
        return made

    def notice(self, kind, occurrence, to=AMARA, *, group_id=None):
        """What a notice about the group says to `to` now."""
        delivery = Delivery(
            id=1,
            workspace_id=WORKSPACE,
            kind=kind,
            subject_type=SubjectType.GROUP,
            subject_id=str(group_id or self.group.id),
            occurrence=occurrence,
            recipient=to,
            due_at=NOW,
            useful_until=NOW + timedelta(days=1),
            audience=Audience.MEMBERS,
            created_at=NOW,
        )
        return notification_for(delivery, self.by(to))

    def everything(self):
        """All rows of all tables, to see that nothing changed."""
        connection = self.work.groups._connection
        return {
            table.name: sorted(map(repr, connection.execute(select(table))))
            for table in metadata.sorted_tables
        }


def settle_in(work):
    """The network, with no group yet."""
    return Hall(work, organisations=dict(write_once(work, Hall, lambda: _write(work))))


def _write(work):
    organisations = add_organisations(work, "eSafety", "Ofcom", "KCSC", "FOSI")
    for user_id in CAST:
        add_person(work, user_id, organisations, NOW)
    work.people.assign(AMARA, organisations["Ofcom"].id)  # a group with two of one
    work.people.appoint_secretariat(SINA)
    return organisations


def assign(hall, user_id, organisation, by=SINA):
    """`organisation` by its name, or an id that need not be there."""
    known = hall.organisations.get(organisation)
    organisation_id = known.id if known else organisation
    return assign_person(
        AssignPerson(user_id=user_id, organisation_id=organisation_id),
        replace(hall.by(by), presence=hall.channels),
        facts=hall.facts,
    )


def name(hall, *user_ids, by=SINA):
    """Name the secretariat."""
    return name_secretariat(user_ids, hall.by(by), facts=hall.facts)


def refused(hall, kind, run, *args, **options):
    """The refusal of what `run` does in the hall, which left nothing behind."""
    before = hall.everything()
    with pytest.raises(kind) as caught:
        run(hall, *args, **options)
    assert hall.everything() == before
    return caught.value
